import * as v from "valibot";

/** A company or a user as the wire carries it: snake_case, with whatever fields the server knows. */
export interface WireEntity {
  id: string;
  keys: Record<string, string>;
  [field: string]: unknown;
}

/** A flag as the wire carries it. */
export interface WireFlag {
  id: string;
  key: string;
  default_value: boolean;
  [field: string]: unknown;
}

/** Subject of a message, from its `entity_type`. */
export type Subject = "company" | "companies" | "user" | "users" | "flag" | "flags";

/** One message of the server, its envelope checked, its `data` not yet. */
export interface Frame {
  readonly subject: Subject | undefined;
  /** The `entity_type` as it came, for the warning about an unknown one. */
  readonly entityType: string;
  readonly type: string;
  readonly entityId: string | undefined;
  readonly data: unknown;
  /** Whether more pages of this list follow; `undefined` where the message is not a page. */
  readonly hasMore: boolean | undefined;
  readonly page: number | undefined;
}

const SUBJECTS: ReadonlyMap<string, Subject> = new Map<string, Subject>([
  ["rulesengine.Company", "company"],
  ["rulesengine.Companies", "companies"],
  ["rulesengine.User", "user"],
  ["rulesengine.Users", "users"],
  ["rulesengine.Flag", "flag"],
  ["rulesengine.Flags", "flags"],
]);

const envelope = v.object({
  entity_type: v.string(),
  message_type: v.string(),
  entity_id: v.nullish(v.string()),
  data: v.unknown(),
  pagination: v.nullish(v.object({ has_more: v.boolean(), page: v.optional(v.number()) })),
});

const keys = v.nullish(v.record(v.string(), v.string()));
const entity = v.looseObject({ id: v.pipe(v.string(), v.nonEmpty()), keys });
const flag = v.looseObject({
  id: v.string(),
  key: v.string(),
  default_value: v.boolean(),
  rules: v.nullish(v.array(v.unknown())),
});
const failure = v.object({
  error: v.nullish(v.string()),
  keys: v.nullish(v.record(v.string(), v.string())),
  entity_type: v.nullish(v.string()),
});

/** What the server says about a request that failed. */
export interface WireFailure {
  message: string;
  keys: Record<string, string> | undefined;
  subject: Subject | undefined;
}

const decoder = new TextDecoder();

/** Reads one frame; `undefined` when it is not a message of the protocol. Never throws. */
export function parseFrame(raw: unknown): Frame | undefined {
  const text = textOf(raw);
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!v.is(envelope, value)) return undefined;
  return {
    subject: SUBJECTS.get(value.entity_type),
    entityType: value.entity_type,
    type: value.message_type,
    entityId: value.entity_id ?? undefined,
    data: value.data,
    hasMore: value.pagination?.has_more,
    page: value.pagination?.page,
  };
}

function textOf(raw: unknown): string | undefined {
  if (typeof raw === "string") return raw;
  if (raw instanceof ArrayBuffer || ArrayBuffer.isView(raw)) return decoder.decode(raw);
  return undefined;
}

/** The company or user in `data`, or `undefined` when it is not one. Null keys become none. */
export function asEntity(data: unknown): WireEntity | undefined {
  if (!v.is(entity, data)) return undefined;
  const found = data as { id: string; keys?: Record<string, string> | null };
  found.keys ??= {};
  return found as WireEntity;
}

/** The flag in `data`, or `undefined` when it is not one. */
export function asFlag(data: unknown): WireFlag | undefined {
  return v.is(flag, data) ? data : undefined;
}

/** Reads the `data` of an `error` message; whatever it lacks is `undefined`. */
export function asFailure(data: unknown): WireFailure {
  if (!v.is(failure, data))
    return { message: "unreadable error message", keys: undefined, subject: undefined };
  return {
    message: data.error ?? "unnamed error",
    keys: data.keys ?? undefined,
    subject: data.entity_type == null ? undefined : SUBJECTS.get(data.entity_type),
  };
}

/** Request for the full list of flags. */
export const FLAGS_REQUEST: string = JSON.stringify({
  data: { action: "start", entity_type: "rulesengine.Flags" },
});

/** Request to send an entity and its changes (`start`), or to send no more of them (`stop`). */
export function entityRequest(
  action: "start" | "stop",
  kind: "company" | "user",
  entityKeys: Record<string, string>,
): string {
  const entity_type = kind === "company" ? "rulesengine.Company" : "rulesengine.User";
  return JSON.stringify({ data: { action, entity_type, keys: entityKeys } });
}
