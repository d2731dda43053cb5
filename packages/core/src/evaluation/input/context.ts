import { isPlainObject, nearestName } from "@schematic-internal/kit";
import type { EvaluationContext } from "../../contracts/evaluation";
import type { PreflightInput } from "./preflight";
import { type InputError, inputError, quoted, type ReportProblem } from "./problem";

/** The company and the user of a check, and optionally a preflight as in the body of the REST API. */
export interface CheckContext extends EvaluationContext {
  preflight?: PreflightInput | undefined;
}

type Keys = EvaluationContext["company"];

/** The context of a check without company and user. */
export const ANONYMOUS: CheckContext = Object.freeze({});

const KINDS: readonly string[] = ["company", "user"];
/** Names under which programs keep the id of a company. */
const COMPANY_NAMES = /^(company|organi[sz]ation|org|account|tenant|customer|team|workspace)[_-]?(.*)$/i;
const USER_NAMES = /^(user|member|person)[_-]?(.*)$/i;

/** Returns the context that was likely meant by a member that does not exist. */
function suggestionFor(name: string): string {
  const user = USER_NAMES.exec(name);
  const company = user ? null : COMPANY_NAMES.exec(name);
  const kind = user ? "user" : "company";
  const rest = (user ?? company)?.[2]?.toLowerCase();
  const near = nearestName(name, KINDS);
  if (near !== undefined && !rest) return `{ ${near}: { id } }`;
  const key = user || company ? rest || "id" : name;
  return `{ ${kind}: { ${/^[\w$]+$/.test(key) ? key : quoted(key)} } }`;
}

/** Returns the first own member with a value that a context does not have. */
function unknownMember(context: object): string | undefined {
  for (const name in context) {
    if (name === "company" || name === "user" || name === "preflight") continue;
    if (Object.hasOwn(context, name) && (context as Record<string, unknown>)[name] !== undefined) return name;
  }
  return undefined;
}

function keyProblem(kind: string, name: string, value: unknown): InputError {
  if (name === "keys" && typeof value === "object" && value !== null)
    return inputError(
      "invalid_context",
      `${kind} has a member "keys"; did you mean { ${kind}: { id } }, with the keys themselves?`,
    );
  const what = value === "" ? "empty" : value === null ? "null" : `a ${typeof value}`;
  return inputError(
    "invalid_context",
    `${kind}[${quoted(name)}] is ${what}; names and values of keys are strings that are not empty, so use String(value) or leave the key out`,
  );
}

/** Returns the reason why keys cannot be used, or undefined if they can. Allocates nothing for usable keys. */
export function keysProblem(kind: string, keys: unknown): InputError | undefined {
  if (keys === undefined || keys === null) return undefined;
  let isEmpty = true;
  if (typeof keys === "object" && !Array.isArray(keys)) {
    for (const name in keys) {
      const value = (keys as Record<string, unknown>)[name];
      isEmpty = false;
      if (typeof value === "string" && value !== "" && name !== "") continue;
      // Members that a program added to Object.prototype are not keys.
      if (Object.hasOwn(keys, name)) return keyProblem(kind, name, value);
    }
    if (!isEmpty || isPlainObject(keys)) return undefined;
  }
  // A Map, a Date or a list has no keys that could be read.
  return inputError(
    "invalid_context",
    `${kind} must be an object of key names and values, as in { id: "…" }`,
  );
}

/** Returns the keys without those whose name or value is `absent`, or undefined if none is left. */
function without(keys: Keys, absent: "" | undefined): Keys {
  if (typeof keys !== "object" || keys === null || Array.isArray(keys)) return keys;
  const remaining = Object.entries(keys).filter((pair) => !pair.includes(absent as string));
  return remaining.length > 0 ? Object.fromEntries(remaining) : undefined;
}

/**
 * Returns the context with the keys that have a value. Keys of undefined count as left out; empty keys are reported.
 * Throws if no key remains, and for keys of another type.
 */
function withoutEmptyKeys(context: CheckContext, first: InputError, report: ReportProblem): CheckContext {
  let problem = first;
  let { company, user } = context;
  for (const absent of [undefined, ""] as const) {
    company = without(company, absent);
    user = without(user, absent);
    if (!company && !user) break;
    const next = keysProblem("company", company) ?? keysProblem("user", user);
    if (next === undefined) {
      if (absent === "") report(problem);
      return { company, user, preflight: context.preflight };
    }
    problem = next;
  }
  throw problem;
}

function notAContext(value: unknown): InputError {
  const what =
    value === null ? "null" : Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
  return inputError(
    "invalid_context",
    `the context is ${what}; pass { company: { id } }, { user: { id } } or both, or {} for neither`,
  );
}

function unknownMemberError(name: string, context: object): InputError {
  if (Array.isArray(context)) return notAContext(context);
  const message = `the context has no member ${quoted(name)}; did you mean ${suggestionFor(name)}?`;
  return inputError("invalid_context", message);
}

/**
 * Returns a context that can be evaluated; problems that a check can go on with are reported. Throws an `InputError`
 * (`invalid_context`) for everything that is not a context: it must not be evaluated as if it were anonymous.
 * Allocates nothing for a valid context.
 */
export function readContext(context: unknown, report: ReportProblem): CheckContext {
  if (typeof context !== "object" || context === null) throw notAContext(context);
  const { company, user } = context as CheckContext;
  const isAnonymous = (company ?? user ?? undefined) === undefined;
  const unknown = unknownMember(context);
  if (unknown !== undefined) {
    const problem = unknownMemberError(unknown, context);
    if (isAnonymous) throw problem;
    report(problem);
  } else if (isAnonymous && !isPlainObject(context) && !("company" in context || "user" in context)) {
    throw notAContext(context);
  }
  const problem = keysProblem("company", company) ?? keysProblem("user", user);
  return problem === undefined ? (context as CheckContext) : withoutEmptyKeys(context, problem, report);
}

/** Returns a copy that later changes of the caller's object do not reach. */
export function copyContext({ company, user }: EvaluationContext): EvaluationContext {
  const copy: EvaluationContext = {};
  if (company) copy.company = { ...company };
  if (user) copy.user = { ...user };
  return copy;
}
