import type { EvaluationContext, Preflight } from "../../contracts/evaluation";

/** The parts of a client's options that decide which company, user and flags a check is about. */
export interface ClientIdentity {
  readonly apiKey: string;
  readonly baseUrl: string;
  /** Headers of each request, the environment id included. */
  readonly headers: Readonly<Record<string, string>>;
}

const FNV_PRIME = 0x01000193;
const FNV_OFFSET = 0x811c9dc5;
const HEX_DIGITS = 8;

/** Returns the 32-bit FNV-1a hash of a text's UTF-16 code units, as eight hexadecimal digits. */
function fnv1a(text: string, seed: number): string {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return (hash >>> 0).toString(16).padStart(HEX_DIGITS, "0");
}

/**
 * Returns a short hash of a client's identity, for keys in caches that several clients share. It is synchronous, as
 * the key is needed on the hot path, and tells environments apart; 64 bits of it reveal nothing useful of the API key.
 */
export function identityHash({ apiKey, baseUrl, headers }: ClientIdentity): string {
  const environment = Object.entries(headers).find(([name]) =>
    /^x-schematic-environment-id$/i.test(name),
  )?.[1];
  const text = JSON.stringify([apiKey, environment ?? "", baseUrl]);
  return fnv1a(text, FNV_OFFSET) + fnv1a(`${text}2`, ~FNV_OFFSET);
}

/** Returns names and values, each with its length before it, so that no text inside can look like a border. */
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

/** Returns the part of a cache key that identifies the context. The order of keys does not matter. */
export function contextKey({ company, user }: EvaluationContext): string {
  return `${keysText(company)}|${keysText(user)}`;
}

/** Returns the key of a flag's result in the flag-check cache. */
export function resultKey(identity: string, flagKey: string, context: string): string {
  return `check:${identity}:${flagKey.length}:${flagKey}|${context}`;
}

/** Returns the identity of a request's context and preflight: requests that have it in common may be coalesced. */
export function requestGroup(context: string, preflight: Preflight | undefined): string {
  return preflight === undefined ? context : `${context}|${JSON.stringify(preflight)}`;
}
