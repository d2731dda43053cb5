import type { Hold, HoldLedger, HoldReference, HoldTerms, OpenResult, SettleResult } from "@schematic/core";
import type { CreditConnection } from "./connection";
import { fieldsOf, MARK_MS, referenceOf } from "./hold-fields";
import { reserveResult } from "./lease-store";
import { DUE, EXPIRE, OPEN, SETTLE } from "./scripts";

/** Debits and records, claims and refunds in one script each: one round trip, and nothing in between to be lost. */
export class RedisLedger implements HoldLedger {
  readonly #connection: CreditConnection;

  constructor(connection: CreditConnection) {
    this.#connection = connection;
  }

  async open(hold: Omit<Hold, "leaseId">, { ttlMs, minLifeMs }: HoldTerms): Promise<OpenResult> {
    const member = this.#connection.memberOf(hold);
    const args = [hold.amount, minLifeMs, Math.floor(ttlMs), member, hold.id, "", ...fieldsOf(hold)];
    const reply = (await this.#connection.run(OPEN, this.#keys(hold).slice(0, 4), args)) as unknown[];
    const reserved = reserveResult(reply);
    if (reserved.outcome !== "reserved") return reserved as OpenResult;
    return { ...reserved, outcome: "reserved", expiresAt: Number(reply[4]) };
  }

  async settle(hold: HoldReference, used: number): Promise<SettleResult> {
    const member = this.#connection.memberOf(hold);
    const reply = await this.#connection.run(SETTLE, this.#keys(hold), [used, member, hold.id]);
    const [state, isCharged] = reply as unknown[];
    return { state: String(state) as SettleResult["state"], isCharged: Number(isCharged) === 1 };
  }

  async expire(limit: number): Promise<number> {
    const connection = this.#connection;
    const due = await connection.run(DUE, [connection.expiryKey], [limit]);
    const members = (Array.isArray(due) ? due : []).map(String);
    const expireOne = (member: string): Promise<unknown> => {
      const reference = referenceOf(member);
      return connection.run(EXPIRE, this.#keys(reference), [member, reference.id, MARK_MS]);
    };
    await Promise.all(members.map(expireOne));
    return members.length;
  }

  #keys(hold: Omit<HoldReference, "leaseId">): string[] {
    const connection = this.#connection;
    return [
      connection.leaseKey(hold),
      connection.holdKey(hold.id),
      connection.expiryKey,
      connection.creditKey(hold),
      connection.markKey(hold.id),
    ];
  }
}
