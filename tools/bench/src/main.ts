/**
 * `pnpm bench [group …]`: measures every row of every group (or of those named), ours beside the peers in one
 * run, each group in a process of its own. Prints a table for each row and one of all, and writes `results.json`,
 * `results.svg` and `RESULTS.md` beside this folder. `--list` shows the
 * groups; `--quick` runs few rounds and writes nothing.
 */
import { fork } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { BenchGroup, BenchRow } from "@schematic-internal/testing";
import { chart } from "./chart";
import { type Judged, judgeRow, worst } from "./goals";
import { type Measured, measureRow } from "./measure";
import { markdown, rowText, summaryText } from "./report";
import { commit, home, merge, type Results, type RowResult } from "./results";

const rowsFolder = join(home, "rows");

/** What the process of a group tells. */
type Told = { progress: string } | { result: RowResult } | { ended: true };

async function measured(group: string, row: BenchRow, tell: (told: Told) => void): Promise<RowResult> {
  const started = performance.now();
  let contenders: Measured[] = [];
  let goals: Judged[] = [];
  let failed: string | null = null;
  try {
    contenders = await measureRow(row, (round, rounds, contender) => {
      const where = rounds === 0 ? "checking the answer of" : `round ${round} of ${rounds},`;
      tell({ progress: `${row.name}: ${where} ${contender}` });
    });
    goals = judgeRow(row, Object.fromEntries(contenders.map(({ name, p50 }) => [name, p50])));
  } catch (error) {
    failed = error instanceof Error ? error.message : String(error);
  }
  return {
    group,
    row: row.name,
    unit: row.unit,
    higherIsBetter: row.higherIsBetter ?? false,
    peer: row.peer ?? null,
    contenders,
    goals,
    verdict: failed === null ? worst(goals) : "not met",
    failed,
    date: new Date().toISOString(),
    commit: commit(),
    seconds: Math.round((performance.now() - started) / 100) / 10,
  };
}

/** In the process of one group. */
async function runGroup(name: string): Promise<void> {
  const tell = (told: Told) => process.send?.(told);
  const { group } = (await import(pathToFileURL(join(rowsFolder, `${name}.ts`)).href)) as {
    group: BenchGroup;
  };
  const rows = await group.rows();
  for (const [index, row] of rows.entries()) {
    const result = await measured(name, row, (told) =>
      tell("progress" in told ? { progress: `row ${index + 1} of ${rows.length}, ${told.progress}` } : told),
    );
    tell({ result });
  }
  tell({ ended: true });
}

const quick = process.argv.includes("--quick");
const live = process.stderr.isTTY;
let shownAt = 0;
let shownRow = "";

/** One line that is written over in a terminal; elsewhere one line for each row. */
function show(text: string): void {
  const row = text.slice(0, text.indexOf(":"));
  if (live && Date.now() - shownAt > 100) {
    shownAt = Date.now();
    process.stderr.write(`\r\u001b[K  ${text.slice(0, (process.stderr.columns ?? 100) - 3)}`);
  } else if (!live && row !== shownRow) {
    process.stderr.write(`  … ${row}\n`);
  }
  shownRow = row;
}

function unmeasured(group: string, row: string): RowResult {
  const at = { date: new Date().toISOString(), commit: commit(), seconds: 0 };
  const none = { unit: "", higherIsBetter: false, peer: null, contenders: [], goals: [] };
  return { group, row, ...none, verdict: "not met", failed: null, ...at };
}

/** Starts the process of one group and waits for its results. */
function ask(name: string, place: string): Promise<RowResult[]> {
  const results: RowResult[] = [];
  const env = quick ? { ...process.env, BENCH_QUICK: "1" } : process.env;
  const child = fork(fileURLToPath(import.meta.url), ["--group", name], { env });
  return new Promise((resolve) => {
    let ended = false;
    child.on("message", (told: Told) => {
      if ("progress" in told) show(`${place}, ${told.progress}`);
      else if ("result" in told) {
        if (live) process.stderr.write("\r\u001b[K");
        results.push(told.result);
        console.log(rowText(told.result));
      } else {
        ended = true;
        child.kill();
      }
    });
    child.on("exit", (code) => {
      if (!ended) {
        const failed = `the process of this group ended with ${code} after ${results.length} rows`;
        results.push({ ...unmeasured(name, `${name}: the rest of the group`), failed });
        console.log(`  ✗ FAILED: ${failed}`);
      }
      resolve(results);
    });
  });
}

function write(results: Results): void {
  writeFileSync(join(home, "results.json"), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(home, "results.svg"), chart(results));
  writeFileSync(join(home, "RESULTS.md"), markdown(results));
}

async function main(args: string[]): Promise<void> {
  const known = readdirSync(rowsFolder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -3));
  const named = args.filter((arg) => !arg.startsWith("-"));
  const unknown = named.filter((name) => !known.includes(name));
  if (unknown.length > 0 || args.includes("--list")) {
    if (unknown.length > 0) console.error(`no such group: ${unknown.join(", ")}`);
    console.log(`groups: ${known.join(", ")}`);
    process.exit(unknown.length > 0 ? 2 : 0);
  }
  const [load = 0] = loadavg();
  if (load > cpus().length / 2) {
    console.log(
      `The machine is busy (load ${load.toFixed(1)} on ${cpus().length} cores): long calls are interrupted more often than short ones, so that ratios come out too good. Measure again when it is quiet.`,
    );
  }
  const started = Date.now();
  const groups = named.length > 0 ? named : known;
  const fresh: RowResult[] = [];
  for (const [index, name] of groups.entries()) {
    console.log(`\n━━ ${name}`);
    fresh.push(...(await ask(name, `group ${index + 1} of ${groups.length}, ${name}`)));
    // After each group, so that a run that is ended early keeps what it has measured.
    if (!quick) write(merge(fresh, known));
  }
  console.log(summaryText(fresh));
  if (quick) console.log("nothing written: --quick");
  else console.log("written: tools/bench/results.json, results.svg, RESULTS.md");
  console.log(`took ${Math.round((Date.now() - started) / 1000)} s`);
}

const [first, second] = process.argv.slice(2);
if (first === "--group" && second !== undefined) await runGroup(second);
else {
  await main(process.argv.slice(2));
  process.exit(0);
}
