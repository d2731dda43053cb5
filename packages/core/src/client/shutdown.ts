import { describeError, withDeadline } from "@schematic-internal/kit";
import { DEFAULTS } from "../defaults";
import type { ClientParts } from "./parts";

/** Time for closing the source in ms, also when the limit of `close()` is reached. It needs no network. */
const SOURCE_MS = 100;
/** A `close()` that begins within this time after a `flush()` that failed does not wait for the same events again. */
const RIGHT_AFTER_MS = 1_000;

/**
 * Waits for checks in flight and for settles, delivers events, releases leases and closes the source, all before
 * `deadline` (monotonic ms). Logs in one sentence what was not delivered. Never rejects.
 */
export async function shutDown(parts: ClientParts, deadline: number): Promise<void> {
  const { evaluator, rest, events, source, credits, clock, logger } = parts;
  const timer = (fn: () => void, delayMs: number, keepAlive: boolean): (() => void) =>
    clock.setTimer(fn, delayMs, keepAlive);
  const remaining = (): number => Math.max(0, deadline - clock.monotonic());
  await withDeadline(evaluator.close(), {
    timeoutMs: remaining(),
    onTimeout: () => rest?.abort(),
    timer,
  });
  // Settles first, then their events, then the leases: a settle on a released lease would be billed twice.
  await credits?.drain(remaining());
  // The sink logs how many events are lost and why.
  await events?.close(remaining());
  await credits?.close(remaining());
  if (source === undefined) return;
  try {
    const onTimeout = (): void =>
      logger.warn(`The ${source.name} did not close in time: it is left to itself`);
    await withDeadline(source.close(), { timeoutMs: Math.max(SOURCE_MS, remaining()), onTimeout, timer });
  } catch (error) {
    logger.error(`The ${source.name} failed to close: ${describeError(error)}`);
  }
}

/** The time limit that `flush()` and a `close()` right after it share. */
export class DrainDeadline {
  #deadline = Number.NEGATIVE_INFINITY;
  #endedAt = Number.NEGATIVE_INFINITY;
  #running = 0;

  /** Drains until `timeoutMs` have passed since `now`. Returns what `drain` resolves with. */
  async flush(
    clock: { monotonic(): number },
    timeoutMs: number,
    drain: (timeoutMs: number) => Promise<number>,
  ): Promise<number> {
    this.#deadline = clock.monotonic() + timeoutMs;
    this.#running++;
    try {
      const left = await drain(timeoutMs);
      // Only events that could not be delivered use up the time of close().
      this.#endedAt = left > 0 ? clock.monotonic() : Number.NEGATIVE_INFINITY;
      return left;
    } finally {
      this.#running--;
    }
  }

  /** Returns the deadline of a `close()` that begins at `now` (monotonic ms). */
  closeBy(now: number): number {
    const own = now + DEFAULTS.closeTimeoutMs;
    const isRightAfter = now - this.#endedAt < RIGHT_AFTER_MS;
    return this.#running > 0 || isRightAfter ? Math.min(own, Math.max(now, this.#deadline)) : own;
  }
}
