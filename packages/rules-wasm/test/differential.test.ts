import { pythonEngineFile } from "@schematic-internal/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadRulesEngine } from "../src/index";
import { askEngine, askTwin, compareWithPublished } from "./support/differential";
import { normal } from "./support/normal";
import { nodeEngine, type PublishedEngine, pythonEngine } from "./support/published";
import { type Choices, pick, type RandomCase, randomCase, randomDate } from "./support/random-case";
import type { Rule } from "./twin/wire";

const engine = await loadRulesEngine();
const pythonFile = await pythonEngineFile((message) => console.warn(message));
const published: PublishedEngine[] = [
  nodeEngine(),
  ...(pythonFile === undefined ? [] : [pythonEngine(pythonFile)]),
];

function choices(g: fc.GeneratorValue): Choices {
  return { upTo: (max) => g(fc.nat, { max }) };
}

/** Makes some enumerations newer than the engine: the published one refuses those, the twin does not. */
function withNews(question: RandomCase, c: Choices): RandomCase {
  const rules: (Rule | undefined)[] = [
    ...(question.flag.rules ?? []),
    ...(question.company?.rules ?? []),
    ...(question.user?.rules ?? []),
  ];
  for (const rule of rules) {
    if (rule && c.upTo(4) === 0) rule.rule_type = "plan_trial";
    for (const condition of rule?.conditions ?? []) {
      if (c.upTo(4) === 0) condition.metric_period = "current_year";
      if (c.upTo(4) === 0) condition.metric_period_month_reset = "fiscal";
      if (condition.trait_definition && c.upTo(4) === 0)
        condition.trait_definition.comparable_type = "semver";
    }
  }
  for (const metric of question.company?.metrics ?? []) {
    if (c.upTo(4) === 0) metric.period = pick(c, ["current_year", "current_month"]);
  }
  return question;
}

describe("random cases", () => {
  test.each(published)("have the results of the published engine: $name", (oracle) => {
    const differences = compareWithPublished(engine, oracle, { first: 1, count: 3000 });
    expect(differences).toEqual([]);
  });

  test("are answered as the twin does", () => {
    fc.assert(
      fc.property(fc.gen(), fc.nat({ max: 2 }), (g, way) => {
        const question = randomCase(choices(g));
        expect(askEngine(engine, question, way)).toEqual(askTwin(question));
      }),
      { numRuns: 1000 },
    );
  });

  test("with values newer than the engine are answered as the twin does", () => {
    fc.assert(
      fc.property(fc.gen(), fc.nat({ max: 2 }), (g, way) => {
        const c = choices(g);
        const question = withNews(randomCase(c), c);
        expect(askEngine(engine, question, way)).toEqual(askTwin(question));
      }),
      { numRuns: 500 },
    );
  });

  test("leave nothing behind", () => {
    expect(engine.stats().entities).toBe(0);
  });
});

/** A flag that is true if two texts compare by an operator as a type. */
function comparison(type: string, operator: string, left: string, right: string): RandomCase {
  const origin = { account_id: "a", environment_id: "e" };
  const definition = { id: "t", comparable_type: type, entity_type: "company" };
  const condition = {
    id: "c",
    ...origin,
    condition_type: "trait",
    operator,
    trait_definition: definition,
    trait_value: right,
  };
  const rule = {
    id: "r",
    ...origin,
    name: "n",
    rule_type: "standard",
    priority: 0,
    value: true,
    conditions: [condition],
  };
  return {
    flag: Object.assign({ id: "f", key: "k", default_value: false, rules: [rule] }, origin),
    company: Object.assign({ id: "co", traits: [{ trait_definition: definition, value: left }] }, origin),
    user: undefined,
    options: { now: 0 },
  };
}

describe("comparison", () => {
  const operators = ["eq", "gt", "gte", "not_empty"];

  test("of dates is that of the published engine", () => {
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const c = choices(g);
        const question = comparison("date", pick(c, operators), randomDate(c), randomDate(c));
        const got = askEngine(engine, question, 0);
        for (const oracle of published) expect(got).toEqual(normal(oracle.ask(question)));
        expect(got).toEqual(askTwin(question));
      }),
      { numRuns: 2000 },
    );
  });

  test("of numbers is that of doubles, nearest and ties to even", () => {
    const float = fc.double({ noNaN: true, noDefaultInfinity: true });
    const spelled = float.chain((value) =>
      fc.constantFrom(String(value), value.toExponential(20), value.toPrecision(17), value.toPrecision(100)),
    );
    const digits = fc.tuple(fc.stringMatching(/^[0-9]{1,40}$/), fc.integer({ min: -380, max: 330 }));
    const text = fc.oneof(
      spelled,
      digits.map(([mantissa, exponent]) => `${mantissa}e${exponent}`),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...operators), (left, operator) => {
        // The same number in its shortest form: equal only when the digits were read to the nearest double.
        const value = Number(left);
        const right = Number.isFinite(value) ? String(value).replace("e+", "e") : "0";
        expect(askEngine(engine, comparison("int", operator, left, right), 0)).toEqual(
          askTwin(comparison("int", operator, left, right)),
        );
      }),
      { numRuns: 2000 },
    );
  });

  test("of text is by code points", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (left, right) => {
        for (const operator of operators) {
          const question = comparison("string", operator, left, right);
          expect(askEngine(engine, question, left.length)).toEqual(askTwin(question));
        }
      }),
      { numRuns: 500 },
    );
  });
});
