import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as published from "@schematichq/schematic-typescript-node";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..", "..");
const guide = join(root, "MIGRATING.md");
/** Inside this package, so that imports of packages by name resolve as a user's would. */
const probe = join(here, "..", ".results", "migrating", "probe.ts");

const PEER = "@schematichq/schematic-typescript-node";
/** Where a name of ours may come from, in this order. */
const OURS = ["sdk", "webhooks", "cache-redis", "rules-wasm", "core", "api", "datastream"].map(
  (name) => `@schematic/${name}`,
);
/** Code in our column that is no name. */
const PLAIN = /^(null|undefined|false|true|await using|\[\]|get|set|delete|deleteMissing|maxItems|ttl)$/;
const CODE = /^(event_subtype_mismatch|prefix|Date|key conflict|\.withRawResponse\(\))$/;

interface Row {
  section: string;
  theirs: string[];
  ours: string[];
}

const spans = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);

/** Every row of every table whose head names another SDK beside ours. */
function rowsOf(text: string): Row[] {
  const rows: Row[] = [];
  let section = "";
  let inTable = false;
  for (const line of text.split("\n")) {
    const [, heading] = /^#+ (.*)$/.exec(line) ?? [];
    if (heading !== undefined) section = heading;
    if (!line.startsWith("|")) inTable = false;
    else if (/^\| (published|Python) \| ours/.test(line)) inTable = true;
    else if (inTable && !line.startsWith("| ---")) {
      const [, theirs = "", ours = ""] = line.split(" | ").length > 1 ? ["", ...line.split(" | ")] : [];
      rows.push({ section, theirs: spans(theirs), ours: spans(ours) });
    }
  }
  return rows;
}

interface Surface {
  operations: { resource: string; method: string; since?: string }[];
  schemas: Record<string, { since?: string }>;
}

const NEWER = "What is newer than the Node SDK";
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

let surface: Surface;
let rows: Row[] = [];
let checker: ts.TypeChecker;
let exportsOf: (module: string) => Map<string, ts.Symbol>;

beforeAll(async () => {
  rows = rowsOf(await readFile(guide, "utf8"));
  surface = JSON.parse(
    await readFile(join(root, "packages/api/generator/api-surface.json"), "utf8"),
  ) as Surface;
  await mkdir(dirname(probe), { recursive: true });
  const modules = [PEER, ...OURS];
  await writeFile(probe, modules.map((name, i) => `export * as m${i} from "${name}";`).join("\n"));
  const program = ts.createProgram([probe], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ["node"],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  });
  checker = program.getTypeChecker();
  const file = program.getSourceFile(probe);
  if (file === undefined) throw new Error("the probe was not read");
  exportsOf = (module) => {
    const statement = file.statements[modules.indexOf(module)] as ts.ExportDeclaration;
    const symbol = statement.moduleSpecifier && checker.getSymbolAtLocation(statement.moduleSpecifier);
    if (symbol === undefined) throw new Error(`${module} is not found`);
    return new Map(checker.getExportsOfModule(symbol).map((one) => [one.name, one]));
  };
});

