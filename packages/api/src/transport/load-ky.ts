import { SchematicError } from "../errors/schematic-error";

/** Globals that ky and this package use for a request. */
const GLOBALS = ["AbortController", "Headers", "ReadableStream", "Request", "Response", "TextEncoder", "URL"];

/** Throws an error that names what the environment lacks for REST calls, as Jest's jsdom does. */
export function checkEnvironment(hasFetch: boolean): void {
  const needed = hasFetch ? GLOBALS : [...GLOBALS, "fetch"];
  const missing = needed.filter((name) => (globalThis as Record<string, unknown>)[name] === undefined);
  if (missing.length === 0) return;
  throw new SchematicError({
    message: `REST calls need ${missing.join(", ")}, which this environment lacks: use another one, or define them before the first call`,
    code: "unsupported_runtime",
  });
}

let loading: Promise<typeof import("ky")["default"]> | undefined;

/** Loads ky at the first request: evaluating it makes Node load its `fetch`, which takes most of the import time. */
export function loadKy(): Promise<typeof import("ky")["default"]> {
  loading ??= import("ky").then((module) => module.default);
  return loading;
}
