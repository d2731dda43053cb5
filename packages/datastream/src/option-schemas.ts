/**
 * Entry point `@schematic/datastream/options`: schemas and defaults of the options of this package. It loads none of
 * the code that they configure, so that `@schematic/sdk` can check its options before it loads the datastream.
 *
 * Unstable: names here change or disappear in any release, patches included.
 */
import {
  cache,
  count,
  entriesOf,
  type FlagSourceCaches,
  fn,
  group,
  having,
  milliseconds,
  type OptionGroup,
  url,
} from "@schematic/core/internal";
import * as v from "valibot";
import type { DataStreamOptions, ReconnectOptions } from "./options";
import type { ReplicatorSourceOptions } from "./replicator/options";

const DAY_MS = 86_400_000;

/** Defaults of the options of this package. Times in ms. */
export interface DataStreamDefaults {
  readonly pingInterval: number;
  readonly pongTimeout: number;
  readonly handshakeTimeout: number;
  readonly writeTimeout: number;
  readonly primeTimeout: number;
  readonly entityWait: number;
  readonly notFoundTTL: number;
  readonly maxEntities: number;
  /** Life of companies, users and their look-ups in a cache. */
  readonly cacheTTL: number;
  /** Flags live at least this long in a cache. */
  readonly flagTTL: number;
  readonly reconnect: { readonly [K in keyof ReconnectOptions]-?: number };
  /** Delays of reconnecting after the server refused the API key (401, 403). */
  readonly refusedMin: number;
  readonly refusedMax: number;
  /** How long a check waits for a cache. */
  readonly cacheWait: number;
  readonly replicator: {
    readonly healthUrl: string;
    readonly healthInterval: number;
    readonly healthTimeout: number;
    readonly maxStaleness: number;
    readonly untrackedTtl: number;
    readonly maxEntries: number;
  };
}

/** The values of {@link DataStreamDefaults}. */
export const DATASTREAM_DEFAULTS: DataStreamDefaults = {
  pingInterval: 30_000,
  pongTimeout: 40_000,
  handshakeTimeout: 10_000,
  writeTimeout: 10_000,
  primeTimeout: 30_000,
  entityWait: 2_000,
  notFoundTTL: 5_000,
  maxEntities: 100_000,
  cacheTTL: DAY_MS,
  flagTTL: 30 * DAY_MS,
  reconnect: { spread: 10_000, min: 1_000, max: 30_000, minUptime: 10_000 },
  refusedMin: 300_000,
  refusedMax: 3_600_000,
  cacheWait: 50,
  replicator: {
    healthUrl: "http://localhost:8090/ready",
    healthInterval: 30_000,
    healthTimeout: 5_000,
    maxStaleness: 60_000,
    untrackedTtl: 0,
    maxEntries: 100_000,
  },
};

const loadEngine = fn<NonNullable<DataStreamOptions["loadEngine"]>>("a function that makes a rules engine");
const webSocket = fn<NonNullable<DataStreamOptions["webSocket"]>>("a function that opens a socket");

/** Schema of a life in a cache: ms, or `null` for no expiry. */
const ttlText = "a number of milliseconds, 0 or more, or null for none";
const ttl: v.GenericSchema<number> = v.pipe(
  v.custom<number>(
    (value) => value === null || (Number.isFinite(value) && Number(value) >= 0),
    `must be ${ttlText}`,
  ),
  v.description(ttlText),
);

/** `ReconnectOptions` as valibot takes them: as a type that has an index signature. */
type Delays = Pick<ReconnectOptions, keyof ReconnectOptions>;

/** Schema of the delays of reconnecting. */
export const RECONNECT_OPTIONS: OptionGroup<ReconnectOptions> = withOrder(
  group<Delays>({
    spread: milliseconds(),
    min: milliseconds(),
    max: milliseconds(),
    minUptime: milliseconds(),
  }),
);

/** Schema of the five caches. */
export const CACHE_OPTIONS: OptionGroup<FlagSourceCaches> = group<FlagSourceCaches>({
  companyCache: cache(),
  companyLookupCache: cache(),
  userCache: cache(),
  userLookupCache: cache(),
  flagCache: cache(),
});

/** Schema of the options of `dataStream()`. */
export const DATASTREAM_OPTIONS: OptionGroup<DataStreamOptions> = group<DataStreamOptions>({
  url: url("a ws:, wss:, http: or https: URL", /^(https?|wss?):$/),
  webSocket,
  agent: having("an agent of node:http or node:https"),
  reconnect: RECONNECT_OPTIONS,
  pingInterval: milliseconds(1),
  pongTimeout: milliseconds(1),
  handshakeTimeout: milliseconds(1),
  writeTimeout: milliseconds(1),
  primeTimeout: milliseconds(1),
  entityWait: milliseconds(),
  notFoundTTL: milliseconds(),
  maxEntities: count(1),
  maxStaleness: milliseconds(),
  cacheTTL: ttl,
  caches: having("caches that sharedCaches({ … }) returned", "open"),
  loadEngine,
});

/** Schema of the options of `replicatorSource()`. */
export const REPLICATOR_SOURCE_OPTIONS: OptionGroup<ReplicatorSourceOptions> = group<ReplicatorSourceOptions>(
  {
    ...entriesOf(CACHE_OPTIONS),
    healthUrl: url(),
    healthInterval: milliseconds(1),
    maxStaleness: milliseconds(),
    cacheWait: milliseconds(1),
    untrackedTtl: milliseconds(),
    maxEntries: count(1),
    loadEngine,
  },
);

/** Adds the rule that `min` is at most `max`. */
function withOrder(schema: OptionGroup<Delays>): OptionGroup<ReconnectOptions> {
  const isOrdered = ({ min = 0, max = Infinity }: Delays): boolean => min <= max;
  const order = v.check(isOrdered, "must be at most reconnect.max");
  return v.pipe(schema, v.forward(order, ["min"])) as unknown as OptionGroup<ReconnectOptions>;
}