const resolved = (symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

/** The type that a name stands for: a class's instance, an interface, an alias. */
const declaredType = (symbol: ts.Symbol): ts.Type => checker.getDeclaredTypeOfSymbol(resolved(symbol));

function memberType(type: ts.Type, name: string): ts.Type | undefined {
  const property = checker.getPropertyOfType(checker.getNonNullableType(type), name);
  return property && checker.getTypeOfSymbol(property);
}

/** Whether `Name` or `Name.member.member` is there, among our packages' exports. */
function isOurs(path: string): boolean {
  const [first = "", ...members] = path.startsWith("client.")
    ? ["SchematicClient", ...path.split(".").slice(1)]
    : path.split(".");
  return OURS.some((module) => {
    const symbol = exportsOf(module).get(first);
    if (symbol === undefined) return false;
    const target = resolved(symbol);
    if (target.flags & ts.SymbolFlags.ValueModule) {
      const [name] = members;
      if (name === undefined) return true;
      return checker.getExportsOfModule(target).some((one) => one.name === name);
    }
    let type: ts.Type | undefined = declaredType(symbol);
    for (const member of members) type = type && memberType(type, member);
    return type !== undefined;
  });
}

const named = (section: string): string[] =>
  rows.filter((row) => row.section === section).flatMap((row) => row.theirs);

describe("MIGRATING.md", () => {
  test("has a row for every export of the published Node SDK, types included", () => {
    const names = named("Its exports");
    expect(Object.keys(published).filter((name) => !names.includes(name))).toEqual([]);
    const all = [...exportsOf(PEER).keys()];
    expect(all.length).toBeGreaterThan(Object.keys(published).length);
    expect(all.filter((name) => !names.includes(name))).toEqual([]);
  });

  test("has a row for every option of its client, one level deep", () => {
    const client = exportsOf(PEER).get("SchematicClient");
    const options = client && publishedOptions(client);
    const missing = (options ?? []).filter((name) => !named("Its options").includes(name));
    expect(options?.length).toBeGreaterThan(18);
    expect(missing).toEqual([]);
  });

  test("has a row for every method and resource of its client", () => {
    const client = exportsOf(PEER).get("SchematicClient");
    if (client === undefined) throw new Error("the published SDK has no SchematicClient");
    const members = checker
      .getPropertiesOfType(declaredType(client))
      .filter((one) => !isHidden(one))
      .map((one) => one.name);
    expect(members.length).toBeGreaterThan(30);
    expect(members.filter((name) => !named("Its methods").includes(name))).toEqual([]);
  });

  test("has a row for every public name of the Python SDK", async () => {
    const { source, ...versions } = JSON.parse(
      await readFile(join(here, "..", "fixtures", "python-names.json"), "utf8"),
    ) as Record<string, Record<string, string[]>>;
    const names = Object.values(versions).flatMap((modules) => Object.values(modules).flat());
    const sections = [
      "Clients and configuration",
      "Methods and results",
      "Caches, errors, webhooks",
      "Lower parts",
      "Credits",
    ];
    const cells = sections.flatMap(named).join(" ");
    const has = (name: string): boolean => new RegExp(`(?<!\\w)${name}(?!\\w)`).test(cells);
    expect(source).toBeTypeOf("string");
    expect(names.length).toBeGreaterThan(110);
    expect(names.filter((name) => !has(name))).toEqual([]);
    expect(has("check_flag_not")).toBe(false);
  });

  test("has a row for every operation that the Python SDK has and the Node SDK lacks", () => {
    const newer = surface.operations.filter(({ since }) => since !== undefined);
    const wanted = newer.map(({ resource, method }) => [
      `client.${resource}.${snake(method)}`,
      `client.${resource}.${method}`,
    ]);
    const found = rows
      .filter(({ section }) => section === NEWER)
      .flatMap(({ theirs, ours }) => theirs.map((name, i) => [name, ours[i]]));
    expect(newer.length).toBeGreaterThan(20);
    expect(found).toEqual(expect.arrayContaining(wanted));
  });

  test("has a row for every newer type of spend policies and preflights", () => {
    const newer = Object.entries(surface.schemas)
      .filter(([name, { since }]) => since !== undefined && /CreditSpend|Preflight/.test(name))
      .map(([name]) => name)
      // Requests and results of operations have their own rows.
      .filter((name) => !/(Request|Response|Params)$/.test(name));
    expect(newer.length).toBeGreaterThan(5);
    expect(newer.filter((name) => !named(NEWER).includes(name))).toEqual([]);
  });

  test("derives the method of every operation by the rule that it states", () => {
    const missing = surface.operations.filter(
      ({ resource, method }) => resource !== "" && !isOurs(`client.${resource}.${method}`),
    );
    expect(missing).toEqual([]);
  });

  test("names nothing of ours that is not there", () => {
    const require = createRequire(import.meta.url);
    const unknown = rows.flatMap(({ ours }) =>
      ours.filter((code) => {
        if (PLAIN.test(code) || CODE.test(code)) return false;
        if (code.startsWith("@schematic/")) {
          require.resolve(code);
          return false;
        }
        return !isOurs(code);
      }),
    );
    expect(rows.length).toBeGreaterThan(80);
    expect(unknown).toEqual([]);
    expect(isOurs("client.checkFlagNot")).toBe(false);
    expect(isOurs("SchematicOptions.cacheProviders.nothing")).toBe(false);
    expect(isOurs("Schematic.NoSuchError")).toBe(false);
  });
});

const isHidden = (symbol: ts.Symbol): boolean =>
  symbol.name.startsWith("_") ||
  (symbol.declarations ?? []).some(
    (one) =>
      ts.getCombinedModifierFlags(one) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected) ||
      one.getText().startsWith("#"),
  );

/** The names in the constructor's first argument; those of an object literal type as `outer.inner`. */
function publishedOptions(client: ts.Symbol): string[] {
  const signature = checker.getSignaturesOfType(
    checker.getTypeOfSymbol(resolved(client)),
    ts.SignatureKind.Construct,
  )[0];
  const parameter = signature?.parameters[0];
  if (parameter === undefined) throw new Error("the published client takes no options");
  const type = checker.getNonNullableType(checker.getTypeOfSymbol(parameter));
  return checker.getPropertiesOfType(type).flatMap((option) => {
    const inner = checker.getNonNullableType(checker.getTypeOfSymbol(option));
    // Literals alone: an interface such as `Logger` is a type of its own, with its own row.
    const literal = inner.symbol?.flags & ts.SymbolFlags.TypeLiteral && !inner.getStringIndexType();
    if (!literal) return [option.name];
    return checker.getPropertiesOfType(inner).map((one) => `${option.name}.${one.name}`);
  });
}
