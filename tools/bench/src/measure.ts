import type { BenchRow, Contender } from "@schematic-internal/testing";

/** What was measured of one contender, in the row's unit. */
export interface Measured {
  name: string;
  p50: number;
  /** Half the distance between the first and the third quartile, relative to the median. */
  spread: number;
  rounds: number;
}

export type Progress = (round: number, rounds: number, contender: string) => void;

const NANOSECONDS: Record<string, number> = { ns: 1, µs: 1e3, ms: 1e6 };
const ROUNDS = { timed: 25, measured: 3 };
/** `--quick`: whether the rows work, not what they measure. */
const quick: boolean = process.env.BENCH_QUICK === "1";
/** How long one batch should take: long enough for the clock, short enough to interleave. */
const BATCH_MS = 12;

function quantile(sorted: number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

type Batch = (calls: number) => number | Promise<number>;
let loops = 0;

/**
 * The loop over one contender's calls. Compiled for each contender anew: a loop that has seen many callees
 * calls each of them indirectly, which would blur figures of tens of nanoseconds.
 */
function batchOf(contender: Contender): Batch {
  const call = (contender.sync ?? contender.async)?.bind(contender);
  if (!call) throw new Error(`${contender.name} has nothing to time`);
  const source = `return ${contender.sync ? "" : "async"} function (calls) {
    let result; // loop ${loops++}
    const start = process.hrtime.bigint();
    for (let i = 0; i < calls; i++) result = ${contender.sync ? "" : "await"} call();
    keep.last = result;
    return Number(process.hrtime.bigint() - start) / calls;
  }`;
  return new Function("call", "keep", source)(call, keep) as Batch;
}

/** Results go here so that no call is optimised away. */
const keep: { last: unknown } = { last: undefined };

async function callsPerBatch(batch: Batch): Promise<number> {
  let calls = 1;
  for (;;) {
    const took = ((await batch(calls)) * calls) / 1e6;
    if (took >= BATCH_MS || calls >= 1e7) return calls;
    calls = Math.ceil(calls * Math.min(10, Math.max(2, BATCH_MS / Math.max(took, 0.01))));
  }
}

async function timed(row: BenchRow, progress: Progress): Promise<Measured[]> {
  const runs: { name: string; batch: Batch; calls: number; samples: number[] }[] = [];
  for (const contender of row.contenders) {
    const batch = batchOf(contender);
    runs.push({ name: contender.name, batch, calls: await callsPerBatch(batch), samples: [] });
  }
  const rounds = quick ? 3 : (row.rounds ?? ROUNDS.timed);
  for (let round = 0; round < rounds; round++) {
    for (const { name, batch, calls, samples } of runs) {
      progress(round + 1, rounds, name);
      samples.push((await batch(calls)) / (NANOSECONDS[row.unit] ?? 1));
    }
  }
  return runs.map(({ name, samples }) => summary(name, samples));
}

/** Figures that a contender measures itself, a few interleaved rounds. */
async function whole(row: BenchRow, progress: Progress): Promise<Measured[]> {
  const rounds = quick ? 1 : (row.rounds ?? ROUNDS.measured);
  const samples = row.contenders.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of row.contenders.entries()) {
      progress(round + 1, rounds, contender.name);
      const value = await contender.measure?.();
      if (value !== undefined) samples[index]?.push(value);
    }
  }
  return row.contenders.map(({ name }, index) => summary(name, samples[index] ?? []));
}

function summary(name: string, samples: number[]): Measured {
  const sorted = samples.toSorted((a, b) => a - b);
  const p50 = quantile(sorted, 0.5);
  const few = sorted.length < 8;
  const [low, high] = few
    ? [sorted[0] ?? p50, sorted.at(-1) ?? p50]
    : [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  return { name, p50, spread: p50 === 0 ? 0 : (high - low) / 2 / p50, rounds: sorted.length };
}

/** Runs one row: every contender's answer is checked, then they are measured in interleaved rounds. */
export async function measureRow(row: BenchRow, progress: Progress): Promise<Measured[]> {
  const measured = row.contenders.some((contender) => contender.measure);
  for (const contender of row.contenders) {
    if (!measured && !contender.verify) throw new Error(`${contender.name} is timed without being checked`);
    progress(0, 0, contender.name);
    await contender.verify?.();
  }
  try {
    return measured ? await whole(row, progress) : await timed(row, progress);
  } finally {
    await row.close?.();
  }
}
