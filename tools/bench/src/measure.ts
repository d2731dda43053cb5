import type { BenchRow, Contender } from "@schematic-internal/testing";

/** What was measured of one contender, in the row's unit. */
export interface Measured {
  name: string;
  p50: number;
  /** Half the distance between the first and the third quartile, relative to the median. */
  spread: number;
  rounds: number;
}

const NANOSECONDS: Record<string, number> = { ns: 1, µs: 1e3, ms: 1e6 };
const ROUNDS = 25;
/** How long one batch should take: long enough for the clock, short enough to interleave. */
const BATCH_MS = 12;

function quantile(sorted: number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

/** Results go here so that no call is optimised away. */
let sink: unknown;

async function batch(contender: Contender, calls: number): Promise<number> {
  const start = process.hrtime.bigint();
  if (contender.sync) {
    const call = contender.sync.bind(contender);
    for (let i = 0; i < calls; i++) sink = call();
  } else if (contender.async) {
    const call = contender.async.bind(contender);
    for (let i = 0; i < calls; i++) sink = await call();
  }
  void sink;
  return Number(process.hrtime.bigint() - start) / calls;
}

async function callsPerBatch(contender: Contender): Promise<number> {
  let calls = 1;
  for (;;) {
    const each = await batch(contender, calls);
    const took = (each * calls) / 1e6;
    if (took >= BATCH_MS || calls >= 1e7) return calls;
    calls = Math.ceil(calls * Math.min(10, Math.max(2, BATCH_MS / Math.max(took, 0.01))));
  }
}

async function timed(row: BenchRow, progress: (round: number, rounds: number) => void): Promise<Measured[]> {
  const sizes = new Map<Contender, number>();
  for (const contender of row.contenders) sizes.set(contender, await callsPerBatch(contender));
  const samples = new Map<Contender, number[]>(row.contenders.map((contender) => [contender, []]));
  for (let round = 0; round < ROUNDS; round++) {
    progress(round, ROUNDS);
    for (const contender of row.contenders) {
      samples.get(contender)?.push(await batch(contender, sizes.get(contender) ?? 1));
    }
  }
  return row.contenders.map((contender) => summary(contender.name, samples.get(contender) ?? [], row.unit));
}

function summary(name: string, nanoseconds: number[], unit: string): Measured {
  const factor = NANOSECONDS[unit] ?? 1;
  const sorted = nanoseconds.map((value) => value / factor).sort((a, b) => a - b);
  const p50 = quantile(sorted, 0.5);
  return {
    name,
    p50,
    spread: (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 2 / p50,
    rounds: sorted.length,
  };
}

/** Figures that a contender measures itself: three interleaved rounds, the median counts. */
async function whole(row: BenchRow, progress: (round: number, rounds: number) => void): Promise<Measured[]> {
  const rounds = 3;
  const samples = new Map<Contender, number[]>(row.contenders.map((contender) => [contender, []]));
  for (let round = 0; round < rounds; round++) {
    for (const contender of row.contenders) {
      progress(round, rounds);
      const value = await contender.measure?.();
      if (value !== undefined) samples.get(contender)?.push(value);
    }
  }
  return row.contenders.map((contender) => {
    const sorted = (samples.get(contender) ?? []).sort((a, b) => a - b);
    const p50 = quantile(sorted, 0.5);
    const spread = ((sorted.at(-1) ?? p50) - (sorted[0] ?? p50)) / 2 / p50;
    return { name: contender.name, p50, spread, rounds };
  });
}

/** Runs one row: every contender's answer is checked, then they are measured in interleaved rounds. */
export async function measureRow(
  row: BenchRow,
  progress: (round: number, rounds: number) => void,
): Promise<Measured[]> {
  for (const contender of row.contenders) await contender.verify?.();
  const measured = row.contenders.some((contender) => contender.measure)
    ? await whole(row, progress)
    : await timed(row, progress);
  await row.close?.();
  return measured;
}
