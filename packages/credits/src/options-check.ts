import { SchematicError } from "@schematic/api";
import { isPlainObject, nearestName } from "@schematic-internal/kit";
import { MAX_LIFE_MS } from "./options";

interface Rule {
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
}

interface Problem {
  readonly path: string;
  readonly message: string;
}

const between = (expected: string, min: number, max: number): Rule => ({
  expected,
  accepts: (value) => typeof value === "number" && value >= min && value <= max,
});
/** The smallest amount, and the largest that doubles hold to the micro-credit. */
const MIN_CREDITS = 1e-6;
const MAX_CREDITS = 1e9;
/** The longest delay of a timer. */
const MAX_DELAY_MS = 2_147_483_647;

const BY_CREDIT: Readonly<Record<string, Rule>> = {
  defaultLeaseDuration: between(`must be a number of milliseconds, 1 to ${MAX_LIFE_MS}`, 1, MAX_LIFE_MS),
  defaultReservationTTL: between("must be a number of milliseconds, 1 or more", 1, MAX_DELAY_MS),
  defaultLeaseSize: between("must be a number of credits, more than 0", MIN_CREDITS, MAX_CREDITS),
  lowWaterMark: between("must be a share of the lease size, more than 0 and less than 1", 1e-9, 1 - 1e-9),
  prewarmResolveTimeoutMs: between("must be a number of milliseconds, 0 or more", 0, MAX_DELAY_MS),
};

const hasMethods =
  (...names: string[]) =>
  (value: unknown): boolean =>
    typeof value === "object" &&
    value !== null &&
    names.every((name) => typeof (value as Record<string, unknown>)[name] === "function");

const GENERAL: Readonly<Record<string, Rule>> = {
  ...BY_CREDIT,
  mode: {
    expected: 'must be "client", "server" or "auto"',
    accepts: (value) => ["client", "server", "auto"].includes(value as string),
  },
  sweepIntervalMs: between("must be a number of milliseconds, 1 or more", 1, MAX_DELAY_MS),
  overrides: { expected: "must be an object of options by credit type id", accepts: isPlainObject },
  leaseStore: {
    expected: "must be a lease store",
    accepts: hasMethods("read", "install", "reserve", "adjust"),
  },
  reservationStore: {
    expected: "must be a reservation store",
    accepts: hasMethods("add", "claim", "expire"),
  },
};

/** Throws `invalid_options` with every problem. */
export function assertCreditLeases(options: unknown): void {
  const problems = [...problemsOf(options, GENERAL, "")];
  if (problems.length === 0) return;
  const lines = problems.map(({ path, message }) => `  ${path} ${message}`);
  throw new SchematicError({
    code: "invalid_options",
    message: `creditLeases got options that it cannot use:\n${lines.join("\n")}`,
    body: { problems },
  });
}

function* problemsOf(
  options: unknown,
  rules: Readonly<Record<string, Rule>>,
  prefix: string,
): Generator<Problem> {
  if (!isPlainObject(options)) {
    yield { path: prefix || "creditLeases", message: "must be an object" };
    return;
  }
  for (const [name, value] of Object.entries(options)) {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) {
      const meant = nearestName(name, Object.keys(rules));
      yield { path, message: `is not an option${meant === undefined ? "" : `; did you mean ${meant}?`}` };
    } else if (value !== undefined && !rule.accepts(value)) {
      yield { path, message: rule.expected };
    } else if (name === "overrides" && value !== undefined) {
      for (const [id, override] of Object.entries(value as object))
        yield* problemsOf(override, BY_CREDIT, `overrides.${id}`);
    }
  }
}
