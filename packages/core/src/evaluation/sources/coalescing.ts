import type { SchematicTimeoutError } from "@schematic/api";
import type { Clock } from "../../contracts/clock";
import type { Resolution } from "../../contracts/evaluation";
import { Deadlines, type Expiring } from "./deadlines";
import { closedError, noPlaceError, overloadError, timeoutError } from "./rest-errors";

/** Requests that begin in one turn of the event loop, because each takes a fraction of a millisecond to prepare. */
const STARTS_PER_TURN = 8;
/** After this time without a start, in milliseconds, a new turn has begun for sure. */
const TURN_MS = 1;
/** Requests that may wait for a place. */
const MAX_WAITING = 100_000;

/** The results of one request. */
export interface RequestResults {
  /** Results by flag key; an error for a flag whose result is invalid. */
  readonly byKey: ReadonlyMap<string, Resolution | Error>;
  /** Why a flag that is missing here may exist nevertheless. */
  readonly incomplete?: Error;
}

/** A request for one flag of a context, or for all of them. */
export interface FlagRequest<Body> {
  /** Undefined for all flags. */
  readonly flagKey: string | undefined;
  /** Identity of the context and preflight. */
  readonly group: string;
  readonly body: Body;
}

export interface RequestQueueOptions<Body> {
  readonly clock: Clock;
  /** URL of the REST API, for messages. */
  readonly url: string;
  /** Requests in flight at once. */
  readonly maxConcurrent: number;
  /** Longest wait for a place, in milliseconds. */
  readonly maxWaitMs: number;
  /** True on runtimes where I/O belongs to one request: there no request waits for what another one began. */
  readonly hasPerRequestIo: boolean;
  readonly send: (request: FlagRequest<Body>, signal: AbortSignal) => Promise<RequestResults>;
}

/** A caller that waits for a request. */
interface Waiter extends Expiring {
  resolve(results: RequestResults): void;
  reject(error: unknown): void;
}

/** A request that waits for a place or is in flight. */
interface Entry<Body> {
  readonly id: string;
  readonly request: FlagRequest<Body>;
  readonly waiters: Set<Waiter>;
  /** Ends the wait for a place. */
  readonly placeLimit: Expiring;
  /** True after a request for all flags did not return this one. */
  isSeparate: boolean;
  flight: Flight | undefined;
}

/** One HTTP request, and the number of entries that wait for it. */
interface Flight {
  readonly controller: AbortController;
  entries: number;
  isOver: boolean;
}

/**
 * Bounds and coalesces requests. Callers that ask for the same flag of the same context at the same time share one
 * request; a request that no caller waits for any longer is aborted. At most `maxConcurrent` are in flight. Of those
 * that wait for a place, different flags of one context become one request for all flags. A caller whose deadline
 * passes is rejected at once, also while its request waits.
 */
export class RequestQueue<Body> {
  readonly #options: RequestQueueOptions<Body>;
  readonly #deadlines: Deadlines;
  readonly #entries = new Map<string, Entry<Body>>();
  /** Entries that wait for a place, in order of arrival, and those for one flag by group. */
  readonly #waiting = new Set<Entry<Body>>();
  readonly #groups = new Map<string, Set<Entry<Body>>>();
  /** Shared by all callers: capturing a stack for each of thousands of errors would block the event loop. */
  #timeout: SchematicTimeoutError | undefined;
  #inFlight = 0;
  #startsLeft = STARTS_PER_TURN;
  #lastStart = Number.NEGATIVE_INFINITY;
  #isTurnScheduled = false;

  constructor(options: RequestQueueOptions<Body>) {
    this.#options = options;
    this.#deadlines = new Deadlines(options.clock, !options.hasPerRequestIo);
  }

  /** Requests that wait or are in flight. */
  get size(): number {
    return this.#inFlight + this.#waiting.size;
  }

