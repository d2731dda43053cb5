import * as v from "valibot";
import { RANK } from "../log/console";

/** One option: what it may be; its message says so in words, which the option reference takes up. */
export type Check = v.GenericSchema & { readonly message: string };

/** A list, or an object of any names, whose every value passes `each`. */
export interface Values {
  readonly each: Check;
  readonly list: boolean;
  readonly message: string;
}

/** A nested group of options. */
export interface OptionGroup {
  readonly [name: string]: Check | Values | OptionGroup;
}

// Of valibot only `custom` is used: each kind of schema besides it would be carried by every bundle.
const be = (what: string, accepts: (value: never) => boolean): Check =>
  v.custom(accepts as (value: unknown) => boolean, `must ${what}`) as unknown as Check;

const isText = (value: unknown): value is string => typeof value === "string";
/** An object of any kind, arrays too. */
export const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const isFunction = (value: unknown): boolean => typeof value === "function";

const fn = (what: string): Check => be(`be ${what}`, isFunction);
const object = (what: string): Check => be(`be ${what}`, isObject);
const oneOf = (values: readonly string[]): Check =>
  be(`be one of "${values.join('", "')}"`, (value) => values.includes(value));

function number(what: string, min: number, max: number, accepts: (value: unknown) => boolean): Check {
  const range = max === Infinity ? `${min} or more` : `${min} to ${max}`;
  return be(`be ${what}, ${range}`, (value) => accepts(value) && value >= min && value <= max);
}
const count = (min: number, max = Infinity): Check => number("a whole number", min, max, Number.isInteger);
const ms = (min = 0): Check => number("a number of milliseconds", min, Infinity, Number.isFinite);

function url(protocol = /^https?:$/, what = "an http: or https: URL"): Check {
  return be(`be ${what}`, (value: unknown) => {
    if (!isText(value)) return false;
    const trimmed = value.trim();
    if (trimmed === "") return true;
    try {
      return protocol.test(new URL(trimmed).protocol);
    } catch {
      return false;
    }
  });
}

/** An object that has all of these methods; what else it has is its own affair. */
const having = (what: string, ...methods: string[]): Check =>
  be(
    `be ${what}, with ${methods.join(", ")}`,
    (value: Record<string, unknown> | undefined | null) =>
      (isObject(value) || isFunction(value)) && methods.every((name) => isFunction(value?.[name])),
  );

const values = (list: boolean, what: string, each: Check): Values => ({
  each,
  list,
  message: `must be an ${list ? "array" : "object"} of ${what}`,
});

/** Every option by name; those of the SDK's datastream too, so that all problems are told at once. */
export function optionTable(): OptionGroup {
  const flag: Check = be("be true or false", (value) => typeof value === "boolean");
  const text: Check = be("be a string", isText);
  const cache: Check = having("a cache provider", "get", "set", "delete");
  const ttl: Check = be(
    "be a number of milliseconds, 0 or more, or null for none",
    (value) => value === null || (Number.isFinite(value) && value >= 0),
  );
  const header: Check = be(
    "be a string without line breaks and other control characters",
    (value) => isText(value) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value),
  );
  const key: Check = be(
    "hold printable ASCII characters only; is something pasted in with it?",
    (value: unknown) => isText(value) && /^[\x21-\x7e]*$/.test(value.trim()),
  );
  return {
    apiKey: key,
    basePath: url(),
    cacheProviders: { flagChecks: values(true, "cache providers", cache) },
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
      url: url(/^(https?|wss?):$/, "a ws:, wss:, http: or https: URL"),
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
    flagDefaults: values(false, "flag keys and booleans", flag),
    headers: values(false, "header names and strings", header),
    logger: having("a logger", "error", "warn", "info", "debug"),
    logLevel: oneOf(Object.keys(RANK)),
    offline: flag,
    timeoutMs: ms(1),
    maxRetries: count(0),
    fetch: fn("a fetch function"),
    webSocket: fn("a function that opens a socket"),
    reconnect: { spread: ms(), min: ms(), max: ms(), minUptime: ms() },
    maxStaleness: ms(),
    hooks: values(true, "hooks", object("an object with before, after, error or finally")),
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

/** Whether an entry is a group of options. */
export function isGroup(entry: Check | Values | OptionGroup): entry is OptionGroup {
  return typeof entry.message !== "string";
}
