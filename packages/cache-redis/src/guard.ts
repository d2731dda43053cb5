import { Circuit } from "./circuit";
import { driverFor } from "./driver/detect";
import type { RedisDriver } from "./driver/driver";
import { RedisCacheError } from "./errors";

const maxPending = 10_000;

const guards: WeakMap<object, Guard> = new WeakMap();

/** All caches on one client share what is known of it. */
export function guardFor(client: unknown): Guard {
  const driver = driverFor(client);
  const known = guards.get(client as object);
  if (known) return known;
  const guard = new Guard(driver);
  guards.set(client as object, guard);
  return guard;
}

/**
 * The way of every command to Redis: none enters a client that is not ready, none is waited for longer
 * than the limit, and after a failure none is sent until a probe in the background got an answer.
 */
export class Guard {
  private readonly circuits: Map<string, Circuit> = new Map();
  /** Commands that the client has not settled, those given up by their callers included. */
  private pending = 0;

  constructor(readonly driver: RedisDriver) {}

  /** Resolves with Redis' answer or rejects with a `RedisCacheError` within `timeoutMs`. */
  async run<T>(kind: "read" | "write", key: string, timeoutMs: number, send: () => Promise<T>): Promise<T> {
    const circuit = this.circuit(kind, key);
    const refusal = this.refusal(circuit, key);
    if (refusal) throw refusal;
    try {
      const answer = await this.limited(send, timeoutMs);
      circuit.succeeded();
      return answer;
    } catch (error) {
      if (!concernsOneKey(error)) circuit.failed(performance.now());
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

  private refusal(circuit: Circuit, key: string): RedisCacheError | undefined {
    if (!this.driver.ready(key)) {
      this.driver.refresh?.();
      return notReady();
    }
    if (!circuit.closed) {
      if (circuit.probeDue(performance.now())) this.probe(circuit, key);
      return new RedisCacheError("redis_unavailable", "Redis failed a moment ago; it is asked again shortly");
    }
    if (this.pending < maxPending) return undefined;
    return new RedisCacheError("redis_busy", `${maxPending} commands wait for Redis`);
  }

  /** No caller waits for this one. */
  private probe(circuit: Circuit, key: string): void {
    if (this.pending >= maxPending) return;
    this.limited(() => this.driver.send(key, ["EXISTS", key]), 1_000).then(
      () => circuit.probeSucceeded(),
      () => {},
    );
  }

  private limited<T>(send: () => Promise<T>, timeoutMs: number): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const giveUp = () =>
        reject(new RedisCacheError("redis_timeout", `Redis gave no answer within ${timeoutMs} ms`));
      // After a stall of this process the answer may be there and only not read yet: one more turn.
      let timer = setTimeout(() => {
        timer = setTimeout(giveUp, 0);
      }, timeoutMs);
      this.pending++;
      const settle = () => {
        this.pending--;
        clearTimeout(timer);
      };
      let sent: Promise<T>;
      try {
        sent = send();
      } catch (error) {
        settle();
        reject(error);
        return;
      }
      sent.then(
        (answer) => {
          settle();
          resolve(answer);
        },
        (error) => {
          settle();
          reject(error);
        },
      );
    });
  }

  /** Writes have circuits of their own: a read-only or full Redis still reads. */
  private circuit(kind: string, key: string): Circuit {
    const name = `${kind} ${this.driver.shard(key)}`;
    let circuit = this.circuits.get(name);
    if (!circuit) {
      circuit = new Circuit();
      this.circuits.set(name, circuit);
    }
    return circuit;
  }
}

function notReady(): RedisCacheError {
  return new RedisCacheError("redis_unavailable", "the Redis client is not connected");
}

function concernsOneKey(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("WRONGTYPE");
}

function wrap(error: unknown): RedisCacheError {
  if (error instanceof RedisCacheError) return error;
  const text = error instanceof Error ? error.message : String(error);
  return new RedisCacheError("redis_error", `Redis: ${text}`, error);
}
