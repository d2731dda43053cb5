import {
  DEFAULTS,
  type FlagSourceCaches,
  type RulesEngine,
  SchematicError,
  type SocketFactory,
} from "@schematic/core";
import * as v from "valibot";

/** Delays of reconnecting, in ms. */
export interface ReconnectOptions {
  /**
   * Width of the random part of every delay: the first try after a loss falls evenly into `[0, spread)`,
   * so that a fleet does not come back at one moment. Default 10,000.
   */
  spread?: number | undefined;
  /** Fixed part of the second try's delay. Default 1,000. */
  min?: number | undefined;
  /** Fixed part of later delays, to which up to `spread` is added. Default 30,000. */
  max?: number | undefined;
  /** A connection that was ready for less than this does not count as recovered. Default 10,000. */
  minUptime?: number | undefined;
}

/** Options of `dataStream()`. */
export interface DataStreamOptions extends FlagSourceCaches {
  /** Where to connect; default: from the client's base URL (`https://api.…` → `wss://datastream.…`). */
  url?: string | undefined;
  /** Opens the socket; default `ws` on Node, bun and deno, `fetch` with `Upgrade` on workerd. */
  webSocket?: SocketFactory | undefined;
  /** An agent of `node:http(s)` for the default socket, such as a proxy agent. */
  agent?: object | undefined;
  reconnect?: ReconnectOptions | undefined;
  /** How often a ping is sent, ms. Default 30,000. */
  pingInterval?: number | undefined;
  /** Silence after which the connection is given up, ms. Default 40,000. */
  pongTimeout?: number | undefined;
  /** How long the handshake may take, ms. Default 10,000. */
  handshakeTimeout?: number | undefined;
  /** How long sent data may wait in the socket, ms. Default 10,000. */
  writeTimeout?: number | undefined;
  /** How long the list of flags may take after connecting, ms. Default 30,000. */
  primeTimeout?: number | undefined;
  /** How long a check waits for a company or user before the REST API is asked, ms. Default 2,000. */
  entityWait?: number | undefined;
  /** How long it is remembered that a company or user does not exist, ms. Default 5,000. */
  notFoundTTL?: number | undefined;
  /** Most companies, and most users, kept in memory; the least recently used go first. Default 100,000. */
  maxEntities?: number | undefined;
  /** Local data older than this (ms) is not used. Default: the client's `maxStaleness`, else any age. */
  maxStaleness?: number | undefined;
  /** How long a company or user that nobody asks for is kept, ms; `null` = for ever. Default 24 h. */
  cacheTTL?: number | null | undefined;
  /** Makes the rules engine; default `loadRulesEngine` of `@schematic/rules-wasm`. */
  loadEngine?: (() => Promise<RulesEngine>) | undefined;
}

