import {
  assertOptions,
  type FlagSourceCaches,
  type RulesEngine,
  type SocketFactory,
} from "@schematic/core/internal";
import type { ReconnectPolicy } from "./connection/backoff";
import type { ConnectionTiming } from "./connection/connection";
import { DATASTREAM_DEFAULTS, DATASTREAM_OPTIONS } from "./option-schemas";

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

/** Caches that hold the local copy too, made by `sharedCaches()`. */
export interface LocalCopyCaches {
  readonly caches: FlagSourceCaches;
}

/** Options of `dataStream()`. */
export interface DataStreamOptions {
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
  /** Caches that hold the copy too, made by `sharedCaches()`. Default: memory alone. */
  caches?: LocalCopyCaches | undefined;
  /** Makes the rules engine; default `loadRulesEngine` of `@schematic/rules-wasm`. */
  loadEngine?: (() => Promise<RulesEngine>) | undefined;
}

/** The five caches, as options name them. */
export const SLOTS: readonly (keyof FlagSourceCaches)[] = [
  "companyCache",
  "companyLookupCache",
  "userCache",
  "userLookupCache",
  "flagCache",
];

/** The options that have a number by default. */
interface Numbers extends ConnectionTiming {
  readonly entityWait: number;
  readonly notFoundTTL: number;
  readonly maxEntities: number;
  readonly cacheTTL: number | null;
}

/** Options with every default filled in. */
export interface Settings extends Numbers, Omit<DataStreamOptions, keyof Numbers | "reconnect"> {
  readonly reconnect: ReconnectPolicy;
}

/** Checks options and fills in defaults. Throws `SchematicError` (`invalid_options`) that names the options. */
export function settingsOf(options: DataStreamOptions): Settings {
  assertOptions("dataStream()", DATASTREAM_OPTIONS, { options });
  const { reconnect, refusedMin, refusedMax, ...defaults } = DATASTREAM_DEFAULTS;
  const { flagTTL: _flag, cacheWait: _wait, replicator: _replicator, ...numbers } = defaults;
  const policy = { ...reconnect, refusedMin, refusedMax };
  return { ...filled(options, numbers), reconnect: filled(options.reconnect ?? {}, policy) };
}

/** Options over defaults; one that is `undefined` counts as not given. */
export function filled<O extends object, D extends object>(options: O, defaults: D): Omit<O, keyof D> & D {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...defaults, ...(Object.fromEntries(given) as O) };
}

/** The caches that are given. */
export function cachesOf(options: FlagSourceCaches): FlagSourceCaches {
  return Object.fromEntries(SLOTS.flatMap((slot) => (options[slot] ? [[slot, options[slot]]] : [])));
}
