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

const cell = (text) => String(text).replaceAll("|", "\\|");
const verdictText = (verdict) => (verdict === "not met" ? "**not met**" : verdict);

/** One line for each goal, so that no miss hides behind another contender's success. */
function benchLines(row) {
  if (row.failed) return [`| ${cell(row.row)} | – | – | – | **failed**: ${cell(row.failed)} |`];
  const peer = row.contenders.find((one) => one.name === row.peer);
  const [first] = row.contenders;
  const named = [...new Set(row.goals.map((goal) => goal.of))];
  const shown = named.length > 0 ? named : [first.name];
  return shown.map((name, index) => {
    const ours = row.contenders.find((one) => one.name === name);
    const ratio = peer && (row.higherIsBetter ? ours.p50 / peer.p50 : peer.p50 / ours.p50);
    const goals = row.goals
      .filter((goal) => goal.of === name)
      .map(
        (goal) => `${goal.wanted}: ${verdictText(goal.verdict)}${goal.reached ? ` (${goal.reached})` : ""}`,
      );
    const title = shown.length > 1 ? `${index === 0 ? `${row.row}: ` : "… "}${name}` : row.row;
    const beside = peer ? `${figure(peer.p50)} ${row.unit} (${peer.name})` : "–";
    return `| ${cell(title)} | ${figure(ours.p50)} ${row.unit} | ${cell(beside)} | ${ratio ? `${figure(ratio)} ×` : "–"} | ${cell(goals.join("; ") || "–")} |`;
  });
}

function benchTable({ machine, rows, date, commit }) {
  const count = (verdict) => rows.filter((row) => row.verdict === verdict).length;
  return [
    `Measured by \`pnpm bench\` on ${date.slice(0, 10)} (commit ${commit}), ${machine.cores} × ${machine.cpu}, Node ${machine.node}: p50 of`,
    "interleaved rounds of one run. The machine is shared and slower than the one on which the absolute targets were set,",
    "so only ratios count: *met by ratio* means that the absolute figure was missed, but the same ratio to the peer was",
    "reached. [Every contender](tools/bench/RESULTS.md), [what falls short and why](tools/bench/PROFILES.md).",
    `Of ${rows.length} rows ${count("met")} are met, ${count("met by ratio")} met by ratio, ${count("not met")} not met, the others have no target.`,
    "",
    "| | ours | beside | ratio | target |",
    "| --- | --- | --- | --- | --- |",
    ...rows.flatMap(benchLines),
  ];
}

function scoreTable({ entries, missing = [] }) {
  return [
    "Reliability, by `pnpm scoreboard`:",
    "",
    "| row | figure | holds | published SDK in the same test |",
    "| --- | --- | --- | --- |",
    ...entries.map(
      (one) =>
        `| \`${one.name}\` | ${cell(one.figure)} | ${one.holds ? "yes" : "**no**"} | ${cell(one.peer ?? "–")} |`,
    ),
    ...(missing.length > 0
      ? ["", `Not measured yet: ${missing.map((name) => `\`${name}\``).join(", ")}.`]
      : []),
  ];
}

const bench = read("tools/bench/results.json", undefined);
const score = read("tools/scoreboard/scoreboard.json", undefined);
const lines = [
  ...(bench ? benchTable(bench) : []),
  "",
  ...(score?.entries.length > 0 ? scoreTable(score) : []),
];
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
  `figures: ${bench?.rows.length ?? 0} benchmark rows, ${score?.entries.length ?? 0} scoreboard rows written into README.md`,
);
