import type { RedisClient } from "@schematic/cache-redis";
import {
  assertClientOptions,
  CLIENT_OPTIONS,
  entriesOf,
  flag,
  group,
  having,
  milliseconds,
  type OptionGroup,
  text,
  url,
} from "@schematic/core/internal";
import { CREDIT_LEASE_OPTIONS } from "@schematic/credits/options";
import { CACHE_OPTIONS, DATASTREAM_OPTIONS } from "@schematic/datastream/options";
import type { CreditLeaseConfig, DataStreamConfig, SchematicOptions } from "./options";

const {
  reconnect,
  webSocket,
  caches: _caches,
  maxStaleness: _maxStaleness,
  ...dataStream
} = entriesOf(DATASTREAM_OPTIONS);

const {
  leaseStore: _leaseStore,
  reservationStore: _reservationStore,
  ...creditLeases
} = entriesOf(CREDIT_LEASE_OPTIONS);

/** Schema of the options of the SDK's client: those of the core client, and those of its local copy. */
export const SDK_OPTIONS: OptionGroup<SchematicOptions> = group<SchematicOptions>({
  ...entriesOf(CLIENT_OPTIONS),
  useDataStream: flag(),
  dataStream: group<DataStreamConfig>({
    ...entriesOf(CACHE_OPTIONS),
    ...dataStream,
    redisClient: having<RedisClient>("a Redis client"),
    redisKeyPrefix: text(),
    replicatorMode: flag(),
    replicatorHealthURL: url(),
    replicatorHealthCheck: milliseconds(1),
    untrackedTtl: milliseconds(),
  }),
  webSocket,
  reconnect,
  creditLeases: group<CreditLeaseConfig>({
    ...creditLeases,
    redisClient: having<RedisClient>("a Redis client"),
    redisKeyPrefix: text(),
  }),
});

/**
 * Checks all options of the SDK's client at once.
 *
 * @throws SchematicError `invalid_options`
 */
export function assertSdkOptions(options: unknown): void {
  assertClientOptions(options, SDK_OPTIONS);
}
