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

/** Benchmark rows that README.md shows; it shows each missed goal of the others too. */
const HEADLINES = [
  "check through the client, small",
  "check through the client, medium",
  "check through the client, large",
  "checkFlags of 100 flags, medium",
  "the same five-rule decision, every product's local evaluator",
  "REST mode, cache hit",
  "REST mode, requests for 100 concurrent cold checks",
  "replicator mode, repeated check, small",
  "ready with 1,000 flags (1.7 MB)",
  "20,000 metric partials, 400 medium companies",
  "memory per cached medium company, the engine's included",
  "track accepted, 200,000 awaited one by one, after 100,000 others",
  "delivery at 50 ms round trip, 50,000 events in 10 s",
  "decode 20 companies, 206 KB of JSON",
  "webhook check, 2 KB body, synchronous",
  "bundle of each use, min + gzip",
  "engine.wasm",
  "import, in a fresh process",
];

/** One line for each contender that has a goal. */
function benchLines(row) {
  if (row.failed) return [`| ${cell(row.row)} | **failed**: ${cell(row.failed)} | – | – |`];
  const peer = row.contenders.find((one) => one.name === row.peer);
  const named = [...new Set(row.goals.map((goal) => goal.of))];
  const shown = named.length > 0 ? named : [row.contenders[0].name];
  return shown.map((name, index) => {
    const ours = row.contenders.find((one) => one.name === name);
    const ratio = peer && (row.higherIsBetter ? ours.p50 / peer.p50 : peer.p50 / ours.p50);
    const title = shown.length > 1 ? `${index === 0 ? `${row.row}: ` : "… "}${name}` : row.row;
    const beside = peer ? `${figure(peer.p50)} ${row.unit} (${peer.name})` : "–";
    return `| ${cell(title)} | ${figure(ours.p50)} ${row.unit} | ${cell(beside)} | ${ratio ? `${figure(ratio)} ×` : "–"} |`;
  });
}

/** Each goal that was not reached, so that no miss hides behind another contender's success. */
function missLines(row) {
  return row.goals
    .filter((goal) => goal.verdict === "not met")
    .map(
      (goal) =>
        `| ${cell(row.row)}${row.contenders[0].name === goal.of ? "" : `: ${cell(goal.of)}`} | ${cell(goal.wanted)} | ${cell(goal.reached ?? "–")} |`,
    );
}

function benchTable({ machine, rows, date, commit }) {
  const count = (verdict) => rows.filter((row) => row.verdict === verdict).length;
  const headlines = HEADLINES.flatMap((name) => rows.filter(({ row }) => row === name));
  if (headlines.length !== HEADLINES.length) throw new Error("a headline is no row of results.json any more");
  const misses = rows.flatMap(missLines);
  return [
    `Measured by \`pnpm bench\` on ${date.slice(0, 10)} (commit ${commit}), ${machine.cores} × ${machine.cpu}, Node ${machine.node}: p50 of`,
    "interleaved rounds of one run. The machine is shared and slower than the one on which the absolute targets were set,",
    "so only ratios within one run count.",
    "",
    "![how many times better than the peer, with the targets](tools/bench/results.svg)",
    "",
    "| | ours | beside | ratio |",
    "| --- | --- | --- | --- |",
    ...headlines.flatMap(benchLines),
    "",
    `[Every row and contender](tools/bench/RESULTS.md): of ${rows.length} rows ${count("met")} are met, ${count("met by ratio")} met by the ratio to the peer where`,
    `the absolute figure was not, ${count("not met")} not met, the others have no target.`,
    ...(misses.length === 0
      ? []
      : [
          "",
          "Short of their targets, [and why](tools/bench/PROFILES.md):",
          "",
          "| | target | reached |",
          "| --- | --- | --- |",
          ...misses,
        ]),
  ];
}

function scoreTable({ entries, missing = [] }) {
  const holding = entries.filter((one) => one.holds).length;
  const shown = entries.filter((one) => one.peer || !one.holds);
  const others = entries.filter((one) => !shown.includes(one));
  const list = (names) => names.map((name) => `\`${name}\``).join(", ");
  return [
    `Reliability, by \`pnpm scoreboard\`: ${holding} of ${entries.length} rows hold. [All of them, with their targets](tools/scoreboard/RESULTS.md);`,
    "those which the published SDK runs beside:",
    "",
    "| row | figure | holds | published SDK in the same test |",
    "| --- | --- | --- | --- |",
    ...shown.map(
      (one) =>
        `| \`${one.name}\` | ${cell(one.figure)} | ${one.holds ? "yes" : "**no**"} | ${cell(one.peer ?? "–")} |`,
    ),
    "",
    `And without it: ${list(others.map((one) => one.name))}.`,
    ...(missing.length > 0 ? ["", `Not measured yet: ${list(missing)}.`] : []),
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
