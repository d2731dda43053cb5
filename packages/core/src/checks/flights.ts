import { SchematicTimeoutError } from "@schematic/api";
import type { Clock } from "../contracts/clock";

interface Flight<T> {
  readonly done: Promise<T>;
  readonly controller: AbortController;
  /** Those who wait without a limit are counted for good: the request is never taken from them. */
  waiters: number;
}

/**
 * One request in flight per question: whoever asks the same meanwhile gets the same answer, or the same
 * failure. A request that nobody waits for any longer is aborted.
 */
export class Flights<T> {
  readonly #flights = new Map<string, Flight<T>>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Requests in flight. */
  get size(): number {
    return this.#flights.size;
  }

  /** Joins the request for `key` or starts it; rejects with a time-out after `timeoutMs`, if given. */
  join(key: string, start: (signal: AbortSignal) => Promise<T>, timeoutMs?: number): Promise<T> {
    const flight = this.#flights.get(key) ?? this.#start(key, start);
    flight.waiters++;
    if (timeoutMs === undefined) return flight.done;
    return new Promise<T>((resolve, reject) => {
      const cancel = this.#clock.setTimer(
        () => {
          flight.waiters--;
          if (flight.waiters === 0) this.#abort(key, flight);
          reject(
            new SchematicTimeoutError(`no answer within the check's timeoutMs of ${Math.ceil(timeoutMs)} ms`),
          );
        },
        timeoutMs,
        true,
      );
      flight.done.then(
        (value) => {
          cancel();
          resolve(value);
        },
        (error: unknown) => {
          cancel();
          reject(error);
        },
      );
    });
  }

  /** Aborts whatever is in flight. */
  abortAll(): void {
    for (const [key, flight] of this.#flights) this.#abort(key, flight);
  }

  #start(key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const done = start(controller.signal);
    const flight: Flight<T> = { done, controller, waiters: 0 };
    this.#flights.set(key, flight);
    const end = (): void => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    done.then(end, end);
    return flight;
  }

  #abort(key: string, flight: Flight<T>): void {
    this.#flights.delete(key);
    flight.controller.abort();
  }
}
