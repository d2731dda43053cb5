import * as v from "valibot";
import type { Hook } from "../contracts/hook";
import { RANK } from "../log/console";
import {
  cache,
  count,
  flag,
  fn,
  group,
  having,
  list,
  milliseconds,
  type OptionGroup,
  oneOf,
  record,
  text,
  url,
} from "./fields";
import type { CacheProvidersOptions, ClientOptions, EventOptions } from "./types";
import { assertOptions } from "./validate";

/** Printable ASCII characters, which is what an HTTP header can carry. */
const apiKey: v.GenericSchema<string> = v.pipe(
  v.string("must be a string of printable ASCII characters"),
  v.check(
    (key) => /^[\x21-\x7e]*$/.test(key.trim()),
    "must be a string of printable ASCII characters; check for text that was pasted with the key",
  ),
  v.description("a string of printable ASCII characters"),
);

const headerText = "a string without line breaks and other control characters";
const header: v.GenericSchema<string> = v.pipe(
  v.string(`must be ${headerText}`),
  v.regex(/^[\t\x20-\x7e\x80-\xff]*$/, `must be ${headerText}`),
);

const events: OptionGroup<EventOptions> = group<EventOptions>({
  maxQueueSize: count(1),
  maxQueueBytes: count(1),
  maxBatchSize: count(1, 100),
  concurrency: count(1),
  onFull: oneOf(["drop", "wait"]),
  flagChecks: oneOf(["all", "unique", "off"]),
  journal: having("an event journal"),
  waitUntil: fn("a function that takes a promise"),
});

/** Schema of the options of the client. */
export const CLIENT_OPTIONS: OptionGroup<ClientOptions> = group<ClientOptions>({
  apiKey,
  basePath: url(),
  cacheProviders: group<CacheProvidersOptions>({ flagChecks: list("cache providers", cache()) }),
  environmentId: text(),
  eventCaptureBaseURL: url(),
  eventBufferInterval: milliseconds(1),
  events,
  flagDefaults: record("flag keys and booleans", flag()),
  headers: record("header names and strings", header),
  logger: having("a logger", "error", "warn", "info", "debug"),
  logLevel: oneOf(Object.keys(RANK)) as v.GenericSchema<keyof typeof RANK>,
  offline: flag(),
  timeoutMs: milliseconds(1),
  maxRetries: count(0),
  maxConcurrentChecks: count(1),
  fetch: fn("a fetch function"),
  maxStaleness: milliseconds(),
  hooks: list("hooks", having<Hook>("an object with before, after, error or finally")),
  flagSource: having("a flag source", "start", "ready", "status", "peek", "load", "close"),
  creditGate: fn("the result of creditLeases()"),
  clock: having("a clock", "now", "monotonic", "random", "setTimer"),
});

/** Names that other SDKs use and that no similarity leads to, with the names of this client. */
const RENAMED: Readonly<Record<string, string>> = {
  baseUrl: "basePath",
  baseURL: "basePath",
  apiUrl: "basePath",
  httpClient: "fetch",
};

/**
 * Throws for wrong options of a client whose options are those of the core client and of `schema`.
 *
 * @throws SchematicError `invalid_options`
 */
export function assertClientOptions(options: unknown, schema: OptionGroup = CLIENT_OPTIONS): void {
  assertOptions("SchematicClient", schema, { options, renamed: RENAMED });
}
