/** Reports of what the packages export, made by API Extractor from their built declarations. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import {
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type ExtractorMessage,
} from "@microsoft/api-extractor";
import ts from "typescript";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..", "..");
const typeRoots = [join(here, "..", "node_modules", "@types")];

/** Returns the folders of the published packages: those that are not private. */
export async function packageFolders(): Promise<string[]> {
  const names = (await readdir(join(root, "packages"))).sort();
  const manifests = await Promise.all(
    names.map((name) => readFile(join(root, "packages", name, "package.json"), "utf8")),
  );
  return names.filter((_, index) => !(JSON.parse(manifests[index] ?? "{}") as { private?: boolean }).private);
}

/**
 * Entry points that hold hundreds of generated types: of these the report has one line for each name, with a
 * digest of its declaration. In full they would be half a megabyte.
 */
const byName: Record<string, string[]> = { api: ["./types", "./enums", "./webhooks"] };

interface Entry {
  /** As in `exports`: `.`, `./journal`. */
  name: string;
  /** Its declarations. */
  file: string;
}

async function entriesOf(folder: string): Promise<Entry[]> {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
    exports: Record<string, { import?: { types: string } } | string>;
  };
  return Object.entries(manifest.exports).flatMap(([name, target]) =>
    typeof target === "object" && target.import ? [{ name, file: join(folder, target.import.types) }] : [],
  );
}

/** `./next` as a name that a declaration can have. */
const identifier = (entry: string): string => entry.slice(2).replaceAll(/\W/g, "_");

/** One module with every entry point: the root's names as they are, each other's in a namespace. */
async function joinEntries(entries: Entry[], scratch: string): Promise<string> {
  const lines = entries.map(({ name, file }) => {
    const path = relative(scratch, file).replace(/\.d\.ts$/, ".js");
    return name === "." ? `export * from "${path}";` : `export * as ${identifier(name)} from "${path}";`;
  });
  const file = join(scratch, "entries.d.ts");
  await writeFile(file, `${lines.join("\n")}\n`);
  return file;
}

/** Nothing is printed: what matters is the report. */
const silence = (message: ExtractorMessage): void => {
  message.handled = true;
};

/** What API Extractor says of the declarations in `file`. */
async function extract(folder: string, name: string, file: string, scratch: string): Promise<string> {
  const quiet = { default: { logLevel: ExtractorLogLevel.None } };
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, "package.json"),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: file,
      newlineKind: "lf",
      apiReport: {
        enabled: true,
        reportFileName: name,
        reportFolder: join(scratch, "report"),
        reportTempFolder: join(scratch, "temp"),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      compiler: {
        overrideTsconfig: {
          include: [file],
          compilerOptions: {
            target: "es2022",
            module: "esnext",
            moduleResolution: "bundler",
            lib: ["es2023", "esnext.disposable", "dom", "dom.iterable"],
            types: ["node"],
            typeRoots,
            strict: true,
            // The packages' own declarations are checked by consumer-types.test.ts.
            skipLibCheck: true,
          },
        },
      },
      messages: {
        extractorMessageReporting: quiet,
        tsdocMessageReporting: quiet,
        compilerMessageReporting: quiet,
      },
    },
  });
  await mkdir(join(scratch, "report"), { recursive: true });
  Extractor.invoke(config, { localBuild: true, messageCallback: silence });
  return readFile(join(scratch, "report", `${name}.api.md`), "utf8");
}

/** A line for each exported name: its kind, and a digest of its declarations without comments. */
function digests(file: string): string[] {
  const options = {
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    module: ts.ModuleKind.ESNext,
    types: [],
  };
  const program = ts.createProgram([file], { ...options, noLib: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} is no module`);
  const printer = ts.createPrinter({ removeComments: true });
  const lines = checker.getExportsOfModule(module).map((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const declarations = symbol.declarations ?? [];
    const text = declarations.map((one) =>
      printer.printNode(ts.EmitHint.Unspecified, one, one.getSourceFile()),
    );
    const kinds = declarations.map((one) =>
      ts.SyntaxKind[one.kind].replace(/Declaration$|AliasDeclaration$/, ""),
    );
    const digest = createHash("sha256").update(text.join("\n")).digest("hex").slice(0, 12);
    return `${exported.name}: ${kinds.join(" and ")} ${digest}`;
  });
  return lines.sort();
}

/** The report of one package: every entry point, every exported name. */
export async function apiReport(name: string): Promise<string> {
  const folder = join(root, "packages", name);
  const scratch = join(folder, ".results", "api");
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  const entries = await entriesOf(folder);
  const short = byName[name] ?? [];
  const full = entries.filter((entry) => !short.includes(entry.name));
  const report = await extract(folder, name, await joinEntries(full, scratch), scratch);
  const sections = entries
    .filter((entry) => short.includes(entry.name))
    .map(
      ({ name: entry, file }) => `\n## ${entry.slice(2)}\n\n\`\`\`\n${digests(file).join("\n")}\n\`\`\`\n`,
    );
  await rm(scratch, { recursive: true, force: true });
  return report + sections.join("");
}
