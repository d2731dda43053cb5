export type { BenchGroup, BenchRow, Contender } from "./bench";
export type { ScoreboardResult, ScoreboardRow } from "./scoreboard";
