/** A table for the terminal: columns as wide as their widest cell, numbers right-aligned. */
export function table(head: string[], rows: string[][]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ""))));
  const numeric = head.map((_, column) => rows.every((row) => /^[\s\d.,×<>≤≥–-]*$/.test(row[column] ?? "")));
  const line = (row: string[]): string =>
    row
      .map((cell, column) => {
        const gap = " ".repeat(Math.max(0, (widths[column] ?? 0) - width(cell)));
        return numeric[column] ? gap + cell : cell + gap;
      })
      .join("  ")
      .trimEnd();
  return [line(head), widths.map((size) => "─".repeat(size)).join("  "), ...rows.map(line)].join("\n");
}

function width(text: string): number {
  return [...text].length;
}

/** A figure in a few significant digits: `1,234`, `12.3`, `0.083`. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return Number(value.toPrecision(3)).toString();
}
