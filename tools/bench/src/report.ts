import { figure, table } from "@schematic-internal/testing";
import type { Measured } from "./measure";
import type { Results, RowResult } from "./results";

const MARKS: Record<string, string> = {
  met: "✓ met",
  "met by ratio": "≈ met by ratio",
  "not met": "✗ NOT met",
};

/** How many times better than the row's peer. */
export function ratio(row: RowResult, one: Measured | undefined): number | undefined {
  const peer = row.contenders.find(({ name }) => name === row.peer);
  if (!peer || !one || one === peer) return undefined;
  return row.higherIsBetter ? one.p50 / peer.p50 : peer.p50 / one.p50;
}

function cells(row: RowResult): string[][] {
  return row.contenders.map((one) => {
    const times = ratio(row, one);
    return [
      one.name,
      `${figure(one.p50)} ${row.unit}`,
      `± ${Math.round(one.spread * 100)} %`,
      times === undefined ? "" : `${figure(times)} ×`,
    ];
  });
}

/** One row for the terminal. */
export function rowText(row: RowResult): string {
  if (row.failed !== null) return `\n${row.row}\n  ✗ FAILED: ${row.failed}`;
  const body = table(["", "p50", "spread", row.peer ? `beside ${row.peer}` : ""], cells(row));
  const goals = row.goals
    .map((one) => `\n  ${MARKS[one.verdict]}: ${one.of} ${one.wanted} — ${one.reached}`)
    .join("");
  return `\n${row.row}${row.higherIsBetter ? " (more is better)" : ""}\n${body.replace(/^/gm, "  ")}${goals}`;
}

export function summaryText(rows: readonly RowResult[]): string {
  const lines = rows.map((row) => {
    const [ours] = row.contenders;
    const peer = row.contenders.find(({ name }) => name === row.peer);
    const times = ratio(row, ours);
    return [
      row.verdict === null ? "" : (MARKS[row.verdict] ?? ""),
      row.row,
      ours ? `${figure(ours.p50)} ${row.unit}` : "",
      peer ? `${figure(peer.p50)} ${row.unit}` : "",
      times === undefined ? "" : `${figure(times)} ×`,
    ];
  });
  const count = (verdict: string) => rows.filter((row) => row.verdict === verdict).length;
  const head = table(["", "row", "ours", "peer", "ratio"], lines);
  return `\n${head}\n\n${rows.length} rows: ${count("met")} met, ${count("met by ratio")} met by ratio, ${count("not met")} not met, ${rows.filter((row) => row.verdict === null).length} without a target`;
}

const escapeCell = (text: string): string => text.replaceAll("|", "\\|");
const markdownTable = (head: string[], lines: string[][]): string[] =>
  [head, head.map(() => "---"), ...lines].map((line) => `| ${line.map(escapeCell).join(" | ")} |`);

/** Every contender of every row, for people. */
export function markdown({ machine, versions, date, commit, rows }: Results): string {
  const lines = [
    "# Benchmark results",
    "",
    `Written by \`pnpm bench\`, ${date.slice(0, 10)}, commit ${commit}: ${machine.cores} × ${machine.cpu}, ${machine.memoryGB} GB, Node ${machine.node}.`,
    "p50 of interleaved rounds of one run; the spread is half the distance between the quartiles. The machine is",
    "shared and its speed varies, so only ratios within one row count: where a target is an absolute figure, the same",
    "ratio to a peer on the machine on which it was set stands beside it, and a target that was reached by ratio alone",
    "says so. What falls short is explained in [PROFILES.md](PROFILES.md).",
    "",
    "![how many times better than the peer, with the targets](results.svg)",
    "",
    `Peers: ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", ")}.`,
  ];
  for (const group of new Set(rows.map((row) => row.group))) {
    lines.push("", `## ${group}`);
    for (const row of rows.filter((one) => one.group === group)) {
      lines.push("", `### ${row.row}${row.higherIsBetter ? " (more is better)" : ""}`, "");
      if (row.failed !== null) lines.push(`**Failed**: ${row.failed}`);
      else
        lines.push(...markdownTable(["", "p50", "spread", row.peer ? `beside ${row.peer}` : ""], cells(row)));
      if (row.goals.length > 0) lines.push("");
      for (const { of, wanted, reached, verdict } of row.goals) {
        lines.push(`- ${verdict === "not met" ? "**not met**" : verdict}: ${of} ${wanted}: ${reached}`);
      }
    }
  }
  return `${lines.join("\n")}\n`;
}
