import { driverFor } from "./driver/detect";
import type { RedisDriver } from "./driver/driver";
import { messageOf, RedisCacheError } from "./errors";

const maxPending = 10_000;
const firstPauseMs = 50;
const longestPauseMs = 1_000;

/**
 * Remembers that a node failed, so that nobody waits for it again until a probe got an answer.
 * One failure opens it: the next check would pay the time limit once more. Times in ms.
 */
interface Circuit {
  /** When it is asked again; `undefined` while commands may go. */
  openUntil: number | undefined;
  /** The last pause; forgotten only when a command succeeds. */
  pauseMs: number;
}

const guards: WeakMap<object, Guard> = /* @__PURE__ */ new WeakMap();

/** All caches on one client share what is known of it. */
export function guardFor(client: unknown): Guard {
  const driver = driverFor(client);
  const guard = guards.get(client as object) ?? new Guard(driver);
  guards.set(client as object, guard);
  return guard;
}

/**
 * The way of every command to Redis: none enters a client that is not ready, none is waited for longer
 * than the limit, and after a failure none is sent until a probe in the background got an answer.
 */
export class Guard {
  readonly driver: RedisDriver;
  readonly #circuits = new Map<string, Circuit>();
  /** Commands that the client has not settled, those given up by their callers included. */
  #pending = 0;

  constructor(driver: RedisDriver) {
    this.driver = driver;
  }

  /** Resolves with Redis' answer or rejects with a `RedisCacheError` within `timeoutMs`. */
  async run<T>(kind: "read" | "write", key: string, timeoutMs: number, send: () => Promise<T>): Promise<T> {
    const circuit = this.#circuit(kind, key);
    this.#admit(circuit, key);
    try {
      const answer = await this.#limited(send, timeoutMs);
      if (circuit.openUntil === undefined) circuit.pauseMs = 0;
      return answer;
    } catch (error) {
      if (circuit.openUntil === undefined && !isWrongType(error)) open(circuit);
      throw wrap(error);
    }
  }

  /** A long walk over many keys: no circuit, and no limit but the client's own. */
  async walk(send: () => Promise<void>): Promise<void> {
    if (!this.driver.ready("")) throw notReady();
    await send().catch((error) => {
      throw wrap(error);
    });
  }

  /** Throws where a command may not go. */
  #admit(circuit: Circuit, key: string): void {
    const { openUntil } = circuit;
    if (!this.driver.ready(key)) {
      this.driver.refresh?.();
      throw notReady();
    }
    if (openUntil !== undefined) {
      if (performance.now() >= openUntil) this.#probe(circuit, key);
      throw new RedisCacheError("redis_unavailable", "Redis failed a moment ago; it is asked again shortly");
    }
    if (this.#pending >= maxPending)
      throw new RedisCacheError("redis_busy", `${maxPending} commands wait for Redis`);
  }

  /** Asks whether the node is back. No caller waits for this one. */
  #probe(circuit: Circuit, key: string): void {
    open(circuit);
    if (this.#pending >= maxPending) return;
    this.#limited(() => this.driver.send(key, ["EXISTS", key]), 1_000).then(
      () => {
        circuit.openUntil = undefined;
      },
      () => {},
    );
  }

  #limited<T>(send: () => Promise<T>, timeoutMs: number): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const giveUp = () =>
        reject(new RedisCacheError("redis_timeout", `Redis gave no answer within ${timeoutMs} ms`));
      // After a stall of this process the answer may be there and only not read yet: one more turn.
      let timer = setTimeout(() => {
        timer = setTimeout(giveUp, 0);
      }, timeoutMs);
      this.#pending++;
      const settle = () => {
        this.#pending--;
        clearTimeout(timer);
      };
      // Sent in a promise, so that what it throws is caught as well.
      const sent = new Promise<T>((begun) => begun(send()));
      sent.then(settle, settle);
      sent.then(resolve, reject);
    });
  }

  /** Writes have circuits of their own: a read-only or full Redis still reads. */
  #circuit(kind: string, key: string): Circuit {
    const name = `${kind} ${this.driver.shard(key)}`;
    let circuit = this.#circuits.get(name);
    if (!circuit) {
      circuit = { openUntil: undefined, pauseMs: 0 };
      this.#circuits.set(name, circuit);
    }
    return circuit;
  }
}

/** For a pause, and the next time for a longer one. */
function open(circuit: Circuit): void {
  circuit.pauseMs = Math.min(longestPauseMs, Math.max(firstPauseMs, circuit.pauseMs * 2));
  circuit.openUntil = performance.now() + circuit.pauseMs;
}

function notReady(): RedisCacheError {
  return new RedisCacheError("redis_unavailable", "the Redis client is not connected");
}

/** Another program's list or hash under our key: that concerns the one key, not the node. */
export function isWrongType(error: unknown): boolean {
  return /^(Redis: )?WRONGTYPE/.test(messageOf(error));
}

function wrap(error: unknown): RedisCacheError {
  if (error instanceof RedisCacheError) return error;
  return new RedisCacheError("redis_error", `Redis: ${messageOf(error)}`, error);
}