  /** Requests in flight. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Resolves to the results of the request. Rejects with a time-out at `deadline` (monotonic clock). */
  request(request: FlagRequest<Body>, deadline: number): Promise<RequestResults> {
    const id =
      request.flagKey === undefined
        ? `*${request.group}`
        : `${request.flagKey.length}:${request.flagKey}${request.group}`;
    const entry = this.#entries.get(id) ?? this.#enqueue(id, request);
    if (entry === undefined) return Promise.reject(overloadError(MAX_WAITING, this.#options.maxConcurrent));
    const result = new Promise<RequestResults>((resolve, reject) => {
      const waiter: Waiter = { deadline, resolve, reject, expire: () => this.#expire(entry, waiter) };
      entry.waiters.add(waiter);
      this.#deadlines.add(waiter);
    });
    if (this.#waiting.has(entry)) {
      this.#startNext();
      this.#limitWait(entry);
    }
    return result;
  }

  /** Rejects everything that waits and aborts what is in flight. */
  abortAll(): void {
    for (const entry of [...this.#entries.values()]) this.#fail(entry, closedError());
  }

  #enqueue(id: string, request: FlagRequest<Body>): Entry<Body> | undefined {
    if (this.#waiting.size >= MAX_WAITING) return undefined;
    const { clock, maxWaitMs, hasPerRequestIo } = this.#options;
    const entry: Entry<Body> = {
      id,
      request,
      waiters: new Set(),
      placeLimit: {
        deadline: clock.monotonic() + maxWaitMs,
        expire: () => this.#fail(entry, noPlaceError(this.#options)),
      },
      isSeparate: request.flagKey === undefined,
      flight: undefined,
    };
    this.#entries.set(id, entry);
    if (this.#waiting.size === 0 && clock.monotonic() - this.#lastStart >= TURN_MS)
      this.#startsLeft = STARTS_PER_TURN;
    this.#wait(entry);
    // Calls in one turn come from one request. Later ones may not, and begin a request of their own.
    if (hasPerRequestIo) queueMicrotask(() => this.#forget(entry));
    return entry;
  }

  #wait(entry: Entry<Body>): void {
    this.#waiting.add(entry);
    if (!entry.isSeparate) {
      const { group } = entry.request;
      const mates = this.#groups.get(group);
      if (mates === undefined) this.#groups.set(group, new Set([entry]));
      else mates.add(entry);
    }
  }

  #limitWait(entry: Entry<Body>): void {
    if (this.#waiting.has(entry)) this.#deadlines.add(entry.placeLimit);
  }

  #stopWaiting(entry: Entry<Body>): void {
    if (!this.#waiting.delete(entry)) return;
    this.#deadlines.delete(entry.placeLimit);
    const { group } = entry.request;
    const mates = this.#groups.get(group);
    if (mates?.delete(entry) && mates.size === 0) this.#groups.delete(group);
  }

  #startNext(): void {
    const { maxConcurrent, hasPerRequestIo } = this.#options;
    for (const entry of this.#waiting) {
      if (!hasPerRequestIo) {
        if (this.#inFlight >= maxConcurrent) return;
        if (this.#startsLeft === 0) {
          this.#scheduleTurn();
          return;
        }
        this.#startsLeft--;
      }
      this.#start(entry);
    }
  }

  /** Begins requests in the next turn of the event loop. The timer keeps the process running for those that wait. */
  #scheduleTurn(): void {
    if (this.#isTurnScheduled) return;
    this.#isTurnScheduled = true;
    const nextTurn = (): void => {
      this.#isTurnScheduled = false;
      this.#startsLeft = STARTS_PER_TURN;
      this.#startNext();
    };
    this.#options.clock.setTimer(nextTurn, 0, true);
  }

  #start(first: Entry<Body>): void {
    const { group, body } = first.request;
    const mates = first.isSeparate ? undefined : this.#groups.get(group);
    const entries = mates && mates.size > 1 ? [...mates] : [first];
    for (const entry of entries) this.#stopWaiting(entry);
    const request = entries.length > 1 ? { flagKey: undefined, group, body } : first.request;
    void this.#send(request, entries);
  }

  async #send(request: FlagRequest<Body>, entries: readonly Entry<Body>[]): Promise<void> {
    const { clock, send } = this.#options;
    const flight: Flight = { controller: new AbortController(), entries: entries.length, isOver: false };
    for (const entry of entries) entry.flight = flight;
    this.#inFlight++;
    this.#lastStart = clock.monotonic();
    try {
      const results = await send(request, flight.controller.signal);
      for (const entry of entries) this.#settle(entry, flight, results);
    } catch (error) {
      for (const entry of entries) if (entry.flight === flight) this.#fail(entry, error);
    }
    this.#finish(flight);
  }

  /** Gives the place of a request to the next one. */
  #finish(flight: Flight): void {
    if (flight.isOver) return;
    flight.isOver = true;
    this.#inFlight--;
    this.#startNext();
  }

  #settle(entry: Entry<Body>, flight: Flight, results: RequestResults): void {
    if (entry.flight !== flight) return;
    const { flagKey } = entry.request;
    if (flagKey === undefined || results.byKey.has(flagKey)) {
      this.#forget(entry);
      for (const waiter of entry.waiters) {
        this.#deadlines.delete(waiter);
        waiter.resolve(results);
      }
      entry.waiters.clear();
      return;
    }
    // The list of all flags lacks it: only a request of its own says why.
    entry.flight = undefined;
    entry.isSeparate = true;
    this.#wait(entry);
    this.#limitWait(entry);
  }

  #fail(entry: Entry<Body>, error: unknown): void {
    this.#forget(entry);
    this.#stopWaiting(entry);
    for (const waiter of entry.waiters) {
      this.#deadlines.delete(waiter);
      waiter.reject(error);
    }
    entry.waiters.clear();
    this.#leave(entry);
  }

  #expire(entry: Entry<Body>, waiter: Waiter): void {
    if (!entry.waiters.delete(waiter)) return;
    this.#timeout ??= timeoutError(this.#options.url);
    waiter.reject(this.#timeout);
    if (entry.waiters.size > 0) return;
    this.#forget(entry);
    this.#stopWaiting(entry);
    this.#leave(entry);
  }

  /** Aborts the request of an entry if no other entry waits for it. */
  #leave(entry: Entry<Body>): void {
    const { flight } = entry;
    entry.flight = undefined;
    if (flight === undefined || --flight.entries > 0) return;
    flight.controller.abort();
    this.#finish(flight);
  }

  #forget(entry: Entry<Body>): void {
    if (this.#entries.get(entry.id) === entry) this.#entries.delete(entry.id);
  }
}
