import { withDeadline } from "@schematic-internal/kit";
import { WebhookSignatureError } from "../core/errors";
import type { ClaimKeys } from "./key";
import type { ReplayClaim, ReplayStore } from "./store";

const STORE_TIMEOUT_MS = 5_000;

/** One delivery in a replay store. Every method rejects with `replay_store_failed` if the store fails or hangs. */
export class DeliveryClaim {
  readonly #store: ReplayStore;
  readonly #keys: readonly string[];
  readonly #token: string;

  constructor(store: ReplayStore, { keys, token }: ClaimKeys) {
    this.#store = store;
    this.#keys = keys;
    this.#token = token;
  }

  /** Claims all keys, or none: resolves with what the first key in the way is. */
  async claim(): Promise<ReplayClaim> {
    const claimed: string[] = [];
    try {
      for (const key of this.#keys) {
        const result = await this.#claimKey(key);
        if (result !== "claimed") {
          await this.#releaseQuietly(claimed);
          return result;
        }
        claimed.push(key);
      }
      return "claimed";
    } catch (error) {
      void this.#releaseQuietly(claimed);
      throw error;
    }
  }

  renew(): Promise<void> {
    return this.#each("renew", (key) => this.#store.renew(key, this.#token));
  }

  commit(): Promise<void> {
    return this.#each("commit", (key) => this.#store.commit(key, this.#token));
  }

  release(): Promise<void> {
    return this.#each("release", (key) => this.#store.release(key, this.#token));
  }

  async #claimKey(key: string): Promise<ReplayClaim> {
    let claiming: PromiseLike<ReplayClaim> | undefined;
    try {
      return await inTime("claim", () => {
        claiming = this.#store.claim(key, this.#token);
        return claiming;
      });
    } catch (error) {
      // A claim that succeeds too late is released: no handler runs under it.
      claiming?.then(
        (claim) => (claim === "claimed" ? void this.#releaseQuietly([key]) : undefined),
        () => {},
      );
      throw error;
    }
  }

  async #each(step: string, act: (key: string) => PromiseLike<void>): Promise<void> {
    await Promise.all(this.#keys.map((key) => inTime(step, () => act(key))));
  }

  async #releaseQuietly(keys: readonly string[]): Promise<void> {
    const releasing = keys.map((key) => inTime("release", () => this.#store.release(key, this.#token)));
    await Promise.allSettled(releasing);
  }
}

/** Runs one step of the store. Rejects with `replay_store_failed` if it throws, rejects or takes too long. */
async function inTime<T>(step: string, start: () => PromiseLike<T>): Promise<T> {
  const failed = (reason: string, cause?: unknown): WebhookSignatureError =>
    new WebhookSignatureError(`Webhook replay store: ${step} ${reason}`, "replay_store_failed", { cause });
  const onTimeout = (): never => {
    throw failed(`did not finish within ${STORE_TIMEOUT_MS} ms`);
  };
  try {
    return await withDeadline(Promise.resolve(start()), { timeoutMs: STORE_TIMEOUT_MS, onTimeout });
  } catch (error) {
    throw error instanceof WebhookSignatureError ? error : failed("failed", error);
  }
}
