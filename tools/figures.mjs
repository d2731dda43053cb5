// Writes the measured figures into README.md, between its markers, from what the benchmarks and the scoreboard
// wrote:
//   node tools/figures.mjs           rewrites README.md
//   node tools/figures.mjs --check   fails when README.md does not show them
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const read = (file, otherwise) =>
  existsSync(join(root, file)) ? JSON.parse(readFileSync(join(root, file), "utf8")) : otherwise;

function figure(value) {
  if (!Number.isFinite(value)) return "–";
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return Number(value.toPrecision(3)).toString();
}

function benchRow(row) {
  const [ours] = row.contenders;
  const peer = row.contenders.find((one) => one.name === row.peer);
  const ratio = peer ? (row.higherIsBetter ? ours.p50 / peer.p50 : peer.p50 / ours.p50) : undefined;
  const verdict = row.met === null ? "" : row.met ? "met" : "**not met**";
  return `| ${row.row} | ${figure(ours.p50)} ${row.unit} | ${peer ? `${figure(peer.p50)} ${row.unit} (${peer.name})` : "–"} | ${ratio ? `${figure(ratio)} ×` : "–"} | ${row.target ? `${row.target}: ${verdict}` : "–"} |`;
}

function benchTable(results) {
  const { machine, rows } = results;
  return [
    `Measured by \`pnpm bench\` on ${machine.cores} × ${machine.cpu.trim()}, Node ${machine.node.slice(1)}: p50 of interleaved rounds in one run, so that only ratios count.`,
    "",
    "| | ours | beside | ratio | target |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map(benchRow),
  ];
}

function scoreTable(entries) {
  return [
    "Reliability, by `pnpm scoreboard`:",
    "",
    "| row | figure | holds | published SDK in the same test |",
    "| --- | --- | --- | --- |",
    ...entries.map(
      (one) => `| \`${one.name}\` | ${one.figure} | ${one.holds ? "yes" : "**no**"} | ${one.peer ?? "–"} |`,
    ),
  ];
}

const bench = read("tools/bench/results.json", undefined);
const score = read("tools/scoreboard/scoreboard.json", []);
const lines = [...(bench ? benchTable(bench) : []), "", ...(score.length > 0 ? scoreTable(score) : [])];
const file = join(root, "README.md");
const text = readFileSync(file, "utf8");
const [start, end] = ["<!-- figures: node tools/figures.mjs -->", "<!-- /figures -->"];
const from = text.indexOf(start);
const to = text.indexOf(end);
if (from < 0 || to < from) {
  console.error(`README.md has no ${start} … ${end}`);
  process.exit(2);
}
const next = `${text.slice(0, from + start.length)}\n\n${lines.join("\n").trim()}\n\n${text.slice(to)}`;
if (process.argv.includes("--check")) {
  const same = next === text;
  console.log(
    same
      ? "figures: README.md shows what was measured"
      : "figures: README.md is behind; run node tools/figures.mjs",
  );
  process.exit(same ? 0 : 1);
}
writeFileSync(file, next);
console.log(
  `figures: ${bench?.rows.length ?? 0} benchmark rows, ${score.length} scoreboard rows written into README.md`,
);
