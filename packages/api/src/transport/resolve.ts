import { SchematicError } from "../errors/schematic-error";
import type { HeaderOptions, Supplier } from "./options";

/** Base URL of the REST API if none is given. */
export const DEFAULT_BASE_URL = "https://api.schematichq.com";

/** Returns the error for a wrong option or argument, found before any request. */
export function invalid(message: string, cause?: unknown): SchematicError {
  return new SchematicError({ message, code: "invalid_options", cause });
}

/** Resolves to the value of the option `name`. `check` throws for a wrong value and returns the one to use. */
export async function resolve<T, U>(name: string, supplier: Supplier<T>, check: (value: T) => U): Promise<U> {
  let value: T;
  try {
    value = await (typeof supplier === "function" ? (supplier as () => T | PromiseLike<T>)() : supplier);
  } catch (cause) {
    throw invalid(`the function given as ${name} failed`, cause);
  }
  return check(value);
}

/** Returns the key without white space around it. */
export function checkApiKey(value: unknown): string {
  if (typeof value === "string" && value.trim()) return value.trim();
  throw invalid("apiKey is missing: pass a secret API key");
}

/** Returns the base URL without trailing slashes. No message quotes the URL, which may hold credentials. */
export function checkBaseUrl(value: unknown): string {
  const given = value ?? "";
  const base = typeof given === "string" ? (given.trim() || DEFAULT_BASE_URL).replace(/\/+$/, "") : "";
  if (!/^https?:\/\/[^/?#@]+[^?#@]*$/i.test(base)) {
    throw invalid("baseUrl must be an http or https URL without credentials, query or fragment");
  }
  return base;
}

/** Resolves to one record of headers. Later layers win; `null` and `undefined` remove a header. */
export async function buildHeaders(
  layers: (HeaderOptions | false | null | undefined)[],
): Promise<Record<string, string>> {
  const headers = new Headers();
  for (const [name, supplier] of layers.flatMap((layer) => Object.entries(layer || {}))) {
    await resolve(`header ${name}`, supplier, (value) => {
      try {
        headers.delete(name);
        if (value !== null && value !== undefined) headers.set(name, value);
      } catch {
        // The runtime's message quotes the value, which may be a secret.
        throw invalid(`header ${JSON.stringify(name)} has a name or a value that HTTP does not allow`);
      }
    });
  }
  return Object.fromEntries(headers);
}
