import { HttpError } from "../../errors";

const REMEMBER_MS = 24 * 3_600_000;
const MAX_KEYS = 10_000;

interface Entry<T> {
  answer: T;
  fingerprint: string;
  until: number;
}

/** Stores the results of requests with an idempotency key, for 24 hours of the emulator's clock. At most 10,000. */
export class IdempotentAnswers<T> {
  readonly #clock: { now(): number; readonly epoch: number };
  readonly #entries = new Map<string, Entry<T>>();
  #epoch = 0;

  constructor(clock: { now(): number; readonly epoch: number }) {
    this.#clock = clock;
  }

  /** Returns the answer to the same request; throws 409 for a key that was used with other arguments. */
  find(key: string | undefined, request?: unknown): T | undefined {
    this.#forgetAfterReset();
    const entry = key === undefined || key === "" ? undefined : this.#entries.get(key);
    if (entry === undefined || entry.until <= this.#clock.now()) return undefined;
    if (entry.fingerprint !== fingerprintOf(request))
      throw new HttpError(409, `idempotency_key "${key}" was used with other arguments`);
    return entry.answer;
  }

  remember(key: string | undefined, answer: T, request?: unknown): void {
    if (key === undefined || key === "") return;
    const [oldest] = this.#entries.keys();
    if (this.#entries.size >= MAX_KEYS && oldest !== undefined) this.#entries.delete(oldest);
    const until = this.#clock.now() + REMEMBER_MS;
    this.#entries.set(key, { answer, fingerprint: fingerprintOf(request), until });
  }

  #forgetAfterReset(): void {
    if (this.#epoch === this.#clock.epoch) return;
    this.#epoch = this.#clock.epoch;
    this.#entries.clear();
  }
}

function fingerprintOf(request: unknown): string {
  return JSON.stringify(request) ?? "";
}
