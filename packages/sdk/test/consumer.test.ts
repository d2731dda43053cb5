// The declarations of every package, compiled as the strictest consumer would.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const PROGRAM = `
import { createTransport, SchematicApi } from "@schematic/api";
import { upsertCompany } from "@schematic/api/companies";
import { RulesEngineClient, Schematic, SchematicClient, SchematicError } from "@schematic/sdk";
import * as cacheRedis from "@schematic/cache-redis";
import * as core from "@schematic/core";
import * as journal from "@schematic/core/journal";
import * as datastream from "@schematic/datastream";
import * as engine from "@schematic/rules-wasm";
import * as webhooks from "@schematic/webhooks";

const client = new SchematicClient({ apiKey: "sch_dev_x", flagDefaults: { on: true } });
export const answer: Promise<boolean> = client.checkFlag({ company: { id: "acme" } }, "on");
export const body: Schematic.companies.ListCompaniesRequest = { limit: 5 };
export const company = upsertCompany(createTransport({ apiKey: "sch_dev_x" }), { keys: { id: "acme" } });
export const isOurs = (error: unknown): boolean =>
  error instanceof SchematicError || error instanceof Schematic.NotFoundError;
export const rest: SchematicApi | undefined = undefined;
export const rules = new RulesEngineClient();
export const others = [cacheRedis, core, journal, datastream, engine, webhooks];
`;

test("compiles with skipLibCheck: false and exactOptionalPropertyTypes", { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(import.meta.dirname, ".built-"));
  try {
    const file = join(folder, "consumer.ts");
    writeFileSync(file, PROGRAM);
    const program = ts.createProgram([file], {
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: ["node"],
    });
    const told = ts.getPreEmitDiagnostics(program).map(({ file: at, messageText }) => {
      const where = at === undefined ? "" : relative(import.meta.dirname, at.fileName);
      return `${where}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
    expect(told).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
