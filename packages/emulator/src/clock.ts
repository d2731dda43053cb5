import { EmulatorError } from "./errors";

/** A moment: a `Date`, ms since the epoch, or an ISO 8601 text. */
export type Instant = Date | number | string;

/**
 * The emulator's time. Metric periods, override expiry, the 24 h of idempotency keys and all
 * timestamps follow it. The network does not: latencies, webhook redeliveries and the timestamps that
 * webhooks are signed with stay on real time, since the other side's clock does not move either.
 */
export interface EmulatorClock {
  /** ms since the epoch. */
  now(): number;
  /** True while time stands still. */
  readonly frozen: boolean;
  /** Stops time, at `at` if given, else now. */
  freeze(at?: Instant): void;
  /** Lets a frozen clock run on from where it stands. */
  resume(): void;
  /** Moves time forward by `ms` (not negative), frozen or running; what falls due happens at once. */
  advance(ms: number): void;
  /** Moves time to `at`, forward or back; stays frozen or running. */
  set(at: Instant): void;
}

/** Start of an emulator's time: a base to read it from, or a moment and whether it stands still. */
export type ClockOptions = { now(): number } | { start?: Instant; frozen?: boolean };

/** Reads a moment as ms since the epoch; throws `invalid_option` for anything that is none. */
export function toMs(at: Instant): number {
  const ms = at instanceof Date ? at.getTime() : typeof at === "string" ? Date.parse(at) : at;
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) {
    throw new EmulatorError("invalid_option", `not a time: ${String(at)}; give a Date, ms or ISO 8601 text`);
  }
  return ms;
}

interface Timer {
  at: number;
  fn: () => void;
}

/** setTimeout holds at most 2^31 - 1 ms, and a base clock may jump: look again at least this often. */
const LOOK_AGAIN_MS = 60_000;

export class VirtualClock implements EmulatorClock {
  readonly #base: () => number;
  readonly #options: ClockOptions;
  #offset = 0;
  #frozenAt: number | undefined;
  #timers: Timer[] = [];
  #wake: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ClockOptions = {}) {
    this.#options = options;
    this.#base = "now" in options ? () => options.now() : Date.now;
    this.reset();
  }

  /** Goes back to where the options let it start. */
  reset(): void {
    this.#offset = 0;
    this.#frozenAt = undefined;
    const options = this.#options;
    if ("now" in options) this.#moved();
    else if (options.frozen === true) this.freeze(options.start);
    else if (options.start !== undefined) this.set(options.start);
    else this.#moved();
  }

  now(): number {
    return this.#frozenAt ?? this.#base() + this.#offset;
  }

  get frozen(): boolean {
    return this.#frozenAt !== undefined;
  }

  freeze(at?: Instant): void {
    this.#frozenAt = at === undefined ? this.now() : toMs(at);
    this.#moved();
  }

  resume(): void {
    if (this.#frozenAt === undefined) return;
    this.#offset = this.#frozenAt - this.#base();
    this.#frozenAt = undefined;
    this.#moved();
  }

  advance(ms: number): void {
    if (!(ms >= 0)) throw new EmulatorError("invalid_option", "advance() takes ms >= 0; set() can go back");
    this.set(this.now() + ms);
  }

  set(at: Instant): void {
    const ms = toMs(at);
    if (this.#frozenAt !== undefined) this.#frozenAt = ms;
    else this.#offset = ms - this.#base();
    this.#moved();
  }

  /** Calls `fn` once when the clock reads `at` or later. */
  setTimer(fn: () => void, at: number): () => void {
    const timer = { at, fn };
    this.#timers.push(timer);
    this.#arm();
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  close(): void {
    this.#timers = [];
    clearTimeout(this.#wake);
  }

  #moved(): void {
    const now = this.now();
    const due = this.#timers.filter((timer) => timer.at <= now).sort((a, b) => a.at - b.at);
    if (due.length > 0) this.#timers = this.#timers.filter((timer) => timer.at > now);
    for (const timer of due) timer.fn();
    this.#arm();
  }

  #arm(): void {
    clearTimeout(this.#wake);
    if (this.#frozenAt !== undefined || this.#timers.length === 0) return;
    const next = Math.min(...this.#timers.map((timer) => timer.at)) - this.now();
    this.#wake = setTimeout(() => this.#moved(), Math.max(0, Math.min(next, LOOK_AGAIN_MS)));
    this.#wake.unref();
  }
}
