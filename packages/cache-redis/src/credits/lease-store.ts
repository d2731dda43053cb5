import type { CreditSlot, LeaseGrant, LeaseStore, LeaseView, ReserveResult } from "@schematic/core";
import { CreditConnection, type RedisCreditOptions } from "./connection";
import { ADJUST, CLAIM_EXTENSION, EXTEND, INSTALL, READ, REMOVE, RESERVE } from "./scripts";

/**
 * Keeps leases in Redis, in the entries of the other Schematic SDKs, so that processes of all of them draw on one lease.
 * Each method is one atomic step of a script; the script judges by the clock of Redis whether a lease lives.
 */
export class RedisLeaseStore implements LeaseStore {
  readonly isShared = true;
  readonly #connection: CreditConnection;

  /** @throws RedisCacheError `invalid_options` for a client of no known kind. */
  constructor(options: RedisCreditOptions) {
    this.#connection = new CreditConnection(options);
  }

  async read(slot: CreditSlot): Promise<LeaseView | undefined> {
    const reply = await this.#connection.run(READ, [this.#connection.leaseKey(slot)], []);
    if (!Array.isArray(reply)) return undefined;
    const [leaseId, granted, remaining, expiresAt, lifeMs] = reply.map(String);
    return {
      leaseId: leaseId ?? "",
      granted: Number(granted),
      remaining: Number(remaining),
      expiresAt: Number(expiresAt),
      lifeMs: Number(lifeMs),
    };
  }

  async install(slot: CreditSlot, grant: LeaseGrant): Promise<"installed" | "grown" | "kept"> {
    const { leaseId, granted, tracked, expiresAt, lifeMs } = grant;
    const args = [leaseId, granted, tracked, Math.floor(expiresAt), Math.floor(lifeMs)];
    const { companyId, creditTypeId } = slot;
    const reply = await this.#onLease(INSTALL, slot, [...args, companyId, creditTypeId]);
    return String(reply) as "installed" | "grown" | "kept";
  }

  async reserve(slot: CreditSlot, amount: number, minLifeMs: number): Promise<ReserveResult> {
    return reserveResult(await this.#onLease(RESERVE, slot, [amount, minLifeMs]));
  }

  async adjust(slot: CreditSlot, leaseId: string, amount: number): Promise<boolean> {
    return Number(await this.#onLease(ADJUST, slot, [leaseId, amount])) === 1;
  }

  async extend(slot: CreditSlot, { leaseId, granted, expiresAt, lifeMs }: LeaseGrant): Promise<boolean> {
    const args = [leaseId, granted, Math.floor(expiresAt), Math.floor(lifeMs)];
    return Number(await this.#onLease(EXTEND, slot, args)) === 1;
  }

  async claimExtension(slot: CreditSlot, leaseId: string, forMs: number): Promise<boolean> {
    return Number(await this.#onLease(CLAIM_EXTENSION, slot, [leaseId, Math.ceil(forMs)])) === 1;
  }

  async endExtension(slot: CreditSlot, leaseId: string): Promise<void> {
    await this.#onLease(CLAIM_EXTENSION, slot, [leaseId, 0]);
  }

  async remove(slot: CreditSlot, leaseId: string): Promise<void> {
    await this.#onLease(REMOVE, slot, [leaseId]);
  }

  /** True if a store on this connection works on the same keys, all on one server. */
  isBeside(connection: CreditConnection): boolean {
    return connection.isSame(this.#connection) && !connection.guard.driver.clustered;
  }

  #onLease(
    script: Parameters<CreditConnection["run"]>[0],
    slot: CreditSlot,
    args: readonly (string | number)[],
  ): Promise<unknown> {
    return this.#connection.run(script, [this.#connection.leaseKey(slot)], args);
  }
}

/** Reads the reply of the scripts that debit. */
export function reserveResult(reply: unknown): ReserveResult {
  const [outcome, leaseId = "", remaining, lifeMs] = (reply as unknown[]).map(String);
  if (outcome !== "reserved" && outcome !== "short" && outcome !== "ending") return { outcome: "none" };
  return { outcome, leaseId, remaining: Number(remaining), lifeMs: Number(lifeMs) };
}
