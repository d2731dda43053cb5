import * as v from "valibot";
import { LogLevel } from "../log/console";

type Check = v.GenericSchema;

const text = (): Check => v.string("must be a string");
const flag = (): Check => v.boolean("must be true or false");
const fn = (what: string): Check => v.function(`must be ${what}`);
const oneOf = (values: readonly string[]): Check =>
  v.picklist(values, `must be one of ${values.map((value) => `"${value}"`).join(", ")}`);

function number(unit: string, min: number, max = Infinity): Check {
  const range = max === Infinity ? `${min} or more` : `${min} to ${max}`;
  const message = `must be ${unit}, ${range}`;
  return v.pipe(v.number(message), v.finite(message), v.minValue(min, message), v.maxValue(max, message));
}

function count(min: number, max = Infinity): Check {
  const range = max === Infinity ? `${min} or more` : `${min} to ${max}`;
  const message = `must be a whole number, ${range}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
}

const ms = (min = 0, max = Infinity): Check => number("a number of milliseconds", min, max);

function isUrl(value: string, protocol: RegExp): boolean {
  if (value.trim() === "") return true;
  try {
    return protocol.test(new URL(value.trim()).protocol);
  } catch {
    return false;
  }
}

function url(protocol = /^https?:$/, message = "must be an http: or https: URL"): Check {
  return v.pipe(
    v.string(message),
    v.check((value) => isUrl(value, protocol), message),
  );
}

function object(what: string): Check {
  return v.custom((value) => typeof value === "object" && value !== null, `must be ${what}`);
}

/** An object that has all of these methods; what else it has is its own affair. */
function having(methods: readonly string[], what: string): Check {
  return v.custom(
    (value) => {
      if ((typeof value !== "object" && typeof value !== "function") || value === null) return false;
      return methods.every((name) => typeof (value as Record<string, unknown>)[name] === "function");
    },
    `must be ${what}, with ${methods.join(", ")}`,
  );
}

const cache = (): Check => having(["get", "set", "delete"], "a cache provider");
const record = (values: Check, message: string): Check => v.record(v.string(), values, message);

/** A nested group of options. */
export interface OptionGroup {
  readonly [name: string]: Check | OptionGroup;
}

const TTL: Check = v.union([v.null(), ms()], "must be a number of milliseconds, 0 or more, or null for none");
const isHeaderText = (value: string): boolean => /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
const printable = (value: string): boolean => /^[\x21-\x7e]*$/.test(value.trim());
const KEY: Check = v.pipe(
  v.string("must be a string"),
  v.check(printable, "must hold printable ASCII characters only; is something pasted in with it?"),
);

/** Every option by name; those of the SDK's datastream too, so that all problems are told at once. */
export const OPTIONS: OptionGroup = {
  apiKey: KEY,
  basePath: url(),
  cacheProviders: { flagChecks: v.array(cache(), "must be an array of cache providers") },
  useDataStream: flag(),
  dataStream: {
    cacheTTL: TTL,
    redisClient: object("a Redis client"),
    redisKeyPrefix: text(),
    replicatorMode: flag(),
    replicatorHealthURL: url(),
    replicatorHealthCheck: ms(1),
    companyCache: cache(),
    companyLookupCache: cache(),
    userCache: cache(),
    userLookupCache: cache(),
    flagCache: cache(),
    url: url(/^(https?|wss?):$/, "must be a ws:, wss:, http: or https: URL"),
    agent: object("an agent of node:http or node:https"),
    pingInterval: ms(1),
    pongTimeout: ms(1),
    handshakeTimeout: ms(1),
    writeTimeout: ms(1),
    primeTimeout: ms(1),
    entityWait: ms(),
    notFoundTTL: ms(),
    maxEntities: count(1),
    loadEngine: fn("a function that makes a rules engine"),
  },
  environmentId: text(),
  eventCaptureBaseURL: url(),
  eventBufferInterval: ms(1),
  events: {
    maxQueueSize: count(1),
    maxQueueBytes: count(1),
    maxBatchSize: count(1, 100),
    concurrency: count(1),
    onFull: oneOf(["drop", "wait"]),
    flagChecks: oneOf(["all", "unique", "off"]),
    journal: object("an event journal"),
    waitUntil: fn("a function that takes a promise"),
  },
  flagDefaults: record(flag(), "must be an object of flag keys and booleans"),
  headers: record(
    v.pipe(
      text() as v.GenericSchema<string>,
      v.check(isHeaderText, "must hold no line break or other control character"),
    ),
    "must be an object of header names and strings",
  ),
  logger: having(["error", "warn", "info", "debug"], "a logger"),
  logLevel: oneOf(Object.values(LogLevel)),
  offline: flag(),
  timeoutMs: ms(1),
  maxRetries: count(0),
  fetch: fn("a fetch function"),
  webSocket: fn("a function that opens a socket"),
  reconnect: { spread: ms(), min: ms(), max: ms(), minUptime: ms() },
  maxStaleness: ms(),
  hooks: v.array(object("an object with before, after, error or finally"), "must be an array of hooks"),
  flagSource: having(
    ["start", "ready", "status", "resolve", "resolveSync", "resolveAll", "close"],
    "a flag source",
  ),
  clock: having(["now", "monotonic", "random", "setTimer"], "a clock"),
};

/** Whether an entry is a group and not a schema. */
export function isGroup(entry: Check | OptionGroup): entry is OptionGroup {
  return typeof (entry as Check)["~run"] !== "function";
}
