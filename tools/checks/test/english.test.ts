import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ENFORCED, findings, proseFiles, report } from "../src/english/check";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const words = (source: string, file = "a.ts"): string[] =>
  findings(source, file).map(({ pattern }) => pattern.name);

test.each(ENFORCED)("%s is written in plain English", (path) => {
  expect(proseFiles(join(root, path)), "no such folder").not.toEqual([]);
  expect(report(root, [path])).toEqual([]);
});

test.each([
  ["// Nobody hears of it any more.", ["hear", "nobody"]],
  ["/** Whether so many more are more than may be held. */", ["may", "may", "start"]],
  ["/** Gives the value. */", ["gives", "start"]],
  ["const a = 1; // for strings alone", ["alone"]],
  ["/** The source is told of it\n * meanwhile. */", ["told", "meanwhile"]],
  ["// The cache is kept\n// true for ever.", ["ever", "true"]],
  ["function f() {\n  // The data is there already.\n}", ["there"]],
  ['throw new Error("the flag is not there yet");', ["there"]],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a file under test
  ["log(`the server answers ${n} times, beside the published SDK`);", ["answers", "beside"]],
])("finds the words in %j", (source, names) => {
  expect(words(source).sort()).toEqual([...names].sort());
});

test.each([
  "// Leave the others alone. It gives up after three tries.",
  "// Is there a limit? There is none.",
  "/** Returns the answers of all sources. */",
  "const nobody = 1; const told = nobody;",
  'const key = "alone"; const other = "for ever";',
  "// A use of `what is left` as code.",
  'const url = "http://nobody";',
])("finds nothing in %j", (source) => {
  expect(words(source)).toEqual([]);
});

test("a use is exempted where it stands", () => {
  expect(words("// english: allow alone\n// It stands alone.")).toEqual([]);
  expect(words("// It stands alone. (english: allow alone)")).toEqual([]);
  expect(words("// english: allow told\n// It stands alone.")).toEqual(["alone"]);
  expect(words("// english: allow alone\n//\n// It stands alone.")).toEqual(["alone"]);
  expect(words("<!-- english: allow told, alone -->\nIt stands alone.\n", "a.md")).toEqual([]);
});

test("Markdown: prose counts, code and front matter do not", () => {
  const text =
    "---\n'nobody': patch\n---\n\nNobody knows `nobody`.\n\n```ts\n// nobody\n```\n\n- one\n- told\n";
  expect(findings(text, "a.md").map(({ line, pattern }) => `${line} ${pattern.name}`)).toEqual([
    "5 nobody",
    "12 told",
  ]);
});

test("names the line of a word in a long comment", () => {
  const [finding] = findings(
    "const a = 1;\n/**\n * First line.\n * It is told so.\n */\nconst b = 2;\n",
    "a.ts",
  );
  expect(finding?.line).toBe(4);
  expect(finding?.text).toContain("It is told so");
});
