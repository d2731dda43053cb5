import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..", "..");
/** Inside this package, so that imports of packages by name resolve as a user's would. */
const scratch = join(here, "..", ".results", "readme");

interface Block {
  document: string;
  line: number;
  code: string;
  file: string;
}

async function documents(): Promise<string[]> {
  const folders = ["packages", "examples"];
  const found = ["README.md", "MIGRATING.md", "packages/sdk/TROUBLESHOOTING.md"].map((name) =>
    join(root, name),
  );
  for (const group of folders) {
    for (const name of await readdir(join(root, group))) found.push(join(root, group, name, "README.md"));
  }
  return found;
}

async function blocksOf(document: string): Promise<Block[]> {
  const text = await readFile(document, "utf8").catch(() => "");
  const blocks: Block[] = [];
  for (const match of text.matchAll(/^```(?:ts|typescript|js|javascript|mjs)[^\n]*\n([\s\S]*?)^```/gm)) {
    const line = text.slice(0, match.index).split("\n").length;
    const name = relative(root, document).replaceAll(/[/.]/g, "-");
    blocks.push({
      document: relative(root, document),
      line,
      code: match[1] ?? "",
      file: join(scratch, `${name}-${line}.ts`),
    });
  }
  return blocks;
}

/** The anchors of a document's headings, as GitHub makes them. */
async function headingsOf(document: string): Promise<string[]> {
  const text = await readFile(document, "utf8");
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

let blocks: Block[] = [];
let complaints = new Map<string, string[]>();

beforeAll(async () => {
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  blocks = (await Promise.all((await documents()).map(blocksOf))).flat();
  for (const block of blocks) await writeFile(block.file, `${block.code}\nexport {};\n`);
  const program = ts.createProgram(
    blocks.map((block) => block.file),
    {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
      types: ["node"],
      strict: true,
      // Nest's decorators are of this kind.
      experimentalDecorators: true,
      noEmit: true,
      skipLibCheck: true,
    },
  );
  complaints = new Map(blocks.map((block) => [block.file, []]));
  for (const one of ts.getPreEmitDiagnostics(program)) {
    if (!one.file) continue;
    const { line } = one.file.getLineAndCharacterOfPosition(one.start ?? 0);
    complaints
      .get(one.file.fileName)
      ?.push(`line ${line + 1}: ${ts.flattenDiagnosticMessageText(one.messageText, "\n")}`);
  }
});

describe("documents", () => {
  it("every TypeScript block of every README compiles against the built packages", () => {
    expect(blocks.length).toBeGreaterThan(0);
    const failing = blocks.flatMap((block) =>
      (complaints.get(block.file) ?? []).map((text) => `${block.document}:${block.line}: ${text}`),
    );
    expect(failing).toEqual([]);
  });

  it("every package has a README of at most 150 lines that opens with an example", async () => {
    for (const name of await readdir(join(root, "packages"))) {
      const text = await readFile(join(root, "packages", name, "README.md"), "utf8");
      expect(text.split("\n").length, name).toBeLessThanOrEqual(151);
      const firstHeading = text.indexOf("\n## ");
      const firstBlock = text.indexOf("```");
      expect(firstBlock, `${name} has no example`).toBeGreaterThan(0);
      if (firstHeading > 0)
        expect(firstBlock, `${name}: the example comes first`).toBeLessThan(firstHeading + 400);
    }
  });

  it("nothing in the repository points outside it", async () => {
    const files = await documents();
    for (const file of files) {
      const text = await readFile(file, "utf8").catch(() => "");
      expect(text, file).not.toMatch(/\.\.\/shared|\/work\//);
    }
  });

  it("every link to a file of the repository leads to one, and to a heading of it", async () => {
    const broken: string[] = [];
    for (const file of await documents()) {
      const text = await readFile(file, "utf8").catch(() => "");
      for (const [, target = ""] of text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
        const [path = "", heading] = target.split("#");
        const linked = path === "" ? file : join(dirname(file), path);
        if (!existsSync(linked)) broken.push(`${relative(root, file)}: ${target}`);
        else if (heading !== undefined && !(await headingsOf(linked)).includes(heading))
          broken.push(`${relative(root, file)}: ${target} has no such heading`);
      }
    }
    expect(broken).toEqual([]);
  });

  it("every example has a README that opens with code and names the command that runs it", async () => {
    for (const name of await readdir(join(root, "examples"))) {
      const text = await readFile(join(root, "examples", name, "README.md"), "utf8");
      expect(text, name).toMatch(/^# .+\n\n```ts\n/);
      expect(text, name).toMatch(/^npm start/m);
    }
  });
});
