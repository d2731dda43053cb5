import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import type { TestEntity } from "./entities";

/** One size of the benchmark fixtures, in wire form. */
export interface Fixture {
  flag: Record<string, unknown> & { id: string; key: string };
  company: TestEntity;
  user: TestEntity;
  evalCtx: { company?: Record<string, string>; user?: Record<string, string> };
}

export type FixtureSize = "small" | "peer5" | "medium" | "large";

const FILE = new URL("../../../../tools/bench/fixtures/bench-fixtures.json.gz", import.meta.url);

export function fixtures(): Record<FixtureSize, Fixture> {
  return JSON.parse(gunzipSync(readFileSync(fileURLToPath(FILE))).toString("utf8"));
}

/** A copy of a company under other ids and keys, its values shared with no other. */
export function companyNumber(fixture: Fixture, number: number): TestEntity {
  const text = JSON.stringify(fixture.company).replaceAll(fixture.company.id, `comp_${number}`);
  return {
    ...(JSON.parse(text) as TestEntity),
    keys: { company_id: `company-${number}`, other: `other-${number}` },
  };
}

/** A copy of a flag under another id and key. */
export function flagNumber(fixture: Fixture, number: number): Record<string, unknown> & { key: string } {
  const text = JSON.stringify(fixture.flag).replaceAll(fixture.flag.id, `flag_${number}`);
  return { ...JSON.parse(text), id: `flag_${number}`, key: `flag-${number}` };
}
