import type { CancelTimer, Clock } from "@schematic/core";
import type { LocalCopy } from "../data/local-copy";

/** Sweeps in the life of an entity: it goes between one and one and a quarter of its time after its last use. */
const SWEEPS_PER_LIFE = 4;
const LONGEST_MS = 900_000;

/**
 * Forgets companies and users that nobody asked for in `ttlMs`. Uses are counted, not timed, so that a
 * check need not read the clock: a mark of the counts now and then tells what was used since when.
 * Returns the function that stops it.
 */
export function forgetUnused(copy: LocalCopy, clock: Clock, ttlMs: number): () => void {
  const stores = [copy.company, copy.user];
  const marks: { at: number; uses: number[] }[] = [];
  let cancel: CancelTimer;
  const sweep = (): void => {
    const now = clock.monotonic();
    while (marks[0] && now - marks[0].at >= ttlMs) {
      const { uses } = marks.shift() ?? {};
      for (const [i, store] of stores.entries()) store.dropUnused(uses?.[i] ?? 0);
    }
    marks.push({ at: now, uses: stores.map((store) => store.uses) });
    cancel = clock.setTimer(sweep, Math.min(LONGEST_MS, Math.max(10, ttlMs / SWEEPS_PER_LIFE)));
  };
  sweep();
  return () => cancel();
}
