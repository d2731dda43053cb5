import { CircuitBreaker, isPromiseLike, withDeadline } from "@schematic-internal/kit";
import type { Clock } from "../contracts/clock";

/** How long a store may take for one call, in ms. */
const CALL_MS = 5_000;
/** How long a store that did not answer lately may take to close, in ms. */
const BROKEN_CLOSE_MS = 500;
const FAILURES = 3;
const PAUSE_MS = 5_000;
const MAX_PAUSE_MS = 60_000;

/** Outcome of a guarded call. */
export type Guarded<T> = { ok: true; value: T } | { ok: false };

/**
 * Calls a journal store that may break its contract. A call that throws, rejects or takes too long fails
 * without an exception. Each streak of failures of a method is reported once. A method that keeps failing is
 * not called for a while, so that callers do not wait for each of its time limits.
 */
export class StoreGuard {
  readonly #clock: Clock;
  readonly #report: (message: string, cause?: unknown) => void;
  /** One circuit for each method. */
  readonly #breakers: Map<string, CircuitBreaker> = new Map();
  /** Methods whose last call failed. */
  readonly #failing: Set<string> = new Set();

  constructor(clock: Clock, report: (message: string, cause?: unknown) => void) {
    this.#clock = clock;
    this.#report = report;
  }

  /** Calls a method and waits for its result. `whenBroken: "skip"` does not call a store that keeps failing. */
  async call<T>(
    name: string,
    run: () => T | PromiseLike<T>,
    whenBroken: "skip" | "call" = "skip",
  ): Promise<Guarded<T>> {
    if (this.#breakerOf(name).admit() === "refuse" && whenBroken === "skip") return { ok: false };
    const timeoutMs = this.#failing.size > 0 && whenBroken === "call" ? BROKEN_CLOSE_MS : CALL_MS;
    try {
      const value = await withDeadline(invoke(run), {
        timeoutMs,
        timer: (fn, delayMs, keepAlive) => this.#clock.setTimer(fn, delayMs, keepAlive),
        onTimeout: (): never => {
          throw new Error(`no result within ${timeoutMs} ms`);
        },
      });
      this.#succeeded(name);
      return { ok: true, value };
    } catch (cause) {
      this.failed(name, cause);
      return { ok: false };
    }
  }

  /** Calls a method without waiting for it. */
  notify(name: string, run: () => unknown): void {
    invoke(run).then(undefined, (cause: unknown) => this.failed(name, cause));
  }

  /** Records a failure and reports it if it is the first of its streak. */
  failed(name: string, cause: unknown): void {
    this.#breakerOf(name).failed();
    if (this.#failing.has(name)) return;
    this.#failing.add(name);
    const reason = cause instanceof Error ? cause.message : String(cause);
    this.#report(`\`${name}\` of its store failed: ${reason}`, cause);
  }

  #succeeded(name: string): void {
    this.#failing.delete(name);
    this.#breakerOf(name).succeeded();
  }

  #breakerOf(name: string): CircuitBreaker {
    let breaker = this.#breakers.get(name);
    if (breaker === undefined) {
      const limits = { failures: FAILURES, pauseMs: PAUSE_MS, maxPauseMs: MAX_PAUSE_MS };
      breaker = new CircuitBreaker({ ...limits, now: () => this.#clock.monotonic() });
      this.#breakers.set(name, breaker);
    }
    return breaker;
  }
}

/** Calls `run` at once. What it throws becomes a rejection. */
function invoke<T>(run: () => T | PromiseLike<T>): Promise<T> {
  try {
    const result = run();
    return isPromiseLike(result) ? Promise.resolve(result as PromiseLike<T>) : Promise.resolve(result as T);
  } catch (cause) {
    return Promise.reject(cause);
  }
}
