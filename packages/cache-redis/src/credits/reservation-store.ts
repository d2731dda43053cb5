import type {
  ClaimedHold,
  Hold,
  HoldLedger,
  HoldReference,
  LeaseStore,
  ReservationStore,
} from "@schematic/core";
import { CreditConnection, type RedisCreditOptions } from "./connection";
import { creditsText, fieldsOf, holdOf, MARK_MS, referenceOf } from "./hold-fields";
import { RedisLeaseStore } from "./lease-store";
import { RedisLedger } from "./ledger";
import { ADD, CLAIM, DUE, TAKE_MARK } from "./scripts";

/**
 * Keeps holds in Redis, in the entries of the other Schematic SDKs. On a cluster the entries of one hold lie on several
 * nodes; on a single server, and with a `RedisLeaseStore` on the same client, each operation is one script.
 */
export class RedisReservationStore implements ReservationStore {
  readonly isShared = true;
  readonly #connection: CreditConnection;

  /** @throws RedisCacheError `invalid_options` for a client of no known kind. */
  constructor(options: RedisCreditOptions) {
    this.#connection = new CreditConnection(options);
  }

  withLeases(leases: LeaseStore): HoldLedger | undefined {
    const connection = this.#connection;
    const isBeside = leases instanceof RedisLeaseStore && leases.isBeside(connection);
    return isBeside ? new RedisLedger(connection) : undefined;
  }

  async add(hold: Hold, ttlMs: number): Promise<number> {
    const connection = this.#connection;
    const { id, leaseId, amount } = hold;
    const key = connection.holdKey(id);
    const expiresAt = Number(
      await connection.run(ADD, [key], [Math.floor(ttlMs), id, leaseId, ...fieldsOf(hold)]),
    );
    const { expiryKey } = connection;
    const creditKey = connection.creditKey(hold);
    await Promise.all([
      connection.send(expiryKey, "ZADD", expiryKey, String(expiresAt), connection.memberOf(hold)),
      connection.send(creditKey, "HSET", creditKey, id, creditsText(amount)),
    ]);
    return expiresAt;
  }

  async claim(hold: HoldReference): Promise<ClaimedHold | undefined> {
    const connection = this.#connection;
    const claimed = holdOf(await connection.run(CLAIM, [connection.holdKey(hold.id)], ["any"]));
    if (claimed !== undefined) {
      // An entry of an index that stays is removed by the next sweep.
      await Promise.allSettled(this.#unindex(hold));
      return { state: "open", leaseId: claimed.leaseId, amount: claimed.amount };
    }
    const leaseId = await connection.run(TAKE_MARK, [connection.markKey(hold.id)], []);
    return leaseId === null || leaseId === undefined
      ? undefined
      : { state: "expired", leaseId: String(leaseId), amount: 0 };
  }

  async expire(limit: number): Promise<Hold[]> {
    const connection = this.#connection;
    const due = await connection.run(DUE, [connection.expiryKey], [limit]);
    const members = (Array.isArray(due) ? due : []).map(String);
    const expired = await Promise.all(members.map((member) => this.#expireOne(member)));
    return expired.filter((hold) => hold !== undefined);
  }

  async #expireOne(member: string): Promise<Hold | undefined> {
    const connection = this.#connection;
    const reference = referenceOf(member);
    const reply = await connection.run(CLAIM, [connection.holdKey(reference.id)], ["expired"]);
    // Its time is not over after all: it was recorded again.
    if (Number(reply) === 0 && reply !== null) return undefined;
    const hold = holdOf(reply);
    const markKey = connection.markKey(reference.id);
    const mark = hold && connection.send(markKey, "SET", markKey, hold.leaseId, "PX", String(MARK_MS));
    await Promise.allSettled([mark, ...this.#unindex(reference)]);
    return hold;
  }

  #unindex(hold: Omit<HoldReference, "leaseId">): Promise<unknown>[] {
    const connection = this.#connection;
    const { expiryKey } = connection;
    const creditKey = connection.creditKey(hold);
    return [
      connection.send(expiryKey, "ZREM", expiryKey, connection.memberOf(hold)),
      connection.send(creditKey, "HDEL", creditKey, hold.id),
    ];
  }
}
