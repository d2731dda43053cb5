/**
 * `pnpm scoreboard [name …] [--small] [--peer]`: runs the reliability rows of every package and prints
 * `scoreboard <name>: <figure>` for each, then a table; writes `scoreboard.json`. A name may be a prefix,
 * as in `events/`. `--peer` also runs the rows that the published SDK can run.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type ScoreboardRow, table } from "@schematic-internal/testing";

const home = join(dirname(fileURLToPath(import.meta.url)), "..");
const packages = join(home, "..", "..", "packages");

interface Entry {
  name: string;
  target: string;
  figure: string;
  holds: boolean;
  peer: string | null;
  seconds: number;
}

async function loadRows(): Promise<ScoreboardRow[]> {
  const files = readdirSync(packages).flatMap((name) => {
    const folder = join(packages, name, "scoreboard");
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(folder, file));
  });
  const modules = await Promise.all(files.sort().map((file) => import(pathToFileURL(file).href)));
  return modules.flatMap(
    (module: { row?: ScoreboardRow; rows?: ScoreboardRow[] }) =>
      module.rows ?? (module.row ? [module.row] : []),
  );
}

async function runRow(row: ScoreboardRow, size: "small" | "full", withPeer: boolean): Promise<Entry> {
  const started = Date.now();
  let shown = 0;
  const progress = (done: number, total: number): void => {
    if (!process.stderr.isTTY || Date.now() - shown < 200) return;
    shown = Date.now();
    process.stderr.write(
      `\r  ${row.name}: ${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")}  `,
    );
  };
  let entry: Entry;
  try {
    const { figure, holds } = await row.run(size, progress);
    const peer = withPeer && row.runPeer ? await row.runPeer(size) : null;
    entry = { name: row.name, target: row.target, figure, holds, peer, seconds: 0 };
  } catch (error) {
    const figure = `failed: ${error instanceof Error ? error.message : String(error)}`;
    entry = { name: row.name, target: row.target, figure, holds: false, peer: null, seconds: 0 };
  }
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  entry.seconds = Math.round((Date.now() - started) / 100) / 10;
  console.log(
    `scoreboard ${entry.name}: ${entry.figure}${entry.peer ? ` [published SDK: ${entry.peer}]` : ""}`,
  );
  return entry;
}

function keep(fresh: Entry[]): Entry[] {
  const file = join(home, "scoreboard.json");
  const earlier: Entry[] = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
  const names = new Set(fresh.map((entry) => entry.name));
  return [...earlier.filter((entry) => !names.has(entry.name)), ...fresh].sort((a, b) =>
    a.name.localeCompare(b.name),
  );
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const names = args.filter((arg) => !arg.startsWith("-"));
  const size = args.includes("--small") ? "small" : "full";
  const rows = await loadRows();
  const wanted = rows.filter((row) => names.length === 0 || names.some((name) => row.name.startsWith(name)));
  if (wanted.length === 0) {
    console.error(`no such row: ${names.join(", ")}; there are: ${rows.map((row) => row.name).join(", ")}`);
    process.exit(2);
  }
  const entries: Entry[] = [];
  for (const row of wanted) entries.push(await runRow(row, size, args.includes("--peer")));
  const lines = entries.map((entry) => [
    entry.holds ? "holds" : "FAILS",
    entry.name,
    entry.figure,
    entry.peer ?? "",
    `${entry.seconds} s`,
  ]);
  console.log(`\n${table(["", "row", "figure", "published SDK", "took"], lines)}`);
  if (size === "full")
    writeFileSync(join(home, "scoreboard.json"), `${JSON.stringify(keep(entries), null, 2)}\n`);
  const failing = entries.filter((entry) => !entry.holds).length;
  console.log(`\n${entries.length - failing} rows hold, ${failing} do not`);
  process.exit(failing === 0 ? 0 : 1);
}

await main();
