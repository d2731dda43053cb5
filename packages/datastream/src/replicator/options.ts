import { LocalCache, SchematicError } from "@schematic/core";
import { assertOptions, type FlagSourceCaches, type RulesEngine } from "@schematic/core/internal";
import { DATASTREAM_DEFAULTS, REPLICATOR_SOURCE_OPTIONS } from "../option-schemas";
import { cachesOf, filled, SLOTS } from "../options";

/** Options of `replicatorSource()`: all five caches, and where the replicator tells its health. */
export interface ReplicatorSourceOptions extends FlagSourceCaches {
  /** Health URL of the replicator. Default `http://localhost:8090/ready`. */
  healthUrl?: string | undefined;
  /** How often it is asked, ms. Default 30,000. */
  healthInterval?: number | undefined;
  /** How long the replicator may be not ready before the REST API is asked, ms. Default 60,000. */
  maxStaleness?: number | undefined;
  /** How long a check waits for the cache before the REST API is asked, ms. Default 50. */
  cacheWait?: number | undefined;
  /**
   * How long an entry that was read may be used where the cache cannot tell of changes (or cannot at the
   * moment), ms. Default 0: there each check asks the cache.
   */
  untrackedTtl?: number | undefined;
  /** Most flags, companies and users, each, that are kept in memory; the oldest go first. Default 100,000. */
  maxEntries?: number | undefined;
  /** Makes the rules engine; default `loadRulesEngine` of `@schematic/rules-wasm`. */
  loadEngine?: (() => Promise<RulesEngine>) | undefined;
}

/** Options with every default filled in. */
export interface ReplicatorSettings extends ReplicatorSourceOptions {
  readonly caches: Required<FlagSourceCaches>;
  readonly healthInterval: number;
  readonly cacheWait: number;
  readonly untrackedTtl: number;
  readonly maxEntries: number;
}

/** Checks options and fills in defaults. Throws `SchematicError` (`invalid_options`) that names the options. */
export function replicatorSettingsOf(options: ReplicatorSourceOptions): ReplicatorSettings {
  assertOptions("replicatorSource()", REPLICATOR_SOURCE_OPTIONS, { options });
  const unshared = SLOTS.find((slot) => !options[slot] || (options[slot] as unknown) instanceof LocalCache);
  if (unshared !== undefined) {
    throw new SchematicError({
      code: "invalid_options",
      message: `replicator mode reads a cache that the replicator fills, so ${unshared} must be a shared one: give a Redis client, or all five of ${SLOTS.join(", ")}`,
    });
  }
  const { cacheWait, replicator } = DATASTREAM_DEFAULTS;
  const { healthInterval, untrackedTtl, maxEntries } = replicator;
  return {
    ...filled(options, { healthInterval, cacheWait, untrackedTtl, maxEntries }),
    caches: cachesOf(options) as Required<FlagSourceCaches>,
  };
}
