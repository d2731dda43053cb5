import type { CreditSlot, HoldReference } from "@schematic/core";
import { messageOf } from "@schematic-internal/kit";
import type { RedisClient } from "../driver/detect";
import { RedisCacheError } from "../errors";
import { type Guard, guardFor } from "../guard";
import type { Script } from "./scripts";

/** Options of the stores of credits. */
export interface RedisCreditOptions {
  /** A connected client. The application opens and closes it. */
  client: RedisClient;
  /** Put before every key as it is, colon included. Default `schematic:`, as in the other SDKs. */
  keyPrefix?: string;
  /** Longest wait for one response of Redis, in ms. Default 1,000. */
  timeoutMs?: number;
}

/** Default of `timeoutMs`. A check waits for the store, so that it is longer than that of a cache. */
const TIMEOUT_MS = 1_000;

/** Runs scripts for the stores of credits, and knows the names of their keys. */
export class CreditConnection {
  readonly guard: Guard;
  readonly prefix: string;
  readonly #timeoutMs: number;

  constructor({ client, keyPrefix = "schematic:", timeoutMs = TIMEOUT_MS }: RedisCreditOptions) {
    if (typeof keyPrefix !== "string") throw invalid("keyPrefix must be a string");
    if (!(Number.isFinite(timeoutMs) && timeoutMs > 0)) {
      throw invalid("timeoutMs must be a positive number of ms");
    }
    this.guard = guardFor(client);
    this.prefix = keyPrefix;
    this.#timeoutMs = timeoutMs;
  }

  leaseKey({ companyId, creditTypeId }: CreditSlot): string {
    return `${this.prefix}credit-lease:${companyId}:${creditTypeId}`;
  }

  holdKey(id: string): string {
    return `${this.prefix}credit-reservation:${id}`;
  }

  /** Mark of an expired hold. The other SDKs have none. */
  markKey(id: string): string {
    return `${this.prefix}credit-reservation-expired:${id}`;
  }

  get expiryKey(): string {
    return `${this.prefix}credit-reservations:byExpiry`;
  }

  creditKey({ companyId, creditTypeId }: CreditSlot): string {
    return `${this.prefix}credit-reservations:byCredit:${companyId}:${creditTypeId}`;
  }

  memberOf({ companyId, creditTypeId, id }: Omit<HoldReference, "leaseId">): string {
    return `${companyId}|${creditTypeId}|${id}`;
  }

  /** True if both connections reach the same keys. */
  isSame(other: CreditConnection): boolean {
    return other.guard === this.guard && other.prefix === this.prefix;
  }

  /** Runs a script by its digest; by its text if the server does not know it, which makes it known. */
  async run(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> {
    const [first = ""] = keys;
    const digest = await script.digest();
    const rest = [String(keys.length), ...keys, ...args.map(String)];
    return this.guard.run("write", first, this.#timeoutMs, () =>
      this.guard.driver.send(first, ["EVALSHA", digest, ...rest]).catch((error: unknown) => {
        if (!messageOf(error).includes("NOSCRIPT")) throw error;
        return this.guard.driver.send(first, ["EVAL", script.text, ...rest]);
      }),
    );
  }

  /** Sends a single command. */
  send(key: string, ...command: string[]): Promise<unknown> {
    return this.guard.run("write", key, this.#timeoutMs, () => this.guard.driver.send(key, command));
  }
}

function invalid(message: string): RedisCacheError {
  return new RedisCacheError("invalid_options", message);
}
