import { figure } from "@schematic-internal/testing";
import { ratio } from "./report";
import type { Results, RowResult } from "./results";

const WIDTH = 1040;
const NAME = 372;
const RIGHT = 236;
const ROOM = WIDTH - NAME - RIGHT;
const LINE = 21;

/** Colours of light pages; dark ones follow in the media query. GitHub shows a README's image by the same rule. */
const STYLE = `
text{font:12px ui-sans-serif,system-ui,-apple-system,"Segoe UI",sans-serif;fill:#59636e}
.title{font-size:17px;font-weight:600;fill:#1f2328}.head{font-size:13px;font-weight:600;fill:#1f2328}
.name,.strong{fill:#1f2328}.strong{font-weight:600}.small{font-size:11px}.page{fill:#ffffff}
.ours{fill:#2f81f7}.other{fill:#c3ccd6}.worse{fill:#d1743a}.grid{stroke:#d1d9e0;stroke-width:1}.one{stroke:#818b98;stroke-width:1}
.goal{stroke:#1f2328;stroke-width:2}.same{stroke:#1f2328;stroke-width:1.5;stroke-dasharray:2 2}
.met{fill:#1a7f37}.by{fill:#9a6700}.not{fill:#d1242f}.ring{fill:none;stroke:#d1242f;stroke-width:2}.half{fill:none;stroke:#9a6700;stroke-width:1.6}
@media(prefers-color-scheme:dark){text{fill:#9198a1}.title,.head,.name,.strong{fill:#f0f6fc}.page{fill:#0d1117}
.ours{fill:#4493f8}.other{fill:#4a535e}.worse{fill:#db8b4e}.grid{stroke:#2a313c}.one{stroke:#656c76}.goal,.same{stroke:#f0f6fc}
.met{fill:#3fb950}.by{fill:#d29922}.not{fill:#f85149}.ring{stroke:#f85149}.half{stroke:#d29922}}`.replaceAll(
  "\n",
  "",
);

const escapeXml = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char] ?? char,
  );

function label(x: number, y: number, text: string, style: string, anchor = "start"): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" class="${style}" text-anchor="${anchor}">${escapeXml(text)}</text>`;
}

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;
const vertical = (x: number, from: number, to: number, style: string): string =>
  `<line x1="${x.toFixed(1)}" x2="${x.toFixed(1)}" y1="${from.toFixed(1)}" y2="${to.toFixed(1)}" class="${style}"/>`;

/** Met: a disc; by ratio: a half disc; not met: a ring. Told apart without colours too. */
function verdictMark(x: number, y: number, verdict: string | null): string {
  if (verdict === "met") return `<circle cx="${x}" cy="${y}" r="5" class="met"/>`;
  if (verdict === "met by ratio") {
    return `<circle cx="${x}" cy="${y}" r="4.2" class="half"/><path d="M${x} ${y - 5}a5 5 0 0 0 0 10z" class="by"/>`;
  }
  return verdict === "not met" ? `<circle cx="${x}" cy="${y}" r="4" class="ring"/>` : "";
}

/** How many times better than the peer, on a logarithmic axis, with a tick where each target lies. */
function overview(rows: RowResult[], top: number): { parts: string[]; bottom: number } {
  const shown = rows.flatMap((row) => {
    const times = ratio(row, row.contenders[0]);
    return times === undefined || !Number.isFinite(times) || times <= 0 ? [] : [{ row, times }];
  });
  const marks = shown.flatMap(({ row, times }) => [times, ...row.goals.flatMap((one) => one.marks)]);
  const low = Math.floor(Math.log10(Math.min(0.5, ...marks)) * 2) / 2;
  const high = Math.ceil(Math.log10(Math.max(100, ...marks)));
  const at = (times: number): number => NAME + ((Math.log10(times) - low) / (high - low)) * ROOM;
  const parts: string[] = [];
  let y = top;
  for (const group of new Set(shown.map(({ row }) => row.group))) {
    y += 26;
    parts.push(label(20, y - 6, group, "head"));
    for (const { row, times } of shown.filter((one) => one.row.group === group)) {
      parts.push(...bar(row, times, y, at));
      y += LINE;
    }
  }
  const decades = Array.from({ length: high - Math.ceil(low) + 1 }, (_, i) => 10 ** (Math.ceil(low) + i));
  const grid = decades.map(
    (times) =>
      vertical(at(times), top + 4, y, times === 1 ? "one" : "grid") +
      label(
        at(times),
        top - 2,
        times === 1 ? "as the peer" : `${times.toLocaleString("en-US")} ×`,
        "small",
        "middle",
      ),
  );
  return { parts: [...grid, ...parts], bottom: y };
}

