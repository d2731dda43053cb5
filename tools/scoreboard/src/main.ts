/**
 * `pnpm scoreboard [name …] [--small] [--no-peer]`: runs the reliability rows of every package, each in a process
 * of its own, and prints `scoreboard <name>: <figure>` and whether it holds, then a table; writes `scoreboard.json`
 * and `RESULTS.md`. A name may be a prefix, as in `events/`; the other rows keep their entries. Where the
 * published SDK can run a row, it runs it too, in the same run. `--list` shows the rows.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ScoreboardRow, table } from "@schematic-internal/testing";
import { BESIDE, EXPECTED } from "./plan";
import {
  commit,
  type Entry,
  home,
  machine,
  type Options,
  rowsOf,
  runApart,
  runHere,
  type Scoreboard,
} from "./run";

const packages = join(home, "..", "..", "packages");

interface Found {
  file: string;
  row: ScoreboardRow;
}

async function loadRows(): Promise<Found[]> {
  const files = readdirSync(packages).flatMap((name) => {
    const folder = join(packages, name, "scoreboard");
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(folder, file));
  });
  const found = await Promise.all(
    files.sort().map(async (file) => (await rowsOf(file)).map((row) => ({ file, row }))),
  );
  return found.flat();
}

/** The line that tells what runs now; written over in a terminal, elsewhere one line for each row. */
class Status {
  readonly #running = new Map<string, string>();
  readonly #total: number;
  #done = 0;
  #shownAt = 0;

  constructor(total: number) {
    this.#total = total;
  }

  started(name: string): void {
    this.#running.set(name, "");
    if (!process.stderr.isTTY)
      process.stderr.write(`  … ${name} (row ${this.#done + this.#running.size} of ${this.#total})\n`);
  }

  progress(name: string, done: number, total: number): void {
    this.#running.set(name, ` ${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")}`);
    if (!process.stderr.isTTY || Date.now() - this.#shownAt < 200) return;
    this.#shownAt = Date.now();
    const running = [...this.#running].map(([one, text]) => one + text).join(" · ");
    const line = `  ${this.#done} of ${this.#total} rows; ${running}`;
    process.stderr.write(`\r\u001b[K${line.slice(0, (process.stderr.columns ?? 100) - 1)}`);
  }

  ended(entry: Entry): void {
    this.#done++;
    this.#running.delete(entry.name);
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
    const peer = entry.peer === null ? "" : ` [published SDK: ${entry.peer}]`;
    console.log(`scoreboard ${entry.name}: ${entry.figure}${peer}`);
    console.log(`  ${entry.holds ? "✓ holds" : "✗ DOES NOT HOLD"}: ${entry.target} (${entry.seconds} s)`);
  }
}

async function runAll(wanted: Found[], options: Options): Promise<Entry[]> {
  const status = new Status(wanted.length);
  const entries: Entry[] = [];
  const run = async ({ file, row }: Found): Promise<void> => {
    status.started(row.name);
    const entry = await runApart(file, row, options, (done, total) => status.progress(row.name, done, total));
    entries.push(entry);
    status.ended(entry);
  };
  for (const one of wanted.filter(({ row }) => !BESIDE.includes(row.name))) await run(one);
  const beside = wanted
    .filter(({ row }) => BESIDE.includes(row.name))
    .sort((a, b) => BESIDE.indexOf(a.row.name) - BESIDE.indexOf(b.row.name));
  const queue = beside.values();
  const lane = async (): Promise<void> => {
    for (const one of queue) await run(one);
  };
  await Promise.all([lane(), lane()]);
  return entries.sort((a, b) => a.name.localeCompare(b.name));
}

function keep(fresh: Entry[], names: readonly string[]): Scoreboard {
  const file = join(home, "scoreboard.json");
  const read = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Partial<Scoreboard>) : {};
  const ran = new Set(fresh.map((entry) => entry.name));
  const earlier = (read.entries ?? []).filter((entry) => !ran.has(entry.name) && names.includes(entry.name));
  const entries = [...earlier, ...fresh].sort((a, b) => a.name.localeCompare(b.name));
  const missing = EXPECTED.filter((name) => !entries.some((entry) => entry.name === name));
  return { machine: machine(), date: new Date().toISOString(), commit: commit(), entries, missing };
}

function markdown({ machine, date, commit, entries, missing }: Scoreboard): string {
  const cell = (text: string): string => text.replaceAll("|", "\\|");
  const lines = entries.map(
    (one) =>
      `| \`${one.name}\` | ${cell(one.target)} | ${cell(one.figure)} | ${one.holds ? "yes" : "**no**"} | ${cell(one.peer ?? "–")} | ${one.seconds} s |`,
  );
  const failing = entries.filter((one) => !one.holds).length;
  return `${[
    "# Reliability and security: the scoreboard",
    "",
    `Written by \`pnpm scoreboard\`, ${date.slice(0, 10)}, commit ${commit}: ${machine.cores} × ${machine.cpu}, Node ${machine.node}.`,
    "Servers are real ones on loopback. Each row is one module in `packages/*/scoreboard`; the package's tests run it small.",
    `${entries.length - failing} rows hold, ${failing} do not${missing.length > 0 ? `; not there yet: ${missing.join(", ")}` : ""}.`,
    "",
    "| row | target | figure | holds | published SDK in the same run | took |",
    "| --- | --- | --- | --- | --- | --- |",
    ...lines,
  ].join("\n")}\n`;
}

async function main(args: string[]): Promise<number> {
  const names = args.filter((arg) => !arg.startsWith("-"));
  const options: Options = {
    size: args.includes("--small") ? "small" : "full",
    peer: !args.includes("--no-peer"),
  };
  const rows = await loadRows();
  const all = rows.map(({ row }) => row.name);
  const wanted = rows.filter(
    ({ row }) => names.length === 0 || names.some((name) => row.name.startsWith(name)),
  );
  const unwritten = EXPECTED.filter((name) => !all.includes(name));
  if (wanted.length === 0 || args.includes("--list")) {
    console.log(`rows: ${all.join(", ")}\nnot there yet: ${unwritten.join(", ") || "none"}`);
    return args.includes("--list") ? 0 : 2;
  }
  const started = Date.now();
  const entries = await runAll(wanted, options);
  const lines = entries.map((entry) => [
    entry.holds ? "✓ holds" : "✗ FAILS",
    entry.name,
    entry.figure,
    entry.peer ?? "",
    `${entry.seconds} s`,
  ]);
  console.log(`\n${table(["", "row", "figure", "published SDK", "took"], lines)}`);
  if (options.size === "full") {
    const board = keep(entries, all);
    writeFileSync(join(home, "scoreboard.json"), `${JSON.stringify(board, null, 2)}\n`);
    writeFileSync(join(home, "RESULTS.md"), markdown(board));
    console.log("\nwritten: tools/scoreboard/scoreboard.json, RESULTS.md");
  }
  if (unwritten.length > 0) console.log(`not there yet: ${unwritten.join(", ")}`);
  const failing = entries.filter((entry) => !entry.holds).length;
  const took = Math.round((Date.now() - started) / 1000);
  console.log(`${entries.length - failing} rows hold, ${failing} do not, in ${took} s`);
  return failing === 0 ? 0 : 1;
}

const [first, file, name, ...flags] = process.argv.slice(2);
if (first === "--row" && file !== undefined && name !== undefined) {
  const size = flags.includes("--small") ? "small" : "full";
  await runHere(file, name, { size, peer: !flags.includes("--no-peer") });
} else {
  process.exit(await main(process.argv.slice(2)));
}
