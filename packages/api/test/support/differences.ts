import { wireName } from "./values";

/** A deliberate difference to the published SDK: why, and how its side is brought to ours. */
export interface Difference {
  reason: string;
  /** Returns the result of the published SDK without the difference. */
  adjust(theirs: unknown, ours: unknown): unknown;
}

type Plain = Record<string, unknown>;

/** True for a random UUID, as the transport fills it in. */
export const isUuid = (value: unknown): boolean =>
  typeof value === "string" && /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(value);

/** Removes idempotency keys that the transport filled in from a body. */
export function withoutFilledKeys(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withoutFilledKeys);
  if (!isPlain(body)) return body;
  const kept = Object.entries(body).filter(([name, value]) => name !== "idempotency_key" || !isUuid(value));
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutFilledKeys(value)]));
}

const isPlain = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Goes through both sides in step; `change` may rewrite an object of theirs. */
function inStep(theirs: unknown, ours: unknown, change: (theirs: Plain, ours: Plain) => Plain): unknown {
  if (Array.isArray(theirs) && Array.isArray(ours))
    return theirs.map((item, i) => inStep(item, ours[i], change));
  if (!isPlain(theirs) || !isPlain(ours)) return theirs;
  const changed = change(theirs, ours);
  return Object.fromEntries(
    Object.entries(changed).map(([key, item]) => [
      key,
      Object.hasOwn(ours, key) ? inStep(item, ours[key], change) : item,
    ]),
  );
}

export const differences: Record<string, Difference> = {
  idempotencyKey: {
    reason:
      "an operation that has an idempotency key gets one for each call, so that a retry cannot act twice; the " +
      "published SDK sends none",
    adjust: (theirs, ours) =>
      inStep(theirs, ours, (a, b) =>
        isUuid(b.idempotency_key) && !a.idempotency_key ? { ...a, idempotency_key: b.idempotency_key } : a,
      ),
  },
  protoKey: {
    reason: "a map key `__proto__` is a key like any other; the published SDK loses it",
    adjust: (theirs, ours) =>
      inStep(theirs, ours, (a, b) =>
        Object.hasOwn(b, "__proto__") && !Object.hasOwn(a, "__proto__")
          ? Object.fromEntries([
              ...Object.entries(a),
              ["__proto__", Object.getOwnPropertyDescriptor(b, "__proto__")?.value],
            ])
          : a,
      ),
  },
  unexpectedFields: {
    reason:
      "a field that is new, or whose value does not fit its type, gets its camelCase name like any other; " +
      "the published SDK leaves it under the wire name",
    adjust: (theirs, ours) =>
      inStep(theirs, ours, (a, b) =>
        Object.fromEntries(
          Object.entries(a).map(([key, value]) => {
            const name = Object.keys(b).find((own) => !Object.hasOwn(a, own) && wireName(own) === key);
            return [name ?? key, value];
          }),
        ),
      ),
  },
  inferenceBody: {
    reason:
      "the body of an `inference` event that names an `event` is sent whole; the published SDK takes it " +
      "for a track event and strips its token counts",
    adjust: (theirs, ours) =>
      inStep(theirs, ours, (a, b) =>
        typeof b.response_model === "string" && Object.keys(a).every((key) => Object.hasOwn(b, key)) ? b : a,
      ),
  },
  unknownVariant: {
    reason:
      "an object whose discriminator is newer than the SDK still gets its `Date`s; the published SDK " +
      "leaves all of it as it came",
    adjust: (theirs, ours) =>
      inStep(theirs, ours, (a, b) =>
        b.exportType === "a value of tomorrow" && b.endTime instanceof Date
          ? { ...a, startTime: b.startTime, endTime: b.endTime }
          : a,
      ),
  },
};

/** A call that one side refuses or changes, and the other sends as it is. */
export interface CallDifference {
  reason: string;
  resource: string;
  method: string;
  args: unknown[];
  /** Outcome in the published SDK: the body that it sends, or `REFUSED`. */
  theirs: unknown;
  /** The body that this package sends. */
  ours: unknown;
}

export const REFUSED = "refused";

export const callDifferences: Record<string, CallDifference> = {
  unknownEnumValue: {
    reason: "the server decides which values it takes: an enum may have grown since this SDK was made",
    resource: "events",
    method: "createEvent",
    args: [{ eventType: "of_tomorrow" }],
    theirs: REFUSED,
    ours: { event_type: "of_tomorrow" },
  },
  missingField: {
    reason: "the server says what is missing (400); types find it earlier",
    resource: "companies",
    method: "upsertCompany",
    args: [{}],
    theirs: REFUSED,
    ours: {},
  },
  unknownField: {
    reason: "a field that is newer than this SDK can be sent; the published SDK drops it silently",
    resource: "companies",
    method: "upsertCompany",
    args: [{ keys: {}, fieldOfTomorrow: 1 }],
    theirs: { keys: {} },
    ours: { keys: {}, field_of_tomorrow: 1 },
  },
};
