// What the published SDK's index exports, type by type: a program's code goes on compiling with ours.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as published from "@schematichq/schematic-typescript-node";
import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";
import { exportedNames } from "./exports";

const PUBLISHED = "@schematichq/schematic-typescript-node";
const folder = join(import.meta.dirname, ".built-fits");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Classes of one type parameter. */
const GENERIC = new Set(["LocalCache", "RedisCacheProvider"]);
/** Ours take more: ioredis clients too. */
const WIDER = new Set(["RedisClient", "CreditLeaseConfig"]);

const HEAD = `
import type * as theirs from "${PUBLISHED}";
import type * as ours from "@schematic/sdk";
type Fits<Wanted, Given extends Wanted> = Given;
type Made<C> = C extends abstract new (...args: infer A) => unknown ? A : never;
// Methods alone: resources are compared in packages/api/test-types. Mapped, so that private members do not count.
type Methods<T> = {
  [K in keyof T as T[K] extends (...args: never[]) => unknown ? K : never]: T[K] extends (
    ...args: infer A
  ) => PromiseLike<infer R>
    ? (...args: A) => PromiseLike<R>
    : T[K];
};
`;

/** One line for each thing that has to fit, with the name that it is about. */
function lines(): string[] {
  const [names] = exportedNames(import.meta.filename, [PUBLISHED]);
  const found: string[] = [];
  const fits = (wanted: string, given: string): void => {
    found.push(`export type T${found.length} = Fits<${wanted}, ${given}>;`);
  };
  for (const name of names?.get("") ?? []) {
    const value = (published as Record<string, unknown>)[name];
    const type = GENERIC.has(name) ? `${name}<string>` : name;
    if (name === "Schematic") continue;
    if (value === undefined) {
      fits(`ours.${type}`, `theirs.${type}`);
      if (!WIDER.has(name)) fits(`theirs.${type}`, `ours.${type}`);
    } else if (typeof value === "function" && /^[A-Z]/.test(name)) {
      fits(`Made<typeof ours.${name}>`, `Made<typeof theirs.${name}>`);
      fits(`Methods<theirs.${type}>`, `ours.${type}`);
    } else fits(`typeof theirs.${name}`, `typeof ours.${name}`);
  }
  return found;
}

function complaints(text: string, exactOptionalPropertyTypes: boolean): string[] {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `fits-${exactOptionalPropertyTypes}.ts`);
  writeFileSync(file, text);
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    exactOptionalPropertyTypes,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: ["node"],
  });
  return ts.getPreEmitDiagnostics(program).map(({ file: at, start = 0, messageText }) => {
    const line = at?.getLineAndCharacterOfPosition(start).line ?? 0;
    return `${text.split("\n")[line]}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

describe("types of the published index", () => {
  test("arguments, answers, constants and types fit", { timeout: 300_000 }, () => {
    const all = lines();
    expect(all.length).toBeGreaterThan(35);
    expect(complaints(`${HEAD}\n${all.join("\n")}\n`, false)).toEqual([]);
  });

  test("a subclass that says the types of the published methods compiles", { timeout: 120_000 }, () => {
    const program = `
import { type CheckFlagOptions, type CheckFlagWithEntitlementResponse, type CheckOptions, type CheckResult,
  type IdentifyOptions, Schematic, SchematicClient, type TrackOptions } from "@schematic/sdk";
type Context = Schematic.CheckFlagRequestBody;
export class App extends SchematicClient {
  override async checkFlag(context: Context, key: string, options?: CheckFlagOptions): Promise<boolean> {
    return super.checkFlag(context, key, options);
  }
  override async checkFlagWithEntitlement(
    context: Context, key: string, options?: CheckFlagOptions,
  ): Promise<CheckFlagWithEntitlementResponse> {
    return { ...(await super.checkFlagWithEntitlement(context, key, options)), reason: "mine" };
  }
  override async checkFlags(context: Context, keys?: string[]): Promise<Schematic.CheckFlagResponseData[]> {
    return super.checkFlags(context, keys);
  }
  override async check(context: Context, key: string, options?: CheckOptions): Promise<CheckResult> {
    return super.check(context, key, options);
  }
  override async identify(body: Schematic.EventBodyIdentify, options?: IdentifyOptions): Promise<void> {
    await super.identify(body, options);
  }
  override async track(body: Schematic.EventBodyTrack, options?: TrackOptions): Promise<void> {
    await super.track(body, options);
  }
  override async close(): Promise<void> {
    await super.close();
  }
}
`;
    expect(complaints(program, false)).toEqual([]);
  });

  test("bodies of the namespace are arguments of the client, with exactOptionalPropertyTypes too", {
    timeout: 300_000,
  }, () => {
    const program = `
import { type Schematic, SchematicClient } from "@schematic/sdk";
declare const client: SchematicClient;
declare const context: Schematic.CheckFlagRequestBody;
declare const event: Schematic.EventBodyTrack;
declare const somebody: Schematic.EventBodyIdentify;
export const asked = [
  client.checkFlag(context, "sso"),
  client.checkFlagWithEntitlement(context, "sso"),
  client.checkFlags(context, ["sso"]),
  client.check(context, "sso"),
  client.prewarm(context, []),
  client.track(event),
  client.identify(somebody),
];
`;
    expect(complaints(program, true)).toEqual([]);
  });
});
