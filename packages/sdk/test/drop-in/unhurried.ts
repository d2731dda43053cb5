import { DEFAULTS } from "@schematic/core";
import { vi } from "vitest";

/** How long our SDK waits for a shared cache, ms: 40 where it is Redis, 50 for any, less what has passed of them. */
const isLimit = (ms = 0): boolean => ms > 30 && ms <= DEFAULTS.cacheWaitMs;

/**
 * Lifts the limits after which a check goes over REST. The published SDK waits for its Redis for ever: what a
 * program sees is compared as it is where Redis answers in time, and not how busy this machine is.
 */
export function unhurried(): () => void {
  const set = globalThis.setTimeout;
  const spy = vi
    .spyOn(globalThis, "setTimeout")
    .mockImplementation(((run: () => void, ms?: number, ...args: []) =>
      set(run, isLimit(ms) ? 60_000 : ms, ...args)) as typeof setTimeout);
  return () => spy.mockRestore();
}
