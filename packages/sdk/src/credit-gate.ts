import { RedisLeaseStore, RedisReservationStore } from "@schematic/cache-redis";
import type { CreditGateFactory } from "@schematic/core/internal";
import type { SchematicOptions } from "./options";

/** Returns credit gating for the options of a client. Its code is loaded at the first check that may hold credits. */
export function creditGateOf({
  creditLeases: given,
  creditGate,
  dataStream,
}: SchematicOptions): CreditGateFactory | undefined {
  if (given === undefined) return creditGate;
  const { redisClient: client = dataStream?.redisClient, redisKeyPrefix, ...options } = given;
  const keyPrefix = redisKeyPrefix ?? dataStream?.redisKeyPrefix;
  const redis = client && { client, ...(keyPrefix !== undefined && { keyPrefix }) };
  return async (host) => {
    const { creditLeases } = await import("@schematic/credits");
    if (redis === undefined && options.mode !== "server" && host.evaluation !== undefined) {
      host.logger.warn(
        "Credit leases are kept in the memory of this process; set creditLeases.redisClient if several processes serve one company",
      );
    }
    const stores = redis && {
      leaseStore: new RedisLeaseStore(redis),
      reservationStore: new RedisReservationStore(redis),
    };
    return creditLeases({ ...options, ...(options.mode !== "server" && stores) })(host);
  };
}