const ms = v.pipe(v.number(), v.finite(), v.minValue(0));
const positive = v.pipe(v.number(), v.finite(), v.minValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
/** An option that is a function. */
export const FUNCTION: v.GenericSchema = v.custom<(...args: never[]) => unknown>(
  (value) => typeof value === "function",
  "not a function",
);
/** An option that is a cache, or absent. */
export const CACHE: v.GenericSchema = v.optional(
  v.custom<object>(
    (value) =>
      typeof value === "object" &&
      value !== null &&
      ["get", "set", "delete"].every(
        (name) => typeof (value as Record<string, unknown>)[name] === "function",
      ),
    "not a cache: it needs get, set and delete",
  ),
);

const schema = v.strictObject({
  url: v.optional(v.string()),
  webSocket: v.optional(FUNCTION),
  agent: v.optional(v.custom<object>((value) => typeof value === "object" && value !== null, "not an agent")),
  reconnect: v.optional(
    v.strictObject({
      spread: v.optional(ms),
      min: v.optional(ms),
      max: v.optional(ms),
      minUptime: v.optional(ms),
    }),
  ),
  pingInterval: v.optional(positive),
  pongTimeout: v.optional(positive),
  handshakeTimeout: v.optional(positive),
  writeTimeout: v.optional(positive),
  primeTimeout: v.optional(positive),
  entityWait: v.optional(ms),
  notFoundTTL: v.optional(ms),
  maxEntities: v.optional(count),
  maxStaleness: v.optional(ms),
  cacheTTL: v.nullish(positive),
  loadEngine: v.optional(FUNCTION),
  companyCache: CACHE,
  companyLookupCache: CACHE,
  userCache: CACHE,
  userLookupCache: CACHE,
  flagCache: CACHE,
});

/** Times that no default table of the client names, in ms. */
export const HANDSHAKE_MS: number = 10_000;
export const WRITE_MS: number = 10_000;
export const PRIME_MS: number = 30_000;
export const PROBE_MS: number = 300_000;
export const MIN_UPTIME_MS: number = 10_000;

/** Options with every default filled in. */
export interface Settings {
  readonly url: string | undefined;
  readonly webSocket: SocketFactory | undefined;
  readonly agent: object | undefined;
  readonly policy: import("./connection/backoff").ReconnectPolicy;
  readonly timing: import("./connection/connection").ConnectionTiming;
  readonly entityWaitMs: number;
  readonly notFoundMs: number;
  readonly maxEntities: number;
  readonly maxStaleness: number | undefined;
  readonly cacheTtlMs: number | null;
  readonly caches: FlagSourceCaches;
  readonly loadEngine: (() => Promise<RulesEngine>) | undefined;
}

/** Checks options and fills in defaults. Throws `SchematicError` (`invalid_options`) that names the option. */
export function settingsOf(options: DataStreamOptions): Settings {
  checkOptions("dataStream", schema, options);
  const { reconnect = {} } = options;
  const { companyCache, companyLookupCache, userCache, userLookupCache, flagCache } = options;
  return {
    url: options.url?.trim() || undefined,
    webSocket: options.webSocket,
    agent: options.agent,
    policy: {
      spreadMs: reconnect.spread ?? DEFAULTS.reconnectSpreadMs,
      minMs: reconnect.min ?? DEFAULTS.reconnectMinMs,
      maxMs: reconnect.max ?? DEFAULTS.reconnectMaxMs,
      minUptimeMs: reconnect.minUptime ?? MIN_UPTIME_MS,
      refusedMinMs: DEFAULTS.reconnectAuthMinMs,
      refusedMaxMs: DEFAULTS.reconnectAuthMaxMs,
    },
    timing: {
      handshakeMs: options.handshakeTimeout ?? HANDSHAKE_MS,
      primeMs: options.primeTimeout ?? PRIME_MS,
      pingIntervalMs: options.pingInterval ?? DEFAULTS.pingIntervalMs,
      pongTimeoutMs: options.pongTimeout ?? DEFAULTS.pongTimeoutMs,
      writeMs: options.writeTimeout ?? WRITE_MS,
      probeMs: PROBE_MS,
    },
    entityWaitMs: options.entityWait ?? DEFAULTS.entityWaitMs,
    notFoundMs: options.notFoundTTL ?? DEFAULTS.notFoundTtlMs,
    maxEntities: options.maxEntities ?? 100_000,
    maxStaleness: options.maxStaleness,
    cacheTtlMs: options.cacheTTL === undefined ? DEFAULTS.entityTtlMs : options.cacheTTL,
    caches: present({ companyCache, companyLookupCache, userCache, userLookupCache, flagCache }),
    loadEngine: options.loadEngine,
  };
}

/** Throws `SchematicError` (`invalid_options`) with the path of the first option that is wrong. */
export function checkOptions(what: string, options: v.GenericSchema, given: unknown): void {
  const result = v.safeParse(options, given);
  if (result.success) return;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw new SchematicError({
    code: "invalid_options",
    message: `${what}${path ? `: option ${path}` : ""}: ${issue.message}. See the options in the README of @schematic/datastream.`,
  });
}

/** Leaves out slots that are not given. */
export function present(
  caches: { [K in keyof FlagSourceCaches]: FlagSourceCaches[K] | undefined },
): FlagSourceCaches {
  return Object.fromEntries(Object.entries(caches).filter(([, one]) => one !== undefined));
}