function bar(row: RowResult, times: number, y: number, at: (times: number) => number): string[] {
  const [from, to] = [Math.min(at(1), at(times)), Math.max(at(1), at(times))];
  const [ours] = row.contenders;
  const parts = [
    label(32, y + 12, cut(row.row, 56), "name"),
    `<rect x="${from.toFixed(1)}" y="${y + 2}" width="${Math.max(2, to - from).toFixed(1)}" height="13" rx="2.5" class="${times < 1 ? "worse" : "ours"}"/>`,
    verdictMark(NAME + ROOM + 14, y + 8.5, row.verdict),
    label(NAME + ROOM + 26, y + 12, `${figure(times)} ×`, "strong"),
    label(WIDTH - 20, y + 12, `${figure(ours?.p50 ?? Number.NaN)} ${row.unit}`, "", "end"),
  ];
  for (const goal of row.goals) {
    // The goals of the other contenders are in the table.
    if (goal.of === ours?.name) {
      for (const mark of goal.marks) parts.push(vertical(at(mark), y - 1, y + 18, "goal"));
    }
  }
  return parts;
}

/** One decision, every product's evaluator: shorter is better, on a logarithmic axis. */
function headToHead(row: RowResult, top: number): { parts: string[]; bottom: number } {
  const sorted = row.contenders.toSorted((a, b) => a.p50 - b.p50);
  const low = Math.log10(Math.min(...sorted.map(({ p50 }) => p50))) - 0.35;
  const high = Math.log10(Math.max(...sorted.map(({ p50 }) => p50)));
  const parts: string[] = [];
  let y = top;
  for (const { name, p50 } of sorted) {
    const length = Math.max(3, ((Math.log10(p50) - low) / (high - low)) * ROOM);
    const ours = name.startsWith("checkFlag");
    parts.push(
      label(NAME - 10, y + 12, name, ours ? "strong" : "name", "end"),
      `<rect x="${NAME}" y="${y + 2}" width="${length.toFixed(1)}" height="13" rx="2.5" class="${ours ? "ours" : "other"}"/>`,
      label(NAME + length + 8, y + 12, `${figure(p50)} ${row.unit}`, ours ? "strong" : ""),
    );
    y += LINE;
  }
  return { parts, bottom: y };
}

export function chart({ rows, machine, date }: Results): string {
  const parts: string[] = [];
  let y = 40;
  const five = rows.find((row) => row.row.startsWith("the same five-rule decision") && row.failed === null);
  if (five) {
    parts.push(
      label(20, y, `One decision of five rules, ${five.unit} (log scale, shorter is better)`, "title"),
    );
    const drawn = headToHead(five, y + 14);
    parts.push(...drawn.parts);
    y = drawn.bottom + 40;
  }
  parts.push(label(20, y, "How many times better than the peer of the same run (log scale)", "title"));
  const drawn = overview(
    rows.filter((row) => row.failed === null),
    y + 30,
  );
  parts.push(...drawn.parts);
  y = drawn.bottom + 28;
  parts.push(
    vertical(28, y - 12, y + 3, "goal"),
    label(38, y, "target", ""),
    verdictMark(104, y - 4, "met"),
    label(116, y, "met", ""),
    verdictMark(164, y - 4, "met by ratio"),
    label(176, y, "absolute figure missed, its ratio to the peer reached", ""),
    verdictMark(520, y - 4, "not met"),
    label(532, y, "not met", ""),
    label(
      WIDTH - 20,
      y,
      `${machine.cores} × ${machine.cpu.slice(0, 34)}, Node ${machine.node}, ${date.slice(0, 10)}`,
      "small",
      "end",
    ),
  );
  const height = y + 20;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="Benchmarks beside the published SDK and other products"><style>${STYLE}</style><rect width="${WIDTH}" height="${height}" rx="8" class="page"/>${parts.join("")}</svg>\n`;
}
