/** What the quickstart prints: a line per thing that happens, with the time since the start. */
export class Narrator {
  private readonly startedAt = performance.now();
  private readonly colour: boolean;

  constructor(private readonly out: NodeJS.WriteStream = process.stdout) {
    this.colour = Boolean(out.isTTY) && !process.env.NO_COLOR;
  }

  chapter(title: string): void {
    this.out.write(`\n${this.paint("1", title)}\n`);
  }

  say(text: string): void {
    const ms = Math.round(performance.now() - this.startedAt);
    this.out.write(`${this.paint("2", `${String(ms).padStart(6)} ms`)}  ${text}\n`);
  }

  flag(key: string, value: boolean, detail: string): void {
    this.say(`${key} is ${value ? this.paint("32", "on ") : this.paint("31", "off")}  ${detail}`);
  }

  webhook(action: string, detail: string): void {
    this.say(`${this.paint("36", "webhook")} ${action}, signature verified  ${detail}`);
  }

  table(head: string[], rows: string[][]): void {
    const widths = head.map((title, column) =>
      Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
    );
    const line = (row: string[]): string =>
      `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
    this.out.write(`${line(head)}\n${line(widths.map((width) => "─".repeat(width)))}\n`);
    for (const row of rows) this.out.write(`${line(row)}\n`);
  }

  private paint(code: string, text: string): string {
    return this.colour ? `\u001b[${code}m${text}\u001b[0m` : text;
  }
}
