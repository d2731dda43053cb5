import QuickLRU from "quick-lru";

/** Different lines, and different kinds of lines, that are remembered. */
const MAX_REMEMBERED = 256;
/** Different lines of one kind that are written in one period. */
const MAX_VARIANTS = 10;

interface Count {
  since: number;
  written: number;
  skipped: number;
}

/** Returns the kind of a line: its error code, such as `timeout` in `… (timeout): …`, or else its first words. */
function kindOf(line: string): string {
  const code = /\(([a-z][a-z0-9]*(?:_[a-z0-9]+)*)\)/.exec(line)?.[1];
  return code ?? line.split(/["':;,\d]/, 1)[0] ?? "";
}

/**
 * Decides which lines of a log are written. The same line is written once per period. Different lines of one
 * kind are all written, up to {@link MAX_VARIANTS} per period, so that a second mistake is visible and a flood is not.
 */
export class RepeatFilter {
  readonly #periodMs: number;
  readonly #lines = new QuickLRU<string, Count>({ maxSize: MAX_REMEMBERED });
  readonly #kinds = new QuickLRU<string, Count>({ maxSize: MAX_REMEMBERED });

  constructor(periodMs: number) {
    this.#periodMs = periodMs;
  }

  /** Returns the line to write at `now` (ms), with the number of lines that were left out since; or undefined. */
  admit(line: string, now: number): string | undefined {
    const ofLine = this.#current(this.#lines, line, now);
    if (ofLine.written > 0) {
      ofLine.skipped++;
      return undefined;
    }
    const ofKind = this.#current(this.#kinds, kindOf(line), now);
    if (ofKind.written >= MAX_VARIANTS) {
      ofKind.skipped++;
      return undefined;
    }
    ofLine.written++;
    ofKind.written++;
    const repeats = ofLine.skipped === 0 ? "" : ` (repeated ${ofLine.skipped} times since)`;
    const others = ofKind.skipped === 0 ? "" : ` (${ofKind.skipped} other lines of this kind were left out)`;
    ofLine.skipped = 0;
    ofKind.skipped = 0;
    return line + repeats + others;
  }

  /** Returns the count of a key in the current period. What an earlier period left out stays to be reported. */
  #current(counts: QuickLRU<string, Count>, key: string, now: number): Count {
    const known = counts.get(key);
    if (known !== undefined && now - known.since < this.#periodMs) return known;
    const count = { since: now, written: 0, skipped: known?.skipped ?? 0 };
    counts.set(key, count);
    return count;
  }
}
