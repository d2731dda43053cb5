/**
 * One row of the reliability scoreboard. A package keeps its rows in `scoreboard/<area>.<name>.ts`,
 * each exporting `row`. The package's tests run it `small` and assert its counts; `pnpm scoreboard`
 * runs it `full` and prints `scoreboard <name>: <figure>`.
 */
export interface ScoreboardRow {
  /** As in `events/close-inflight`. */
  name: string;
  /** The figure to reach, in words. */
  target: string;
  run(size: "small" | "full", progress: (done: number, total: number) => void): Promise<ScoreboardResult>;
  /** The published SDK in the same test, where it can run it. */
  runPeer?(size: "small" | "full"): Promise<string>;
}

export interface ScoreboardResult {
  /** One line, as in `251 of 251 delivered`. */
  figure: string;
  holds: boolean;
  /** What tests assert: lost, twice, delivered, sockets. Never a time. */
  counts: Record<string, number>;
}
