export interface Bar {
  label: string;
  /** Drawn in the accent colour. */
  ours: boolean;
  value: number;
  text: string;
}

export interface BarGroup {
  title: string;
  bars: Bar[];
}

const escapeXml = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char] ?? char,
  );

/**
 * Horizontal bars, a group per row, each group on a logarithmic scale of its own: the peers differ by
 * orders of magnitude. Readable on light and dark pages.
 */
export function barChart(title: string, groups: BarGroup[]): string {
  const [left, right, barHeight] = [250, 110, 16];
  const width = 860;
  const room = width - left - right;
  const parts: string[] = [];
  let y = 44;
  for (const group of groups) {
    parts.push(`<text x="16" y="${y + 14}" class="group">${escapeXml(group.title)}</text>`);
    y += 24;
    const positive = group.bars.map((bar) => bar.value).filter((value) => value > 0);
    const low = Math.log10(Math.min(...positive)) - 0.5;
    const span = Math.max(Math.log10(Math.max(...positive)) - low, 0.5);
    for (const bar of group.bars) {
      const length = bar.value > 0 ? Math.max(3, ((Math.log10(bar.value) - low) / span) * room) : 3;
      parts.push(
        `<text x="${left - 8}" y="${y + 12}" class="label" text-anchor="end">${escapeXml(bar.label)}</text>`,
        `<rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="${barHeight}" rx="3" class="${bar.ours ? "ours" : "peer"}"/>`,
        `<text x="${(left + length + 6).toFixed(1)}" y="${y + 12}" class="value">${escapeXml(bar.text)}</text>`,
      );
      y += barHeight + 5;
    }
    y += 12;
  }
  const style =
    "text{font:12px ui-sans-serif,system-ui,sans-serif;fill:#57606a}.title{font-size:15px;font-weight:600;fill:#24292f}" +
    ".group{font-weight:600;fill:#24292f}.ours{fill:#2f81f7}.peer{fill:#afb8c1}" +
    "@media(prefers-color-scheme:dark){text{fill:#8b949e}.title,.group{fill:#e6edf3}.peer{fill:#484f58}}";
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" role="img" aria-label="${escapeXml(title)}">` +
    `<style>${style}</style><text x="16" y="24" class="title">${escapeXml(title)}</text>${parts.join("")}</svg>\n`
  );
}
