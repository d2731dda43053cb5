/**
 * One group of benchmark rows. `tools/bench/rows/<name>.ts` exports `group`; `pnpm bench <name>` runs it
 * in a process of its own. Contenders of one row run in interleaved rounds, so that only ratios count.
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
    | "events";
  /** Lower is better, unless this is set. */
  higherIsBetter?: boolean;
  /** The first contender is ours; `peer` names the one that ratios are taken against. */
  contenders: Contender[];
  peer?: string;
  /** What is to be reached; the row's verdict is the worst of theirs. */
  goals?: BenchGoal[];
  /** Interleaved rounds: 25 for timed contenders, 3 for measured ones. */
  rounds?: number;
  close?(): Promise<void> | void;
}

/** One figure to reach: an absolute one, a ratio to another contender of the same run, or both. */
export interface BenchGoal {
  /** The contender that has to reach it. */
  of: string;
  /** In the row's unit. */
  atMost?: number;
  /** In the row's unit. */
  atLeast?: number;
  /** How many times better than another contender of the same run. */
  times?: { than: string; atLeast: number };
  /**
   * What a peer took on the machine on which the absolute figure was set. On a slower or busier machine the
   * same ratio to that peer stands for the absolute figure.
   */
  reference?: { of: string; was: number };
}

export interface Contender {
  name: string;
  /** Checks the contender's answer before it is timed; throws when it is wrong. Timed ones must have it. */
  verify?(): Promise<void> | void;
  /** Timed: called in batches, `sync` ones in a tight loop, others awaited one by one. */
  sync?(): unknown;
  async?(): Promise<unknown>;
  /** Measured as a whole instead of timed per call: checks itself, returns the figure in the row's unit. */
  measure?(): Promise<number> | number;
}
