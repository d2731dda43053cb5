import { SchematicError } from "../errors/schematic-error";
import type { HeaderOptions, Supplier, TransportOptions } from "./options";

/** Base URL of the REST API where none is given. */
export const DEFAULT_BASE_URL = "https://api.schematichq.com";

/** An error about how the SDK was called, found before any request. */
export function invalid(message: string, cause?: unknown): SchematicError {
  return new SchematicError({ message, code: "invalid_options", cause });
}

export async function resolve<T>(what: string, supplier: Supplier<T>): Promise<T> {
  if (typeof supplier !== "function") return supplier;
  try {
    return await (supplier as () => T | Promise<T>)();
  } catch (cause) {
    throw invalid(`the function given as ${what} failed`, cause);
  }
}

/** The base URL without its trailing slashes. Its text is in no message: it may hold credentials. */
export function checkBaseUrl(value: string | null | undefined): string {
  const text = value?.trim();
  if (!text) return DEFAULT_BASE_URL;
  let url: URL | undefined;
  try {
    url = new URL(text);
  } catch {}
  if (!url?.protocol.startsWith("http") || url.username || url.search || url.hash) {
    throw invalid("baseUrl must be an absolute http(s) URL without credentials, query and fragment");
  }
  return text.replace(/\/+$/, "");
}

export function checkApiKey(value: unknown): string {
  if (typeof value !== "string" || !value.trim())
    throw invalid("apiKey is missing: give the secret key of your environment");
  return value.trim();
}

export function checkNumber(what: string, value: number | undefined, least: number): void {
  if (value !== undefined && !(value >= least))
    throw invalid(`${what} must be a number of at least ${least}`);
}

/** Wrong options fail where they are given, not at the first request. */
export function checkOptions(options: TransportOptions): void {
  if (typeof options.apiKey !== "function") checkApiKey(options.apiKey);
  if (typeof options.baseUrl !== "function") checkBaseUrl(options.baseUrl);
}

/** Sets headers one after the other: a later one wins, `null` and `undefined` remove. */
export async function buildHeaders(...layers: (HeaderOptions | false | undefined)[]): Promise<Headers> {
  const headers = new Headers();
  for (const layer of layers) {
    for (const [name, supplier] of Object.entries(layer || {})) {
      const value = await resolve(`header ${name}`, supplier);
      if (value === null || value === undefined) headers.delete(name);
      else {
        try {
          headers.set(name, value);
        } catch {
          // The runtime's own message quotes the value, which may be a secret.
          throw invalid(`header ${name} has a name or a value that HTTP does not allow`);
        }
      }
    }
  }
  return headers;
}
