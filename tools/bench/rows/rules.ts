import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type EngineHandle, loadRulesEngine, type RulesEngine } from "@schematic/rules-wasm";
import type { BenchGoal, BenchGroup, BenchRow, Contender } from "@schematic-internal/testing";
import { prepareClosures } from "./rules/closures";
import { ownFixtures } from "./rules/own-fixtures";
import type { Fixture } from "./rules/types";

const ENGINE = "published engine";
const require = createRequire(import.meta.url);
const fixtures: Record<string, Fixture> = JSON.parse(
  gunzipSync(readFileSync(new URL("../fixtures/bench-fixtures.json.gz", import.meta.url))).toString(),
);

interface PublishedEngine {
  checkFlagWithOptions(flag: string, company?: string, user?: string): string;
}

function publishedEngine(): PublishedEngine {
  const main = require.resolve("@schematichq/schematic-typescript-node");
  const { RulesEngineJS } = require(join(dirname(main), "wasm/rulesengine.js"));
  return new RulesEngineJS();
}

/** Drops members whose value is null, as the published SDK does before each call. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([key, member]) => [key, withoutNulls(member)]),
  );
}

/** The published engine called as its SDK calls it: entities to JSON, the answer from JSON. */
function published(engine: PublishedEngine, fixture: Fixture): Contender {
  const text = (entity: object): string => JSON.stringify(withoutNulls(entity));
  const call = (): { value: boolean; reason: string } =>
    JSON.parse(engine.checkFlagWithOptions(text(fixture.flag), text(fixture.company), text(fixture.user)));
  return { name: ENGINE, verify: () => {}, sync: call };
}

interface Loaded {
  flag: EngineHandle;
  company: EngineHandle;
  user: EngineHandle;
}

function load(engine: RulesEngine, { flag, company, user }: Fixture): Loaded {
  return {
    flag: engine.load("flag", flag),
    company: engine.load("company", company),
    user: engine.load("user", user),
  };
}

function same(ours: Contender, other: Contender): () => void {
  return () => {
    const pick = (answer: unknown): string => {
      const { value, reason } = answer as { value: boolean; reason: string };
      return `${value} ${reason}`;
    };
    const [want, got] = [pick(other.sync?.()), pick(ours.sync?.())];
    if (want !== got) throw new Error(`answers ${got}, the published engine ${want}`);
  };
}

/**
 * Limits, and what the published engine took through its client on the machine on which they were set; called
 * directly, as here, it takes a little less.
 */
const LIMITS: Record<string, { atMost: number; was: number }> = {
  small: { atMost: 100, was: 60_300 },
  medium: { atMost: 600, was: 446_000 },
  large: { atMost: 1_500, was: 1_937_000 },
};

function goalsOf(size: string): BenchGoal[] {
  const limit = LIMITS[size];
  const goals: BenchGoal[] = [{ of: "evaluate", times: { than: ENGINE, atLeast: 200 } }];
  if (limit) {
    goals.push({ of: "evaluate", atMost: limit.atMost, reference: { of: ENGINE, was: limit.was } });
  }
  return goals;
}

function evaluateRow(engine: RulesEngine, peer: PublishedEngine, name: string, fixture: Fixture): BenchRow {
  const { flag, company, user } = load(engine, fixture);
  const theirs = published(peer, fixture);
  const ours: Contender = { name: "evaluate", sync: () => engine.evaluate(flag, company, user) };
  ours.verify = same(ours, theirs);
  const decide: Contender = { name: "decide", sync: () => engine.decide(flag, company, user) };
  decide.verify = same(decide, theirs);
  const contenders = [ours, decide, theirs];
  const closures = prepareClosures(fixture);
  if (closures)
    contenders.push({
      name: "prepared closures",
      sync: closures,
      verify: same({ name: "", sync: closures }, theirs),
    });
  return { name: `evaluate, ${name}`, unit: "ns", contenders, peer: ENGINE, goals: goalsOf(name) };
}

