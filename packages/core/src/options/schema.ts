import * as v from "valibot";
import { RANK } from "../log/console";

/** One option: what it may be; its message says so in words, which the option reference takes up. */
export type Check = v.GenericSchema & {
  readonly message: string;
  /** What each value of a list, or of an object of any names, may be. */
  readonly each?: Check | undefined;
};

/** A nested group of options. */
export interface OptionGroup {
  readonly [name: string]: Check | OptionGroup;
}

/** Whether an entry is a group of options. */
export const isGroup = (entry: Check | OptionGroup): entry is OptionGroup => !isText(entry.message);

const isText = (value: unknown): value is string => typeof value === "string";
const isFunction = (value: unknown): boolean => typeof value === "function";
/** An object of any kind, arrays too. */
const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
/** What options and their groups are given as. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && !Array.isArray(value);

// Of valibot only `custom` is used: each kind of schema besides it would be carried by every bundle.
const check = (message: string, accepts: (value: unknown) => boolean, each?: Check): Check =>
  Object.assign(v.custom(accepts, message), { message, each });
const be = (what: string, accepts: (value: unknown) => boolean, each?: Check): Check =>
  check(`must be ${what}`, accepts, each);
const fn = (what: string): Check => be(what, isFunction);
const object = (what: string): Check => be(what, isObject);
const list = (what: string, each: Check): Check => be(`an array of ${what}`, Array.isArray, each);
const record = (what: string, each: Check): Check => be(`an object of ${what}`, isRecord, each);
const oneOf = (values: readonly string[]): Check =>
  be(`one of "${values.join('", "')}"`, (value) => values.includes(value as string));

function number(what: string, is: (value: unknown) => boolean, min = 0, max: number = Infinity): Check {
  const range = max === Infinity ? `${min} or more` : `${min} to ${max}`;
  return be(`${what}, ${range}`, (value) => is(value) && Number(value) >= min && Number(value) <= max);
}
const count = (min: number, max?: number): Check => number("a whole number", Number.isInteger, min, max);
const ms = (min?: number): Check => number("a number of milliseconds", Number.isFinite, min);

const url = (what = "an http: or https: URL", protocol = /^https?:$/): Check =>
  be(what, (value) => {
    if (!isText(value)) return false;
    try {
      return value.trim() === "" || protocol.test(new URL(value.trim()).protocol);
    } catch {
      return false;
    }
  });

/** An object that has all of these methods; what else it has is its own affair. */
const having = (what: string, ...methods: string[]): Check =>
  be(
    `${what}, with ${methods.join(", ")}`,
    (value) =>
      (isObject(value) || isFunction(value)) &&
      methods.every((name) => isFunction((value as Record<string, unknown>)[name])),
  );

/** Every option by name; those of the SDK's datastream too, so that all problems are told at once. */
export function optionTable(): OptionGroup {
  const flag = be("true or false", (value) => typeof value === "boolean");
  const text = be("a string", isText);
  const cache = having("a cache provider", "get", "set", "delete");
  const ttl = be(
    "a number of milliseconds, 0 or more, or null for none",
    (value) => value === null || v.is(ms(), value),
  );
  const header = be(
    "a string without line breaks and other control characters",
    (value) => isText(value) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value),
  );
  const key = check(
    "must hold printable ASCII characters only; is something pasted in with it?",
    (value) => isText(value) && /^[\x21-\x7e]*$/.test(value.trim()),
  );
  return {
    apiKey: key,
    basePath: url(),
    cacheProviders: { flagChecks: list("cache providers", cache) },
    useDataStream: flag,
    dataStream: {
      cacheTTL: ttl,
      redisClient: object("a Redis client"),
      redisKeyPrefix: text,
      replicatorMode: flag,
      replicatorHealthURL: url(),
      replicatorHealthCheck: ms(1),
      companyCache: cache,
      companyLookupCache: cache,
      userCache: cache,
      userLookupCache: cache,
      flagCache: cache,
      url: url("a ws:, wss:, http: or https: URL", /^(https?|wss?):$/),
      agent: object("an agent of node:http or node:https"),
      pingInterval: ms(1),
      pongTimeout: ms(1),
      handshakeTimeout: ms(1),
      writeTimeout: ms(1),
      primeTimeout: ms(1),
      entityWait: ms(),
      notFoundTTL: ms(),
      maxEntities: count(1),
      untrackedTtl: ms(),
      loadEngine: fn("a function that makes a rules engine"),
    },
    environmentId: text,
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
    flagDefaults: record("flag keys and booleans", flag),
    headers: record("header names and strings", header),
    logger: having("a logger", "error", "warn", "info", "debug"),
    logLevel: oneOf(Object.keys(RANK)),
    offline: flag,
    timeoutMs: ms(1),
    maxRetries: count(0),
    fetch: fn("a fetch function"),
    webSocket: fn("a function that opens a socket"),
    reconnect: { spread: ms(), min: ms(), max: ms(), minUptime: ms() },
    maxStaleness: ms(),
    hooks: list("hooks", object("an object with before, after, error or finally")),
    flagSource: having(
      "a flag source",
      "start",
      "ready",
      "status",
      "resolve",
      "resolveSync",
      "resolveAll",
      "close",
    ),
    clock: having("a clock", "now", "monotonic", "random", "setTimer"),
  };
}
