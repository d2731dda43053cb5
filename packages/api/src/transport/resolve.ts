import { SchematicError } from "../errors/schematic-error";
import type { HeaderOptions, Supplier } from "./options";

/** Base URL of the REST API where none is given. */
export const DEFAULT_BASE_URL = "https://api.schematichq.com";

/** An error about how the SDK was called, found before any request. */
export function invalid(message: string, cause?: unknown): SchematicError {
  return new SchematicError({ message, code: "invalid_options", cause });
}

/** The value of the option `what`, asked for where it is a function; `check` says what it must be. */
export async function ask<T, U>(what: string, supplier: Supplier<T>, check: (value: T) => U): Promise<U> {
  let value: T;
  try {
    value = await (typeof supplier === "function" ? (supplier as () => T | Promise<T>)() : supplier);
  } catch (cause) {
    throw invalid(`the function given as ${what} failed`, cause);
  }
  return check(value);
}

export function checkApiKey(value: unknown): string {
  if (typeof value === "string" && value.trim()) return value.trim();
  throw invalid("apiKey is missing: give a secret key");
}

/** The base URL without its trailing slashes. Its text is in no message: it may hold credentials. */
export function checkBaseUrl(value: string | null | undefined): string {
  const base = (value?.trim() || DEFAULT_BASE_URL).replace(/\/+$/, "");
  if (!/^https?:\/\/[^/?#@]+[^?#@]*$/i.test(base)) {
    throw invalid("baseUrl must be an http(s) URL without credentials, query or fragment");
  }
  return base;
}

export function atLeast(least: number, what: string, value: number): number {
  if (value >= least) return value;
  throw invalid(`${what} must be at least ${least}`);
}

/** Headers in layers: a later one wins, `null` and `undefined` remove. */
export async function buildHeaders(
  layers: (HeaderOptions | false | undefined)[],
): Promise<Record<string, string>> {
  const headers = new Headers();
  for (const [name, supplier] of layers.flatMap((layer) => Object.entries(layer || {}))) {
    await ask(`header ${name}`, supplier, (value) => {
      headers.delete(name);
      try {
        if (value != null) headers.set(name, value);
      } catch {
        // The runtime's own message quotes the value, which may be a secret.
        throw invalid(`header ${name} has a value that HTTP does not allow`);
      }
    });
  }
  return Object.fromEntries(headers);
}
