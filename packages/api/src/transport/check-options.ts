import { isObject, isPromiseLike, nearestName } from "@schematic-internal/kit";
import type { RequestOptions, TransportOptions } from "./options";
import { checkApiKey, checkBaseUrl, invalid } from "./resolve";

/** Longest delay that a timer of the runtime accepts, in milliseconds. */
const MAX_TIMER_MS = 2_147_483_647;
const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_MAX_RETRIES = 2;
const DEFAULT_MAX_RESPONSE_BYTES = 32 * 1024 * 1024;

const SHARED = ["apiKey", "headers", "maxResponseBytes", "maxRetries", "timeoutInSeconds", "timeoutMs"];
const TRANSPORT = ["basePath", "baseUrl", "clientName", "clientVersion", "environmentId", "fetch", "hooks"];
// `stream` is an option of the published SDK that has no effect on any operation.
const REQUEST = ["abortSignal", "additionalBodyParameters", "maxRetryDelayMs", "queryParams", "stream"];

/** Limits of one call, all options and defaults considered. */
export interface Limits {
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly maxRetryDelayMs: number;
  readonly maxResponseBytes: number;
}

/** Throws for a value that is not an object and for names that are not options. */
function checkNames(what: string, options: unknown, names: readonly string[]): void {
  if (!isObject(options)) throw invalid(`${what} must be an object`);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || names.includes(name)) continue;
    const meant = nearestName(name, names);
    throw invalid(`${what}: ${name} is not an option${meant ? `; did you mean ${meant}?` : ""}`);
  }
}

/** Returns the number under `name`, or undefined if it is not given. */
function numberOf(options: object, name: string, least: number): number | undefined {
  const value = (options as Record<string, unknown>)[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && value >= least) return value;
  throw invalid(`${name} must be a number of at least ${least}`);
}

function timeoutOf(options: TransportOptions | RequestOptions): number | undefined {
  const seconds = numberOf(options, "timeoutInSeconds", 0.001);
  const ms = numberOf(options, "timeoutMs", 1);
  if (seconds !== undefined && ms !== undefined && seconds * 1000 !== ms)
    throw invalid("timeoutMs and timeoutInSeconds differ: give one of them");
  return ms ?? (seconds === undefined ? undefined : seconds * 1000);
}

/** Returns the limits that the options of the call and of the client set together. */
export function limitsOf(client: TransportOptions, call: RequestOptions): Limits {
  const either = (name: string, least: number): number | undefined =>
    numberOf(call, name, least) ?? numberOf(client, name, least);
  return {
    timeoutMs: Math.min(timeoutOf(call) ?? timeoutOf(client) ?? DEFAULT_TIMEOUT_MS, MAX_TIMER_MS),
    maxRetries: either("maxRetries", 0) ?? DEFAULT_MAX_RETRIES,
    maxRetryDelayMs: numberOf(call, "maxRetryDelayMs", 0) ?? Number.POSITIVE_INFINITY,
    maxResponseBytes: either("maxResponseBytes", 1) ?? DEFAULT_MAX_RESPONSE_BYTES,
  };
}

/** Throws for wrong options of one call. */
export function checkRequestOptions(options: RequestOptions): void {
  checkNames("request options", options, [...SHARED, ...REQUEST]);
  const { abortSignal, headers, queryParams, additionalBodyParameters } = options;
  // By shape: signals of other realms and of polyfills are fine.
  if (abortSignal && typeof abortSignal.addEventListener !== "function")
    throw invalid("abortSignal must be an AbortSignal");
  for (const [name, value] of Object.entries({ headers, queryParams, additionalBodyParameters })) {
    if (value !== undefined && value !== null && !isObject(value)) throw invalid(`${name} must be an object`);
  }
}

/** Returns checked options of a transport, with aliases resolved. Suppliers are checked before each request. */
export function checkTransportOptions(options: TransportOptions): TransportOptions {
  checkNames("options", options, [...SHARED, ...TRANSPORT]);
  const { basePath, ...rest } = options;
  const given = { ...rest, baseUrl: rest.baseUrl ?? basePath };
  if (rest.baseUrl && basePath && rest.baseUrl !== basePath)
    throw invalid("baseUrl and basePath differ: give one of them");
  const { apiKey, baseUrl, fetch, headers } = given;
  if (isPending(apiKey)) handleRejection(apiKey);
  else checkApiKey(apiKey);
  if (isPending(baseUrl)) handleRejection(baseUrl);
  else checkBaseUrl(baseUrl);
  if (fetch && typeof fetch !== "function") throw invalid("fetch must be a function");
  if (headers && !isObject(headers)) throw invalid("headers must be an object");
  limitsOf(given, {});
  return given;
}

/** True for a value that is known only later. */
function isPending(value: unknown): boolean {
  return typeof value === "function" || isPromiseLike(value);
}

/**
 * Keeps a promise that rejects before the first request from being an unhandled rejection. Other thenables are left
 * alone: their `then` may start work.
 */
function handleRejection(value: unknown): void {
  if (Object.prototype.toString.call(value) === "[object Promise]")
    (value as Promise<unknown>).catch(() => undefined);
}
