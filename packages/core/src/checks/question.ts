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

/** Why an input was refused: a code for programs, a message that says what to do. */
export interface InputProblem {
  code: "invalid_context" | "invalid_flag_key" | "invalid_preflight" | "invalid_event";
  message: string;
}

function keysProblem(kind: string, keys: unknown): InputProblem | undefined {
  if (keys === undefined || keys === null) return undefined;
  if (typeof keys !== "object" || Array.isArray(keys)) {
    return { code: "invalid_context", message: `${kind} must be an object of key names and values` };
  }
  for (const name in keys) {
    const value = (keys as Record<string, unknown>)[name];
    if (typeof value !== "string") {
      const article = value === undefined || value === null ? "is missing" : `is a ${typeof value}`;
      const message = `${kind}.${name} ${article}; key values are strings: use String(value) or leave the key out`;
      return { code: "invalid_context", message };
    }
    if (value === "" || name === "") {
      const what = name === "" ? `a key name of ${kind}` : `${kind}.${name}`;
      return { code: "invalid_context", message: `${what} is empty; leave the key out instead` };
    }
  }
  return undefined;
}

/** Why the context cannot be asked about; `undefined` when it can. On the hot path: allocates nothing. */
export function contextProblem(context: EvaluationContext | null | undefined): InputProblem | undefined {
  if (context === undefined || context === null) return undefined;
  if (typeof context !== "object") {
    return { code: "invalid_context", message: "the context must be an object: { company?, user? }" };
  }
  return keysProblem("company", context.company) ?? keysProblem("user", context.user);
}

/** The problem of a single set of keys, as `identify` and `track` take them. */
export function keySetProblem(kind: string, keys: unknown): InputProblem | undefined {
  return keysProblem(kind, keys);
}

/** Why the flag key cannot be asked about. */
export function flagKeyProblem(key: unknown): InputProblem | undefined {
  if (typeof key === "string" && key !== "") return undefined;
  return { code: "invalid_flag_key", message: "the flag key must be a string that is not empty" };
}

function badQuantity(name: string, value: unknown): InputProblem | undefined {
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return undefined;
  return { code: "invalid_preflight", message: `${name} must be a finite number, 0 or more` };
}

function preflightProblem(given: NonNullable<CheckContext["preflight"]>): InputProblem | undefined {
  if (given.usage !== undefined) {
    const problem = badQuantity("usage", given.usage);
    if (problem !== undefined) return problem;
  }
  const event: unknown = given.eventUsage ?? undefined;
  if (event !== undefined) {
    const { eventSubtype, quantity } = event as { eventSubtype?: unknown; quantity?: unknown };
    if (typeof eventSubtype !== "string" || eventSubtype === "") {
      return {
        code: "invalid_preflight",
        message: "eventUsage.eventSubtype must be a string that is not empty",
      };
    }
    const problem = badQuantity("eventUsage.quantity", quantity);
    if (problem !== undefined) return problem;
  }
  for (const [credit, cost] of Object.entries(given.creditCost ?? {})) {
    const problem = badQuantity(`creditCost.${credit}`, cost);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/**
 * The preflight of a check: `undefined` when nothing was given that has an effect. Quantities are
 * rounded up, so that a check never passes on less than the action is about to record.
 */
export function preflightOf(
  options: CheckFlagOptions | undefined,
  context?: CheckContext | null,
): Preflight | InputProblem | undefined {
  if (
    options === undefined &&
    (context === undefined || context === null || context.preflight === undefined)
  ) {
    return undefined;
  }
  const usage = options?.usage ?? context?.preflight?.usage ?? undefined;
  const eventUsage = options?.eventUsage ?? context?.preflight?.eventUsage ?? undefined;
  const creditCost = options?.creditCost ?? context?.preflight?.creditCost ?? undefined;
  if (usage === undefined && eventUsage === undefined && creditCost === undefined) return undefined;
  const problem = preflightProblem({ usage, eventUsage, creditCost });
  if (problem !== undefined) return problem;
  const preflight: Preflight = {};
  if (usage !== undefined && usage > 0) preflight.usage = Math.ceil(usage);
  if (eventUsage !== undefined && eventUsage.quantity > 0) {
    preflight.eventUsage = {
      eventSubtype: eventUsage.eventSubtype,
      quantity: Math.ceil(eventUsage.quantity),
    };
  }
  if (creditCost !== undefined && Object.keys(creditCost).length > 0)
    preflight.creditCost = { ...creditCost };
  return Object.keys(preflight).length === 0 ? undefined : preflight;
}

/** Tells a problem from a preflight. */
export function isProblem(value: Preflight | InputProblem | undefined): value is InputProblem {
  return value !== undefined && "code" in value;
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
