/**
 * One group of benchmark rows. `tools/bench/rows/<name>.ts` exports `group`; `pnpm bench <name>` runs it.
 * Contenders of one row run in interleaved rounds in one process, so that only ratios count.
 */
export interface BenchGroup {
  name: string;
  rows(): Promise<BenchRow[]>;
}

export interface BenchRow {
  /** As in `check through the client, small`. */
  name: string;
  unit:
    | "ns"
    | "µs"
    | "ms"
    | "bytes"
    | "KB"
    | "MB"
    | "ops/s"
    | "messages/s"
    | "events/s"
    | "requests"
    | "count";
  /** Lower is better, unless this is set. */
  higherIsBetter?: boolean;
  /** The first contender is ours; `peer` names the one that ratios are taken against. */
  contenders: Contender[];
  peer?: string;
  target?: { text: string; met(figures: Record<string, number>): boolean };
  close?(): Promise<void> | void;
}

export interface Contender {
  name: string;
  /** Checks the contender's answer once before it is timed; throws when it is wrong. */
  verify?(): Promise<void> | void;
  /** Timed: called in batches, `sync` ones in a tight loop, others awaited one by one. */
  sync?(): unknown;
  async?(): Promise<unknown>;
  /** Measured as a whole instead of timed per call: returns the figure in the row's unit. */
  measure?(): Promise<number> | number;
}
