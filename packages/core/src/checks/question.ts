import { SchematicError } from "@schematic/api";
import type { EvaluationContext, Preflight } from "../contracts/evaluation";

/** What can be given with one check. */
export interface CheckFlagOptions {
  /** Answer when no source has one; wins over `flagDefaults`. A function is called only then. */
  defaultValue?: boolean | (() => boolean) | undefined;
  /** How long the check may take in all, ms; past it the default is the answer. Default: no limit of its own. */
  timeoutMs?: number | undefined;
  /** Preflight: quantity added to whatever numeric condition is evaluated; rounded up. */
  usage?: number | undefined;
  /** Preflight: quantity of one event subtype; rounded up. */
  eventUsage?: { eventSubtype: string; quantity: number } | undefined;
  /** Preflight: cost of the action in credits, by credit id. */
  creditCost?: Record<string, number> | undefined;
}

/** Who is asked about, and perhaps a preflight, in the form of the REST body. */
export interface CheckContext extends EvaluationContext {
  preflight?:
    | {
        usage?: number | undefined;
        eventUsage?: { eventSubtype: string; quantity: number } | undefined;
        creditCost?: Record<string, number> | undefined;
      }
    | undefined;
}

/** Why an input is refused: a code for programs, a message that says what to do. */
const refused = (code: string, message: string): SchematicError => new SchematicError({ code, message });

function keyProblem(kind: string, name: string, value: unknown): SchematicError {
  const what = value === "" ? "empty" : value === null ? "null" : typeof value;
  return refused(
    "invalid_context",
    `${kind}[${JSON.stringify(name)}] is ${what}: names and values are strings that are not empty; use String(value) or leave the key out`,
  );
}

/** Why a set of keys cannot be used; `undefined` when it can. On the hot path: allocates nothing. */
export function keysProblem(kind: string, keys: unknown): SchematicError | undefined {
  if (keys === undefined || keys === null) return undefined;
  if (typeof keys !== "object" || Array.isArray(keys)) {
    return refused("invalid_context", `${kind} must be an object of key names and values`);
  }
  for (const name in keys) {
    // Members that a program added to Object.prototype are not keys.
    if (!Object.hasOwn(keys, name)) continue;
    const value = (keys as Record<string, unknown>)[name];
    if (typeof value !== "string" || value === "" || name === "") return keyProblem(kind, name, value);
  }
  return undefined;
}

type Keys = CheckContext["company"];
type Tell = (problem: SchematicError) => void;

/** Keys without those that are `absent`, name or value; nothing where none is left. */
function without(keys: Keys, absent: "" | undefined): Keys {
  if (typeof keys !== "object" || keys === null || Array.isArray(keys)) return keys;
  const left = Object.entries(keys).filter((pair) => !pair.includes(absent as string));
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}

/**
 * The context by the keys that have a value: `undefined` is as good as left out, what is empty is told. Throws
 * where nobody is left, and for keys that are something else.
 */
function named(context: CheckContext, first: SchematicError, tell: Tell | undefined): CheckContext {
  let problem = first;
  let { company, user } = context;
  for (const absent of [undefined, ""] as const) {
    company = without(company, absent);
    user = without(user, absent);
    if (!company && !user) break;
    const left = keysProblem("company", company) ?? keysProblem("user", user);
    if (left === undefined) {
      if (absent === "") tell?.(problem);
      return { ...context, company, user };
    }
    problem = left;
  }
  throw problem;
}

/** The context of a check that has none. */
const NOBODY: CheckContext = {};

/** Who is asked about. Throws for what can be nobody. On the hot path: allocates nothing. */
export function contextOf(context: CheckContext | null | undefined, tell?: Tell): CheckContext {
  if (context === undefined || context === null) return NOBODY;
  if (typeof context !== "object")
    throw refused("invalid_context", "the context must be an object: { company?, user? }");
  const problem = keysProblem("company", context.company) ?? keysProblem("user", context.user);
  return problem === undefined ? context : named(context, problem, tell);
}

/** Whether this can be the key of a flag. */
export const isFlagKey = (key: unknown): key is string => typeof key === "string" && key !== "";

/** Why a flag key was refused. */
export const flagKeyProblem = (): SchematicError =>
  refused("invalid_flag_key", "the flag key must be a string that is not empty");

/** Throws for what can be no flag key. */
export function assertFlagKey(key: unknown): void {
  if (!isFlagKey(key)) throw flagKeyProblem();
}

/** A quantity rounded up, so that a check never passes on less than the action is about to record. */
function quantityOf(name: string, value: unknown): number {
  if (typeof value === "number" && value >= 0 && value < Infinity) return Math.ceil(value);
  throw refused("invalid_preflight", `${name} must be a finite number, 0 or more`);
}

type Given = NonNullable<CheckContext["preflight"]>;

function preflightOf(first: Given, second: Given): Preflight | undefined {
  const usage = quantityOf("usage", first.usage ?? second.usage ?? 0);
  const eventUsage = first.eventUsage ?? second.eventUsage;
  const costs = Object.entries(first.creditCost ?? second.creditCost ?? {});
  const preflight: Preflight = {};
  if (usage > 0) preflight.usage = usage;
  if (eventUsage) {
    const { eventSubtype } = eventUsage;
    if (!isFlagKey(eventSubtype))
      throw refused("invalid_preflight", "eventUsage.eventSubtype must be a string that is not empty");
    const quantity = quantityOf("eventUsage.quantity", eventUsage.quantity);
    if (quantity > 0) preflight.eventUsage = { eventSubtype, quantity };
  }
  for (const [credit, cost] of costs) quantityOf(`creditCost.${credit}`, cost);
  if (costs.length > 0) preflight.creditCost = Object.fromEntries(costs);
  return Object.keys(preflight).length > 0 ? preflight : undefined;
}

/**
 * The preflight of a check, `undefined` when nothing was given that has an effect. Throws for a question that
 * cannot be asked. On the hot path: allocates nothing without a preflight.
 */
export function questionOf(
  context: CheckContext,
  options: CheckFlagOptions | null | undefined,
): Preflight | undefined {
  const inContext = context.preflight;
  return options || inContext ? preflightOf(options ?? {}, inContext ?? {}) : undefined;
}

/** Name and value with their lengths before them: no text inside can be taken for a border. */
function keysText(keys: Record<string, string> | null | undefined): string {
  if (keys === undefined || keys === null) return "";
  const names = Object.keys(keys);
  if (names.length > 1) names.sort();
  let text = "";
  for (const name of names) {
    const value = keys[name] ?? "";
    text += `${name.length}:${name}${value.length}:${value}`;
  }
  return text;
}

/** The part of a question that is about the context; the order of its keys does not matter. */
export function contextText(context: EvaluationContext | null | undefined): string {
  return `${keysText(context?.company)}|${keysText(context?.user)}`;
}

/** The key of an answer in the flag-check cache. */
export function questionKey(flagKey: string, contextPart: string): string {
  return `check:${flagKey.length}:${flagKey}|${contextPart}`;
}