/** Company by flag at random, so that neither caches nor branch predictors know the pair. */
function pairsRow(engine: RulesEngine, peer: PublishedEngine, name: string, fixture: Fixture): BenchRow {
  const vary = (text: string, prefix: string, i: number): unknown =>
    JSON.parse(text.replaceAll("value-", `value-${i % 13}-`).replaceAll(prefix, `${prefix}${i}_`));
  const [companyText, flagText] = [JSON.stringify(fixture.company), JSON.stringify(fixture.flag)];
  const companies = Array.from(
    { length: 400 },
    (_, i) => vary(companyText, "comp_", i) as Fixture["company"],
  );
  const flags = Array.from({ length: 100 }, (_, i) => vary(flagText, "flag_", i) as Fixture["flag"]);
  const companyHandles = companies.map((company) => engine.load("company", company));
  const flagHandles = flags.map((flag) => engine.load("flag", flag));
  const user = engine.load("user", fixture.user);
  let state = 1;
  const next = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 8;
  };
  const evaluate = (flag: number, company: number) =>
    engine.evaluate(flagHandles[flag] as EngineHandle, companyHandles[company], user);
  const ask = (flag: number, company: number) =>
    published(peer, {
      ...fixture,
      flag: flags[flag] as Fixture["flag"],
      company: companies[company] as Fixture["company"],
    }).sync?.();
  return {
    name: `evaluate, random pairs, ${name}`,
    unit: "ns",
    contenders: [
      {
        name: "evaluate",
        verify: () => {
          for (let i = 0; i < 20; i++) {
            const [flag, company] = [next() % 100, next() % 400];
            same(
              { name: "", sync: () => evaluate(flag, company) },
              { name: "", sync: () => ask(flag, company) },
            )();
          }
        },
        sync: () => evaluate(next() % 100, next() % 400),
      },
      { name: ENGINE, verify: () => {}, sync: () => ask(next() % 100, next() % 400) },
    ],
    peer: ENGINE,
    goals: goalsOf(name),
    close: () => {
      for (const handle of [...companyHandles, ...flagHandles, user]) handle.free();
    },
  };
}

function loadRow(engine: RulesEngine, name: string, fixture: Fixture): BenchRow {
  const { company } = fixture;
  const text = JSON.stringify(company);
  const bytes = new TextEncoder().encode(text);
  const contender = (way: string, form: object | string | Uint8Array): Contender => ({
    name: way,
    verify: () => {
      const answer = (given: object | string | Uint8Array): string =>
        JSON.stringify(engine.checkFlag(fixture.flag, given, fixture.user));
      if (answer(form) !== answer(company)) throw new Error(`loaded as ${way} the company answers otherwise`);
    },
    sync: () => engine.load("company", form).free(),
  });
  const parse: Contender = { name: "JSON.parse alone", verify: () => {}, sync: () => JSON.parse(text) };
  return {
    name: `load a company and free it, ${name}`,
    unit: "µs",
    contenders: [
      contender("object", company),
      contender("bytes", bytes),
      contender("JSON text", text),
      parse,
    ],
    peer: parse.name,
    ...(name === "medium" && {
      goals: [{ of: "object", atMost: 10, reference: { of: parse.name, was: 38 } }],
    }),
  };
}

function patchRow(engine: RulesEngine, { company }: Fixture): BenchRow {
  const handle = engine.load("company", company);
  const metric = { event_subtype: "event-subtype-0", period: "current_month", month_reset: "first_of_month" };
  const text = JSON.stringify({
    entity_type: "rulesengine.Company",
    message_type: "partial",
    entity_id: company.id,
    data: { metrics: [metric] },
  });
  let value = 0;
  const patch = () => engine.patch(handle, { metrics: [{ ...metric, value: value++ }] });
  return {
    name: "patch one metric, medium",
    unit: "ns",
    contenders: [
      { name: "patch", verify: patch, sync: patch },
      { name: "JSON.parse of its frame alone", verify: () => {}, sync: () => JSON.parse(text) },
    ],
    close: () => handle.free(),
  };
}

/** The evaluator on its own, compared with the published engine, other evaluators and prepared closures. */
export const group: BenchGroup = {
  name: "rules",
  async rows() {
    const engine = await loadRulesEngine();
    const peer = publishedEngine();
    return [
      ...Object.entries(fixtures).map(([name, fixture]) => evaluateRow(engine, peer, name, fixture)),
      ...Object.entries(ownFixtures()).map(([name, fixture]) => evaluateRow(engine, peer, name, fixture)),
      ...["medium", "large"].map((name) => pairsRow(engine, peer, name, fixtures[name] as Fixture)),
      ...["small", "medium", "large"].map((name) => loadRow(engine, name, fixtures[name] as Fixture)),
      patchRow(engine, fixtures.medium as Fixture),
    ];
  },
};
