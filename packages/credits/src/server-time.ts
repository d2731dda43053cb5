/** When a response was sent for and received, in ms on the monotonic clock. */
export interface Timing {
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** Between which values the server's time is ahead of the monotonic clock, in ms. */
interface Offset {
  readonly least: number;
  readonly most: number;
}

/** The `Date` header has whole seconds. */
const HEADER_STEP_MS = 1_000;

/**
 * Knows the server's time from its responses, independently of the clock of this process. A time stamp of the server
 * lies between the request and the response, which bounds the offset to the monotonic clock from both sides.
 */
export class ServerTime {
  #offset: Offset | undefined;
  readonly #now: () => number;

  /** `now` is the process's own wall clock, used until the first response. */
  constructor(now: () => number) {
    this.#now = now;
  }

  get isKnown(): boolean {
    return this.#offset !== undefined;
  }

  /** Takes the `Date` header of a response, in ms since the epoch. */
  observeHeader(date: number | undefined, timing: Timing): void {
    if (date !== undefined) this.#observe(date, HEADER_STEP_MS, timing);
  }

  /** Takes the time at which the server created something for this request, which is exact to the ms. */
  observeStamp(stamp: number, timing: Timing): void {
    this.#observe(stamp, 1, timing);
  }

  /** Returns the server's time at a monotonic instant, ms since the epoch: the best estimate. */
  at(monotonic: number): number {
    if (this.#offset === undefined) return this.#now();
    return monotonic + (this.#offset.least + this.#offset.most) / 2;
  }

  /** Returns the earliest time that the server's clock can show then. Undefined before the first response. */
  earliest(monotonic: number): number | undefined {
    return this.#offset && monotonic + this.#offset.least;
  }

  /** Returns the latest time that the server's clock can show then. */
  latest(monotonic: number): number {
    return this.#offset === undefined ? this.#now() + HEADER_STEP_MS : monotonic + this.#offset.most;
  }

  /** Several observations narrow the bounds. Where they contradict each other a clock was set, and the last counts. */
  #observe(stamp: number, stepMs: number, { sentAt, receivedAt }: Timing): void {
    if (!Number.isFinite(stamp)) return;
    const seen = { least: stamp - receivedAt, most: stamp + stepMs - sentAt };
    const known = this.#offset ?? seen;
    const both = { least: Math.max(known.least, seen.least), most: Math.min(known.most, seen.most) };
    this.#offset = both.least <= both.most ? both : seen;
  }
}
