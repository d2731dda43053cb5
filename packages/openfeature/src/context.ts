import {
  type EvaluationContext,
  type EvaluationContextValue,
  InvalidContextError,
} from "@openfeature/server-sdk";
import { isPlainObject } from "@schematic-internal/kit";

/** The entity and the key that OpenFeature's `targetingKey` stands for. */
export type TargetingKey = { company: string } | { user: string };

type Keys = Record<string, string>;

/** Companies and users of a check by their keys. Without both, the check is anonymous. */
export interface CheckKeys {
  company?: Keys;
  user?: Keys;
}

const HINT = 'give lookup keys such as { id: "acme" }, or the id as text';

function keyText(kind: string, name: string, value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value)))
    return String(value);
  throw new InvalidContextError(`${kind}.${name} must be text, a finite number or a boolean: ${HINT}`);
}

/** Returns the lookup keys of one entity. Throws InvalidContextError for values that cannot be keys. */
function keysOf(kind: "company" | "user", value: EvaluationContextValue | undefined): Keys | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return { id: value };
  if (!isPlainObject(value)) throw new InvalidContextError(`${kind} must be an object or text: ${HINT}`);
  const keys: [string, string][] = [];
  for (const [name, given] of Object.entries(value))
    if (given !== undefined) keys.push([name, keyText(kind, name, given)]);
  return Object.fromEntries(keys);
}

/**
 * Returns the keys of company and user in an evaluation context. Other attributes are left out: traits are not keys,
 * and a plan name among the keys would make them lead to two companies. A key that the context already has wins
 * over `targetingKey`.
 */
export function checkKeysOf(context: EvaluationContext, targetingKey: TargetingKey): CheckKeys {
  const keys: CheckKeys = {};
  const company = keysOf("company", context.company);
  const user = keysOf("user", context.user);
  if (company !== undefined) keys.company = company;
  if (user !== undefined) keys.user = user;
  const id = context.targetingKey;
  if (typeof id !== "string" || id === "") return keys;
  const [kind, name] =
    "company" in targetingKey
      ? (["company", targetingKey.company] as const)
      : (["user", targetingKey.user] as const);
  keys[kind] = { [name]: id, ...keys[kind] };
  return keys;
}
