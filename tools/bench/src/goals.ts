import { type BenchGoal, type BenchRow, figure } from "@schematic-internal/testing";

/** `met by ratio`: the absolute figure was missed, but its ratio to the peer of the same run was reached. */
export type Verdict = "met" | "met by ratio" | "not met";

export interface Judged {
  /** The contender that is held to it. */
  of: string;
  /** As in `≤ 1.2 µs; the same by ratio: ≥ 1,833 × better than published SDK`. */
  wanted: string;
  /** As in `3.68 µs, 1,928 ×`. */
  reached: string;
  verdict: Verdict;
  /** How many times better than the row's peer of this run the absolute goal, or the ratio, would be. */
  marks: number[];
}

type Figures = ReadonlyMap<string, number>;

function better(row: BenchRow, figures: Figures, ours: string, theirs: string): number {
  const [a, b] = [figures.get(ours) ?? Number.NaN, figures.get(theirs) ?? Number.NaN];
  return row.higherIsBetter ? a / b : b / a;
}

/** A ratio below 1 reads better the other way round: "at most 1.1 × the other". */
function ratioText(row: BenchRow, ratio: number, than: string): string {
  if (ratio === 1) return `better than ${than}`;
  if (ratio > 1) return `≥ ${figure(ratio)} × better than ${than}`;
  return `${row.higherIsBetter ? "≥" : "≤"} ${figure(row.higherIsBetter ? ratio : 1 / ratio)} × ${than}`;
}

function judge(row: BenchRow, goal: BenchGoal, figures: Figures): Judged {
  const value = figures.get(goal.of) ?? Number.NaN;
  const { atMost, atLeast, times, reference } = goal;
  const absolute = atMost ?? atLeast;
  const wanted: string[] = [];
  const reached: string[] = [`${figure(value)} ${row.unit}`];
  const marks: number[] = [];
  const peer = row.peer === undefined ? undefined : figures.get(row.peer);
  let verdict: Verdict = "met";
  if (absolute !== undefined) {
    wanted.push(`${atMost === undefined ? "≥" : "≤"} ${figure(absolute)} ${row.unit}`);
    if (peer !== undefined) marks.push(row.higherIsBetter ? absolute / peer : peer / absolute);
    if (!(atMost === undefined ? value >= absolute : value <= absolute)) verdict = "not met";
    if (reference) {
      const ratio = row.higherIsBetter ? absolute / reference.was : reference.was / absolute;
      const got = better(row, figures, goal.of, reference.of);
      wanted.push(`the same by ratio: ${ratioText(row, ratio, reference.of)}`);
      reached.push(`${figure(got)} ×`);
      if (verdict === "not met" && got >= ratio) verdict = "met by ratio";
    }
  }
  if (times) {
    const got = better(row, figures, goal.of, times.than);
    wanted.push(ratioText(row, times.atLeast, times.than));
    reached.push(
      `${figure(times.atLeast < 1 ? 1 / got : got)} × ${times.atLeast < 1 ? times.than : ""}`.trim(),
    );
    if (times.than === row.peer) marks.push(times.atLeast);
    if (!(got >= times.atLeast)) verdict = "not met";
  }
  return { of: goal.of, wanted: wanted.join("; "), reached: reached.join(", "), verdict, marks };
}

/** Holds a row's figures to its goals. */
export function judgeRow(row: BenchRow, p50: Record<string, number>): Judged[] {
  const figures = new Map(Object.entries(p50));
  for (const { of, times, reference } of row.goals ?? []) {
    for (const name of [of, times?.than, reference?.of]) {
      if (name !== undefined && !figures.has(name)) throw new Error(`${row.name}: no contender "${name}"`);
    }
  }
  return (row.goals ?? []).map((goal) => judge(row, goal, figures));
}

export function worst(judged: readonly Judged[]): Verdict | null {
  const order: Verdict[] = ["not met", "met by ratio", "met"];
  return order.find((verdict) => judged.some((one) => one.verdict === verdict)) ?? null;
}
