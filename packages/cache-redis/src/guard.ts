import { CircuitBreaker, messageOf, withDeadline } from "@schematic-internal/kit";
import { driverFor } from "./driver/detect";
import type { RedisDriver } from "./driver/driver";
import { RedisCacheError } from "./errors";

/** Commands that may wait for Redis at once; beyond it commands are refused. */
const MAX_PENDING = 10_000;
/** Time limit of the command that asks whether a node responds again, ms. */
const PROBE_TIMEOUT_MS = 1_000;
/** One failure opens the circuit: the next check would wait for the whole time limit once more. */
const CIRCUIT = { failures: 1, pauseMs: 50, maxPauseMs: 1_000 };

const guards: WeakMap<object, Guard> = /* @__PURE__ */ new WeakMap();

/** Returns the guard of a client. All caches on one client share it, and with it what is known about the nodes. */
export function guardFor(client: unknown): Guard {
  const driver = driverFor(client);
  const guard = guards.get(client as object) ?? new Guard(driver);
  guards.set(client as object, guard);
  return guard;
}

/**
 * Sends every command to Redis. No command enters a client that is not ready, none is awaited for longer than its
 * time limit, and after a failure none is sent to that node until a probe in the background succeeded.
 */
export class Guard {
  readonly driver: RedisDriver;
  readonly #circuits = new Map<string, CircuitBreaker>();
  /** Commands that the client has not settled, including those whose time limit has passed. */
  #pending = 0;

  constructor(driver: RedisDriver) {
    this.driver = driver;
  }

  /** Resolves with the reply of Redis, or rejects with a `RedisCacheError` within `timeoutMs`. */
  async run<T>(kind: "read" | "write", key: string, timeoutMs: number, send: () => Promise<T>): Promise<T> {
    const circuit = this.#circuit(kind, key);
    this.#admit(circuit, key);
    try {
      const reply = await this.#limited(send, timeoutMs);
      circuit.succeeded();
      return reply;
    } catch (error) {
      if (!isWrongType(error) && !isDenied(error)) circuit.failed();
      throw wrap(error);
    }
  }

  /** Runs a scan over many keys. It has no circuit, and no time limit except that of the client. */
  async walk(send: () => Promise<void>): Promise<void> {
    if (!this.driver.ready("")) throw notReady();
    await send().catch((error) => {
      throw wrap(error);
    });
  }

  /** Throws if a command may not be sent. */
  #admit(circuit: CircuitBreaker, key: string): void {
    if (!this.driver.ready(key)) {
      this.driver.refresh?.();
      throw notReady();
    }
    const admission = circuit.admit();
    if (admission !== "call") {
      if (admission === "probe") this.#probe(circuit, key);
      throw new RedisCacheError(
        "redis_unavailable",
        "Redis failed a moment ago; the next attempt follows shortly",
      );
    }
    if (this.#pending >= MAX_PENDING)
      throw new RedisCacheError("redis_busy", `${MAX_PENDING} commands are waiting for Redis`);
  }

  /** Asks in the background whether the node responds again. No caller waits for it. */
  #probe(circuit: CircuitBreaker, key: string): void {
    if (this.#pending >= MAX_PENDING) return;
    this.#limited(() => this.driver.send(key, ["EXISTS", key]), PROBE_TIMEOUT_MS).then(
      () => circuit.succeeded(),
      () => circuit.failed(),
    );
  }

  #limited<T>(send: () => Promise<T>, timeoutMs: number): Promise<T> {
    this.#pending++;
    // Called inside a promise, so that a client that throws is handled as well.
    const sent = new Promise<T>((resolve) => resolve(send()));
    const settle = (): void => {
      this.#pending--;
    };
    sent.then(settle, settle);
    const onTimeout = (): never => {
      throw new RedisCacheError("redis_timeout", `Redis did not respond within ${timeoutMs} ms`);
    };
    return withDeadline(sent, { timeoutMs, onTimeout });
  }

  /** Reads and writes have separate circuits: a read-only or full Redis can still be read. */
  #circuit(kind: string, key: string): CircuitBreaker {
    const name = `${kind} ${this.driver.shard(key)}`;
    const circuit = this.#circuits.get(name) ?? new CircuitBreaker(CIRCUIT);
    this.#circuits.set(name, circuit);
    return circuit;
  }
}

function notReady(): RedisCacheError {
  return new RedisCacheError("redis_unavailable", "the Redis client is not connected");
}

/** True if another program keeps a list or hash under our key. That concerns one key, not the node. */
export function isWrongType(error: unknown): boolean {
  return /^(Redis: )?WRONGTYPE/.test(messageOf(error));
}

/** True if the Redis user may not run this command. That says nothing about the node. */
export function isDenied(error: unknown): boolean {
  return /^(Redis: )?NOPERM/.test(messageOf(error));
}

function wrap(error: unknown): RedisCacheError {
  if (error instanceof RedisCacheError) return error;
  return new RedisCacheError("redis_error", `Redis: ${messageOf(error)}`, error);
}
