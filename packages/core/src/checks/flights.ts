import { SchematicTimeoutError } from "@schematic/api";
import type { Clock } from "../contracts/clock";
import { within } from "../within";

interface Flight {
  readonly done: Promise<unknown>;
  readonly controller: AbortController;
  /** Those who wait without a limit are counted for good: the request is never taken from them. */
  waiters: number;
}

/**
 * One request in flight per question: whoever asks the same meanwhile gets the same answer, or the same
 * failure. A request that nobody waits for any longer is aborted.
 */
export class Flights {
  readonly #flights = new Map<string, Flight>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Requests in flight. */
  get size(): number {
    return this.#flights.size;
  }

  /** Joins the request for `key` or starts it; rejects with a time-out at `deadline` (monotonic). */
  join<T>(key: string, deadline: number, start: (signal: AbortSignal) => Promise<T>): PromiseLike<T> {
    let flight = this.#flights.get(key);
    if (flight === undefined) {
      const controller = new AbortController();
      flight = { done: start(controller.signal), controller, waiters: 0 };
      this.#flights.set(key, flight);
      const end = this.#end.bind(this, key, flight);
      flight.done.then(end, end);
    }
    const joined = flight;
    joined.waiters++;
    return within(joined.done as Promise<T>, deadline, this.#clock, () => {
      if (--joined.waiters === 0) this.#abort(key, joined);
      throw new SchematicTimeoutError("no answer within the check's timeoutMs");
    });
  }

  /** Aborts whatever is in flight. */
  abortAll(): void {
    for (const [key, flight] of this.#flights) this.#abort(key, flight);
  }

  #abort(key: string, flight: Flight): void {
    this.#end(key, flight);
    flight.controller.abort();
  }

  #end(key: string, flight: Flight): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
