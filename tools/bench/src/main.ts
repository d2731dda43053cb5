/**
 * `pnpm bench [group …]`: runs every row of every group (or of those named), ours beside the peers in
 * one run, prints a table, and writes `results.json` and `results.svg` beside this folder.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type BarGroup,
  type BenchGroup,
  type BenchRow,
  barChart,
  figure,
  table,
} from "@schematic-internal/testing";
import { type Measured, measureRow } from "./measure";

const home = join(dirname(fileURLToPath(import.meta.url)), "..");
const rowsFolder = join(home, "rows");

interface RowResult {
  group: string;
  row: string;
  unit: string;
  higherIsBetter: boolean;
  peer: string | null;
  contenders: Measured[];
  target: string | null;
  met: boolean | null;
  measuredOn: string;
}

interface Results {
  machine: { cpu: string; cores: number; node: string; platform: string };
  rows: RowResult[];
}

async function loadGroups(names: string[]): Promise<BenchGroup[]> {
  const files = readdirSync(rowsFolder).filter((file) => file.endsWith(".ts"));
  const known = files.map((file) => file.slice(0, -3));
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`no such group: ${unknown.join(", ")}; there are: ${known.join(", ")}`);
    process.exit(2);
  }
  const wanted = names.length > 0 ? names : known;
  const modules = wanted.map((name) => import(pathToFileURL(join(rowsFolder, `${name}.ts`)).href));
  return (await Promise.all(modules)).map((module: { group: BenchGroup }) => module.group);
}

function report(row: BenchRow, measured: Measured[]): { text: string; met: boolean | null } {
  const peer = measured.find((one) => one.name === row.peer);
  const lines = measured.map((one) => {
    const ratio =
      peer && one !== peer ? (row.higherIsBetter ? one.p50 / peer.p50 : peer.p50 / one.p50) : undefined;
    return [
      one.name,
      figure(one.p50),
      row.unit,
      `± ${Math.round(one.spread * 100)} %`,
      ratio === undefined ? "" : `${figure(ratio)} ×`,
    ];
  });
  const figures = Object.fromEntries(measured.map((one) => [one.name, one.p50]));
  const met = row.target ? row.target.met(figures) : null;
  const verdict = row.target ? `\n  target: ${row.target.text} — ${met ? "met" : "NOT met"}` : "";
  const body = table(["contender", "p50", "unit", "spread", `against ${row.peer ?? "–"}`], lines);
  return { text: `\n${row.name}\n${body.replace(/^/gm, "  ")}${verdict}`, met };
}

function chart(results: RowResult[]): string {
  const groups: BarGroup[] = results.map((result) => ({
    title: `${result.row} (${result.unit}, ${result.higherIsBetter ? "higher" : "lower"} is better, log scale)`,
    bars: result.contenders.map((one, index) => ({
      label: one.name,
      ours: index === 0,
      value: one.p50,
      text: `${figure(one.p50)} ${result.unit}`,
    })),
  }));
  return barChart("Measured side by side, one run per row, p50", groups);
}

/** Rows of groups that did not run now keep their earlier results. */
function merge(fresh: RowResult[]): Results {
  const file = join(home, "results.json");
  let earlier: RowResult[] = [];
  try {
    earlier = (JSON.parse(readFileSync(file, "utf8")) as Results).rows;
  } catch {
    // The first run has nothing to keep.
  }
  const ran = new Set(fresh.map((row) => row.group));
  const machine = {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
  const rows = [...earlier.filter((row) => !ran.has(row.group)), ...fresh];
  return { machine, rows: rows.sort((a, b) => a.group.localeCompare(b.group)) };
}

async function main(): Promise<void> {
  const groups = await loadGroups(process.argv.slice(2).filter((arg) => !arg.startsWith("-")));
  const fresh: RowResult[] = [];
  for (const group of groups) {
    console.log(`\n━━ ${group.name}`);
    for (const row of await group.rows()) {
      const measured = await measureRow(row, (round, rounds) => {
        if (process.stderr.isTTY) process.stderr.write(`\r  ${row.name}: round ${round + 1} of ${rounds}  `);
      });
      if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
      const { text, met } = report(row, measured);
      console.log(text);
      fresh.push({
        group: group.name,
        row: row.name,
        unit: row.unit,
        higherIsBetter: row.higherIsBetter ?? false,
        peer: row.peer ?? null,
        contenders: measured,
        target: row.target?.text ?? null,
        met,
        measuredOn: new Date().toISOString().slice(0, 10),
      });
    }
  }
  const results = merge(fresh);
  writeFileSync(join(home, "results.json"), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(home, "results.svg"), chart(results.rows));
  const missed = fresh.filter((row) => row.met === false);
  console.log(
    `\n${fresh.length} rows, ${missed.length} short of their target${missed.map((row) => `\n  ${row.row}`).join("")}`,
  );
  console.log("written: tools/bench/results.json, tools/bench/results.svg");
}

await main();
process.exit(0);
