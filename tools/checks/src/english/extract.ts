import ts from "typescript";

/** A piece of prose and where it begins. */
export interface Prose {
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  /** True for a comment that documents the declaration after it. */
  readonly isDoc: boolean;
}

/** Returns the comments and the strings of several words of a TypeScript or JavaScript file. */
export function proseOfCode(source: string, fileName: string): Prose[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, false);
  const found = new Map<number, Prose>();
  const lineAt = (position: number): number => file.getLineAndCharacterOfPosition(position).line + 1;
  const addComments = (ranges: readonly ts.CommentRange[] | undefined): void => {
    for (const { pos, end } of ranges ?? []) {
      found.set(pos, comment(source.slice(pos, end), lineAt(pos)));
    }
  };
  const visit = (node: ts.Node): void => {
    addComments(ts.getLeadingCommentRanges(source, node.pos));
    addComments(ts.getTrailingCommentRanges(source, node.end));
    if (isText(node) && /\S\s+\S+\s+\S/.test(node.text))
      found.set(node.end, { text: node.text, line: lineAt(node.getStart(file)), isDoc: false });
    ts.forEachChild(node, visit);
  };
  visit(file);
  // The last comments of a block belong to no node.
  for (const { index, 0: raw } of source.matchAll(/\/\*[\s\S]*?\*\/|(?<=^\s*)\/\/.*$/gm)) {
    if (
      !found.has(index) &&
      file.text.slice(index, index + 2) === raw.slice(0, 2) &&
      isOutsideText(file, index)
    )
      found.set(index, comment(raw, lineAt(index)));
  }
  return joinLines([...found.values()].sort((a, b) => a.line - b.line));
}

const isText = (node: ts.Node): node is ts.LiteralLikeNode =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddle(node) ||
  ts.isTemplateTail(node);

/** True if no string or template covers the position. */
function isOutsideText(file: ts.SourceFile, position: number): boolean {
  let outside = true;
  const visit = (node: ts.Node): void => {
    if (position < node.pos || position >= node.end) return;
    if ((isText(node) || ts.isRegularExpressionLiteral(node)) && position >= node.getStart(file))
      outside = false;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return outside;
}

function comment(raw: string, line: number): Prose {
  const text = raw
    .replace(/^\/\*\*?|\*\/$|^\/\//g, "")
    .replace(/^[ \t]*\*/gm, "")
    .replace(/`[^`]*`/g, "`code`");
  const skipped = (/^\s*/.exec(text)?.[0].split("\n").length ?? 1) - 1;
  return { text: text.trim(), line: line + skipped, isDoc: raw.startsWith("/**") };
}

/** Joins `//` comments that continue from line to line, so that a pattern may span them. */
function joinLines(prose: readonly Prose[]): Prose[] {
  const joined: Prose[] = [];
  for (const each of prose) {
    const last = joined.at(-1);
    const lines = last?.text.split("\n").length ?? 0;
    if (last && !last.isDoc && !each.isDoc && last.line + lines === each.line)
      joined[joined.length - 1] = { ...last, text: `${last.text}\n${each.text}` };
    else joined.push(each);
  }
  return joined;
}

/** Returns the paragraphs, list items and table rows of a Markdown file, without code and front matter. */
export function proseOfMarkdown(source: string): Prose[] {
  const blank = (text: string): string => text.replace(/[^\n]/g, "");
  const text = source
    .replace(/^---\n[\s\S]*?\n---\n/, blank)
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, blank)
    .replace(/`[^`\n]*`/g, "`code`")
    .replace(/\]\([^)\s]*\)/g, "]");
  const prose: Prose[] = [];
  let line = 1;
  for (const paragraph of text.split(/\n(?=\s*\n|[-*|#>] |\|)/)) {
    if (paragraph.trim()) {
      const skipped = /^\s*/.exec(paragraph)?.[0].split("\n").length ?? 1;
      prose.push({ text: paragraph.trim(), line: line + skipped - 1, isDoc: false });
    }
    line += paragraph.split("\n").length;
  }
  return prose;
}
