// That the programs leave nothing out: of the published README, of the client's methods, of its options.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";
import { clientSurface } from "./exports";
import { FRAMES, TOPICS } from "./topics";

const PUBLISHED = "@schematichq/schematic-typescript-node";
const OURS = "@schematic/sdk";
const folder = join(import.meta.dirname, ".built-readme");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entry = createRequire(import.meta.url).resolve(PUBLISHED);
const readme = readFileSync(join(dirname(entry), "..", "README.md"), "utf8");
const programs = new Map(
  readdirSync(join(import.meta.dirname, "programs")).map((file) => [
    basename(file, ".ts"),
    readFileSync(join(import.meta.dirname, "programs", file), "utf8"),
  ]),
);
const everything = [...programs.values()].join("\n");

/** The README's TypeScript, by the line where it begins; parts of programs get what they take for granted. */
function blocks(): [line: number, code: string][] {
  return [...readme.matchAll(/^```(?:ts|typescript)\n([\s\S]*?)^```/gm)].map(({ 1: code = "", index }) => {
    const line = readme.slice(0, index).split("\n").length;
    if (code.includes(PUBLISHED)) return [line, code];
    const client = /const client =/.test(code) ? "" : "declare const client: SchematicClient;";
    const given = `import { SchematicClient, type Schematic } from "${PUBLISHED}"; ${client}
declare const maxTokens: number; declare const evalCtx: Schematic.CheckFlagRequestBody;
declare function runInference(): Promise<{ tokensUsed: number }>;`;
    return [line, `${given}\n${code}`];
  });
}

/** What the compiler says of the blocks with this SDK as their import. */
function complaints(sdk: string): string[] {
  mkdirSync(folder, { recursive: true });
  const files = blocks().map(([line, code]) => {
    const file = join(folder, `${sdk === OURS ? "ours" : "published"}-${line}.ts`);
    writeFileSync(file, `${code.replaceAll(PUBLISHED, sdk)}\nexport {};\n`);
    return file;
  });
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: ["node"],
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, code, messageText }) => {
    const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
    const name = basename(file?.fileName ?? "").replace(/^\w+-/, "README ");
    return `${name} +${line}: ${code} ${code === 2307 ? ts.flattenDiagnosticMessageText(messageText, " ") : ""}`;
  });
}

describe("the published README", () => {
  test("every section has programs that do what it shows", () => {
    const text = readme.replaceAll(/^```[\s\S]*?^```/gm, "");
    const sections = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => heading);
    expect(sections.length).toBeGreaterThan(30);
    expect(sections.filter((one) => !(one in TOPICS) && !FRAMES.has(one))).toEqual([]);
    expect(Object.keys(TOPICS).filter((one) => !sections.includes(one))).toEqual([]);
    const named = Object.values(TOPICS).flat();
    expect(named.filter((name) => !programs.has(name))).toEqual([]);
  });

  test("every block compiles with our import as it does with theirs", { timeout: 300_000 }, () => {
    expect(blocks().length).toBeGreaterThan(30);
    const before = new Set(complaints(PUBLISHED));
    expect(complaints(OURS).filter((one) => !before.has(one))).toEqual([]);
  });
});

describe("the published client", () => {
  const { methods, options } = clientSurface(import.meta.filename, PUBLISHED);

  test("every method is called by a program", () => {
    expect(methods.length).toBeGreaterThan(11);
    expect(methods.filter((name) => !new RegExp(`\\.${name}\\(`).test(everything))).toEqual([]);
  });

  test("every option of it and of its methods is given by a program", () => {
    expect(options).toEqual(expect.arrayContaining(["apiKey", "redisKeyPrefix", "idempotencyKey"]));
    expect(options.filter((name) => !new RegExp(`\\b${name}\\b`).test(everything))).toEqual([]);
  });
});
