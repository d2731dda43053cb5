import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { type Prose, proseOfCode, proseOfMarkdown } from "./extract";
import { PATTERNS, type Pattern } from "./patterns";

/** Folders and files whose English is enforced. */
export const ENFORCED: readonly string[] = [
  "packages/api",
  "packages/core/src/events",
  "packages/core/src/journal",
  "packages/core/src/platform",
  "packages/core/test/events",
  "packages/core/test/journal",
  "packages/emulator",
  "packages/gates",
  "packages/cache-redis",
  "packages/kit",
  "packages/replicator",
  "packages/openfeature",
  "packages/otel",
  "packages/rules-wasm",
  "packages/webhooks",
  "tools/mutate",
  "tools/checks/src/english",
];

const SKIPPED_FOLDERS = /^(?:node_modules|dist|generated|fixtures|\.results|\.turbo)$/;
/** Released changelogs are history. The pattern list has to name what it forbids, and its test as well. */
const SKIPPED_FILES = /(?:^|\/)(?:CHANGELOG\.md|english\/patterns\.ts|english\.test\.ts)$/;
const CODE = /\.(?:ts|mts|cts|tsx|mjs|cjs|js)$/;

export interface Finding {
  readonly line: number;
  /** The words that matched, with a few around them. */
  readonly text: string;
  readonly pattern: Pattern;
}

/** Returns every use of a pattern in the prose of one file. */
export function findings(source: string, fileName: string): Finding[] {
  const prose = fileName.endsWith(".md") ? proseOfMarkdown(source) : proseOfCode(source, fileName);
  const lines = source.split("\n");
  return prose.flatMap((each) => PATTERNS.flatMap((pattern) => uses(each, pattern, lines)));
}

function uses({ text, line, isDoc }: Prose, pattern: Pattern, lines: readonly string[]): Finding[] {
  if (pattern.where === "doc-start" && !isDoc) return [];
  const { avoid } = pattern;
  // A line break may stand where the pattern has a space.
  const spaced = new RegExp(avoid.source.replaceAll(" ", "\\s+"), `${avoid.flags}g`);
  return [...text.matchAll(spaced)].flatMap(({ index, 0: match }) => {
    const at = line + text.slice(0, index).split("\n").length - 1;
    if (isAllowed(pattern.name, lines, at)) return [];
    const around = text.slice(Math.max(0, index - 30), index + match.length + 30).replace(/\s+/g, " ");
    return [{ line: at, text: around.trim(), pattern }];
  });
}

function isAllowed(name: string, lines: readonly string[], line: number): boolean {
  const exempted = [lines[line - 2], lines[line - 1]].join("\n");
  return new RegExp(`english: allow (?:[\\w, ]+, ?)?${name}\\b`).test(exempted);
}

/** Returns the files below `path` that hold prose, in alphabetical order. */
export function proseFiles(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) {
    const isProse = path.endsWith(".md") || (CODE.test(path) && !path.endsWith(".d.ts"));
    return isProse && !SKIPPED_FILES.test(path) ? [path] : [];
  }
  const names = readdirSync(path).filter((name) => !SKIPPED_FOLDERS.test(name));
  return names.sort().flatMap((name) => proseFiles(join(path, name)));
}

/** Returns one line for each finding below the paths: file, line, words, and what to write. */
export function report(root: string, paths: readonly string[]): string[] {
  return paths.flatMap((path) =>
    proseFiles(join(root, path)).flatMap((file) =>
      findings(readFileSync(file, "utf8"), file).map(
        ({ line, text, pattern }) =>
          `${relative(root, file)}:${line}: "${text}"; write: ${pattern.write} [${pattern.name}]`,
      ),
    ),
  );
}
