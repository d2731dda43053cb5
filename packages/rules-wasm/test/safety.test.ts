import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { type EngineHandle, loadRulesEngine, RulesEngineError } from "../src/index";
import { askEngine, askTwin } from "./support/differential";
import { normal } from "./support/normal";
import { randomCase, seeded } from "./support/random-case";

const engine = await loadRulesEngine();
const ORIGIN = { account_id: "a", environment_id: "e" };
const FLAG = { id: "f", key: "k", ...ORIGIN, default_value: true, rules: [] };
const COMPANY = { id: "co", ...ORIGIN };
const RULE = { id: "r", ...ORIGIN, name: "n", rule_type: "standard", priority: 0, value: false };
const CONDITION = { id: "c", ...ORIGIN, operator: "eq", trait_value: "" };

/** The code that an action is refused with. */
function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(RulesEngineError);
    return (error as RulesEngineError).code;
  }
  return "none";
}

afterEach(() => {
  // The engine still works after each test.
  expect(engine.checkFlag(FLAG, COMPANY)).toMatchObject({ value: true, companyId: "co" });
  expect(engine.stats().entities).toBe(0);
});

describe("text that is not an entity", () => {
  const texts = Array.from({ length: 40 }, (_, i) =>
    JSON.stringify(randomCase(seeded(i + 1)).company ?? COMPANY),
  );

  test("is refused exactly when it is no JSON", () => {
    const broken = fc
      .tuple(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.constantFrom("cut", "drop", "put"),
        fc.constantFrom(...'{}[],:"\\0-1.eEtfn \u0001\u00fc'),
      )
      .map(([text, place, how, character]) => {
        const at = place % text.length;
        if (how === "cut") return text.slice(0, at);
        return text.slice(0, at) + (how === "put" ? character : "") + text.slice(at + 1);
      });
    fc.assert(
      fc.property(broken, (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        let code = "none";
        try {
          engine.load("company", text).free();
        } catch (error) {
          code = (error as RulesEngineError).code;
        }
        expect(["none", "invalid_json", "invalid_entity"]).toContain(code);
        if (code === "none") expect(isJson).toBe(true);
        // A wrong member may be met before the text breaks off.
        if (isJson) expect(code).not.toBe("invalid_json");
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ["bytes that are no UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), "invalid_json"],
    ["an overlong form", new Uint8Array([0x22, 0xc0, 0xaf, 0x22]), "invalid_entity"],
    ["nothing", new Uint8Array(0), "invalid_entity"],
    ["a number", "12", "invalid_entity"],
    ["a byte order mark", "\ufeff{}", "invalid_entity"],
    ["a million brackets", `{"x":${"[".repeat(1_000_000)}`, "invalid_json"],
    ["brackets that do not match", '{"x":[{]}}', "invalid_json"],
  ])("%s", (_, input, code) => {
    const found = codeOf(() => engine.load("company", input));
    expect(["invalid_json", "invalid_entity"]).toContain(found);
    if (code === "invalid_json") expect(found).toBe(code);
  });

  test("deep values of members that are not known are skipped", () => {
    const deep = `${"[".repeat(500_000)}1e999${"]".repeat(500_000)}`;
    const text = `{"deep":${deep},"id":"co","account_id":"a","environment_id":"e","x":{"id":[{"a":[]}]}}`;
    engine.load("company", text).free();
  });
});

describe("members of wrong types", () => {
  const values = [null, 1, -1.5, "", "x", true, [], {}, [null], [[]], { x: 1 }, 2 ** 70, "9".repeat(30)];

  /** Puts a value somewhere inside of a JSON value. */
  function replaced(value: unknown, path: readonly number[], by: unknown): unknown {
    if (path.length === 0 || typeof value !== "object" || value === null) return by;
    const entries = Object.entries(value);
    if (entries.length === 0) return by;
    const at = (path[0] as number) % entries.length;
    const changed = entries.map(([key, member], i) => [
      key,
      i === at ? replaced(member, path.slice(1), by) : member,
    ]);
    return Array.isArray(value) ? changed.map(([, member]) => member) : Object.fromEntries(changed);
  }

  test("are refused or answered alike, as object and as text", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 100_000 }),
        fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...values),
        (seed, path, by) => {
          const { flag, company, options } = randomCase(seeded(seed));
          const wrongFlag = replaced(flag, path, by) as object;
          const wrongCompany = replaced(company, path, by) as object;
          const ask = (f: unknown, c: unknown): unknown => {
            try {
              return normal(engine.checkFlag(f as object, c as object, undefined, options));
            } catch (error) {
              expect(error).toBeInstanceOf(RulesEngineError);
              return (error as RulesEngineError).code;
            }
          };
          // A string in place of an entity is JSON text.
          fc.pre(typeof wrongFlag !== "string" && typeof wrongCompany !== "string");
          const asText = (value: unknown): string => JSON.stringify(value ?? null);
          expect(ask(asText(wrongFlag), asText(company))).toEqual(ask(wrongFlag, company));
          expect(ask(asText(flag), asText(wrongCompany))).toEqual(ask(flag, wrongCompany));
        },
      ),
      { numRuns: 1200 },
    );
  });

  test("are reported with their path", () => {
    const flag = {
      ...FLAG,
      rules: [{ id: "r", ...ORIGIN, name: "n", rule_type: "standard", priority: 1.5, value: true }],
    };
    expect(() => engine.load("flag", flag)).toThrow(
      "flag.rules[0].priority is the number 1.5, expected an integer",
    );
    expect(() => engine.load("flag", JSON.stringify(flag))).toThrow(
      "flag.rules[0].priority is the number 1.5",
    );
    expect(() => engine.load("company", { ...COMPANY, accountId: "a" })).toThrow(
      "snake_case and in camelCase",
    );
    expect(() =>
      engine.load("company", '{"id":"co","id":"co","account_id":"a","environment_id":"e"}'),
    ).toThrow("given twice");
  });
});

describe("strange objects", () => {
  test("cycles in members that are not known are not followed", () => {
    const company: Record<string, unknown> = { ...COMPANY };
    company.self = company;
    engine.load("company", company).free();
  });

  test("cycles in known members are refused", () => {
    const rule: Record<string, unknown> = {
      id: "r",
      ...ORIGIN,
      name: "n",
      rule_type: "standard",
      priority: 0,
      value: true,
    };
    rule.conditions = [rule];
    expect(codeOf(() => engine.load("flag", { ...FLAG, rules: [rule] }))).toBe("invalid_entity");
  });

  test("a getter that throws leaves the engine usable", () => {
    const thrown = new Error("mine");
    const throwing = {
      ...COMPANY,
      get traits(): never {
        throw thrown;
      },
    };
    expect(() => engine.load("company", throwing)).toThrow(thrown);
  });

  test("a getter may use the engine that reads it", () => {
    const flag = engine.load("flag", FLAG);
    const other = engine.load("company", { ...COMPANY, id: "other", credit_balances: { cr: 1 } });
    const calling = {
      ...COMPANY,
      base_plan_id: "plan_before",
      get traits(): object[] {
        engine.load("company", { ...COMPANY, id: "x".repeat(1000), plan_ids: ["plan_of_the_getter"] }).free();
        engine.patch(other, {
          creditBalances: { new_credit: 5 },
          creditSpendPolicies: [{ id: "p", limit: 1 }],
        });
        engine.evaluate(flag, other, undefined, { usage: 3, creditCost: { cr: 1 } });
        return [];
      },
      plan_ids: ["plan_after"],
    };
    const company = engine.load("company", calling);
    const condition = { ...CONDITION, condition_type: "plan", resource_ids: ["plan_after"] };
    const asking = { ...FLAG, rules: [{ ...RULE, conditions: [condition] }] };
    const basePlan = { ...CONDITION, condition_type: "base_plan", resource_ids: ["plan_before"] };
    const both = engine.load("flag", { ...asking, rules: [{ ...RULE, conditions: [condition, basePlan] }] });
    expect(engine.evaluate(both, company)).toMatchObject({ value: false, companyId: "co" });
    for (const handle of [flag, other, company, both]) handle.free();
  });

  test("a getter of an entitlement runs when the entity is read, and never again", () => {
    let reads = 0;
    const entitlement = {
      feature_id: "x",
      feature_key: "k",
      value_type: "numeric",
      get allocation(): number {
        reads++;
        return reads;
      },
    };
    const flag = engine.load("flag", FLAG);
    const company = engine.load("company", { ...COMPANY, entitlements: [entitlement] });
    entitlement.feature_id = "changed";
    const before = reads;
    for (let i = 0; i < 2; i++) {
      const result = engine.evaluate(flag, company);
      expect(result.entitlement).toEqual({
        featureId: "x",
        featureKey: "k",
        valueType: "numeric",
        allocation: before,
      });
    }
    expect(reads).toBe(before);
    flag.free();
    company.free();
  });

  test("members of a prototype are not members of an entity", () => {
    const pollution = {
      flag_id: "f",
      metricValue: 5,
      credit_balances: { cr: 5 },
      plan_ids: ["p"],
      phantom: 1,
    };
    const condition = { ...CONDITION, condition_type: "plan", resource_ids: ["p"] };
    const flag = { ...FLAG, rules: [{ ...RULE, conditions: [condition] }] };
    class Derived {
      id = "co";
      account_id = "a";
      environment_id = "e";
      get plan_ids(): string[] {
        return ["p"];
      }
    }
    expect(engine.checkFlag(flag, new Derived()).value).toBe(true);
    Object.assign(Object.prototype, pollution);
    try {
      expect(engine.checkFlag(flag, COMPANY).value).toBe(true);
      expect(engine.checkFlag(flag, { ...COMPANY, credit_balances: { cr: 1 } }).value).toBe(true);
      expect(engine.checkFlag(flag, { ...COMPANY, plan_ids: ["p"] }).value).toBe(false);
      expect(engine.checkFlag(JSON.stringify(flag), JSON.stringify(COMPANY)).value).toBe(true);
    } finally {
      for (const name of Object.keys(pollution)) Reflect.deleteProperty(Object.prototype, name);
    }
    Object.defineProperty(Object.prototype, "plan_ids", { value: ["p"], configurable: true });
    try {
      expect(engine.checkFlag(flag, COMPANY).value).toBe(true);
    } finally {
      Reflect.deleteProperty(Object.prototype, "plan_ids");
    }
  });

  test("objects and bytes of another realm are entities like others", () => {
    const condition = { ...CONDITION, condition_type: "plan", resource_ids: ["p"] };
    const flag = { ...FLAG, rules: [{ ...RULE, conditions: [condition] }] };
    const company = { ...COMPANY, plan_ids: ["p"] };
    const foreign = runInNewContext(`(${JSON.stringify(company)})`);
    expect(engine.checkFlag(flag, foreign).value).toBe(false);
    const text = JSON.stringify(JSON.stringify(company));
    const bytes = runInNewContext(`Uint8Array.from(${text}, (letter) => letter.charCodeAt(0))`);
    expect(bytes).not.toBeInstanceOf(Uint8Array);
    expect(engine.checkFlag(flag, bytes).value).toBe(false);
  });

  test("`__proto__` is a name like others", () => {
    const balances = JSON.parse('{"__proto__": 5}');
    const condition = {
      id: "c",
      ...ORIGIN,
      condition_type: "credit",
      operator: "eq",
      credit_id: "__proto__",
      trait_value: "",
    };
    const rule = {
      id: "r",
      ...ORIGIN,
      name: "n",
      rule_type: "standard",
      priority: 0,
      value: false,
      conditions: [condition],
    };
    const flag = { ...FLAG, rules: [rule] };
    expect(engine.checkFlag(flag, { ...COMPANY, credit_balances: balances }).value).toBe(false);
    expect(engine.checkFlag(flag, JSON.stringify({ ...COMPANY, credit_balances: balances })).value).toBe(
      false,
    );
    expect(engine.checkFlag(flag, COMPANY).value).toBe(true);
  });

  test("lone surrogates become U+FFFD", () => {
    const flag = { ...FLAG, key: "\ud800x" };
    for (const form of [flag, JSON.stringify(flag)]) {
      expect(engine.checkFlag(form).flagKey).toBe("\ufffdx");
    }
  });

  test.each(["-0", "1.0", "1e0", "9223372036854775808"])("%s in text is not an integer", (literal) => {
    const text = JSON.stringify({ ...FLAG, rules: [{ ...RULE, priority: 7777 }] });
    expect(codeOf(() => engine.load("flag", text.replace("7777", literal)))).toBe("invalid_entity");
  });

  test("integers beyond 2^53 keep their digits", () => {
    const metric = {
      ...ORIGIN,
      company_id: "co",
      event_subtype: "e",
      period: "all_time",
      month_reset: "first_of_month",
      created_at: "",
    };
    const condition = {
      id: "c",
      ...ORIGIN,
      condition_type: "metric",
      operator: "gt",
      event_subtype: "e",
      trait_value: "",
    };
    const rule = { id: "r", ...ORIGIN, name: "n", rule_type: "standard", priority: 0, value: false };
    const ask = (used: bigint, limit: bigint): boolean =>
      engine.checkFlag(
        { ...FLAG, rules: [{ ...rule, conditions: [{ ...condition, metric_value: limit }] }] },
        { ...COMPANY, metrics: [{ ...metric, value: used }] },
      ).value;
    expect(ask(9007199254740993n, 9007199254740992n)).toBe(false);
    expect(ask(9223372036854775807n, 9223372036854775806n)).toBe(false);
    expect(ask(9223372036854775806n, 9223372036854775807n)).toBe(true);
    expect(codeOf(() => ask(2n ** 63n, 0n))).toBe("invalid_entity");
  });
});

describe("size", () => {
  test("a string of 10 MB", () => {
    const long = "x".repeat(10_000_000);
    const trait = (value: string): object => ({
      trait_definition: { id: "t", comparable_type: "date", entity_type: "company" },
      value,
    });
    const before = engine.stats().usedBytes;
    const company = { ...COMPANY, traits: [trait(long), trait("9".repeat(1_000_000))] };
    for (const form of [company, JSON.stringify(company)]) engine.load("company", form).free();
    expect(engine.stats().usedBytes).toBeLessThan(before + 100_000);
  });

  test("100,000 rules, of which the last matches", () => {
    const rules = Array.from({ length: 100_000 }, (_, i) => ({
      id: `rule_${i}`,
      ...ORIGIN,
      name: `Rule ${i}`,
      rule_type: "standard",
      priority: 100_000 - i,
      value: false,
      conditions: [
        {
          id: "c",
          ...ORIGIN,
          condition_type: "company",
          operator: "eq",
          resource_ids: [i === 0 ? "co" : `co_${i}`],
          trait_value: "",
        },
      ],
    }));
    for (const form of [{ ...FLAG, rules }, JSON.stringify({ ...FLAG, rules })]) {
      expect(engine.checkFlag(form, COMPANY)).toMatchObject({ value: false, ruleId: "rule_0" });
    }
  });

  test("memory is bounded, and comes back", async () => {
    const small = await loadRulesEngine({ maxMemoryBytes: 1 << 20 });
    const company = (i: number): object => ({
      ...COMPANY,
      traits: [
        {
          trait_definition: { id: "t", comparable_type: "string", entity_type: "company" },
          value: `${i} ${"x".repeat(1000)}`,
        },
      ],
    });
    for (let round = 0; round < 3; round++) {
      const handles: EngineHandle[] = [];
      expect(
        codeOf(() => {
          for (let i = 0; i < 5000; i++)
            handles.push(small.load("company", i % 2 ? company(i) : JSON.stringify(company(i))));
        }),
      ).toBe("memory_limit");
      expect(handles.length).toBeGreaterThan(400);
      expect(small.stats().memoryBytes).toBeLessThanOrEqual(1 << 20);
      for (const handle of handles) handle.free();
      expect(small.stats().entities).toBe(0);
    }
    expect(small.checkFlag(FLAG, COMPANY).value).toBe(true);
  });

  test("a bound that is none is refused", async () => {
    await expect(loadRulesEngine({ maxMemoryBytes: 10 })).rejects.toMatchObject({ code: "invalid_options" });
    await expect(loadRulesEngine({ maxMemoryBytes: Number.NaN })).rejects.toMatchObject({
      code: "invalid_options",
    });
  });
});

describe("handles", () => {
  test("freed, foreign and misplaced ones are refused", async () => {
    const other = await loadRulesEngine();
    const flag = engine.load("flag", FLAG);
    const company = engine.load("company", COMPANY);
    const foreign = other.load("company", COMPANY);
    expect(codeOf(() => engine.evaluate(flag, foreign))).toBe("foreign_handle");
    expect(codeOf(() => engine.evaluate(company, flag))).toBe("foreign_handle");
    expect(codeOf(() => engine.evaluate(flag, undefined, company))).toBe("foreign_handle");
    for (const forged of [{}, { ...flag }, Object.create(flag), { ...flag, kind: "flag" }, 5, "x"]) {
      expect(codeOf(() => engine.evaluate(forged as EngineHandle))).toBe("foreign_handle");
      expect(codeOf(() => engine.evaluate(flag, forged as EngineHandle))).toBe("foreign_handle");
      expect(codeOf(() => engine.evaluateAll([forged as EngineHandle], (result) => result))).toBe(
        "foreign_handle",
      );
      expect(codeOf(() => engine.patch(forged as EngineHandle, {}))).toBe("foreign_handle");
    }
    expect(codeOf(() => engine.evaluate(flag, "" as never))).toBe("foreign_handle");
    expect(codeOf(() => engine.decide(flag, undefined, 0 as never))).toBe("foreign_handle");
    expect(codeOf(() => engine.patch(flag, {}))).toBe("foreign_handle");
    company.free();
    company.free();
    expect(codeOf(() => engine.evaluate(flag, company))).toBe("freed_handle");
    expect(codeOf(() => engine.decide(flag, company))).toBe("freed_handle");
    expect(codeOf(() => engine.patch(company, {}))).toBe("freed_handle");
    flag.free();
    expect(codeOf(() => engine.evaluate(flag))).toBe("freed_handle");
  });

  test("`take` cannot change the engine whose results it reads", () => {
    const flag = engine.load("flag", FLAG);
    const company = engine.load("company", COMPANY);
    const calls: (() => unknown)[] = [
      () => engine.load("flag", FLAG),
      () => engine.evaluate(flag),
      () => engine.evaluateAll([flag], (result) => result),
      () => engine.patch(company, {}),
    ];
    const codes = engine.evaluateAll(
      [flag, flag, flag, flag],
      () => codeOf(calls.shift() ?? (() => {})),
      company,
    );
    expect(codes).toEqual(Array(4).fill("reentrant"));
    // Freed in `take`, an entity stays until the last result has been read.
    const counts = engine.evaluateAll(
      [flag, flag],
      () => {
        company.free();
        return engine.stats().entities;
      },
      company,
    );
    expect(counts).toEqual([2, 2]);
    expect(engine.stats().entities).toBe(1);
    flag.free();
  });

  test("wrong options are refused, negative ones answered", () => {
    const flag = engine.load("flag", FLAG);
    const bad = [
      { usage: 0.5 },
      { usage: Number.NaN },
      { now: Number.NaN },
      { creditCost: { x: Number.NaN } },
      { eventUsage: {} },
      [],
    ];
    for (const options of bad) {
      expect(codeOf(() => engine.evaluate(flag, undefined, undefined, options as object))).toBe(
        "invalid_options",
      );
    }
    expect(engine.evaluate(flag, undefined, undefined, { usage: -1 }).err).toBe(
      "preflight usage cannot be negative",
    );
    expect(engine.decide(flag, undefined, undefined, { usage: -1 }).value).toBe(true);
    flag.free();
  });

  test("a patch that is none changes nothing", () => {
    const company = engine.load("company", COMPANY);
    const metric = { event_subtype: "e", period: "all_time", month_reset: "first_of_month", value: 1 };
    for (const change of [
      { metrics: [metric, { ...metric, value: 0.5 }] },
      { creditBalances: { a: 1, b: Number.NaN } },
    ]) {
      expect(codeOf(() => engine.patch(company, change))).toBe("invalid_patch");
    }
    company.free();
  });
});

test("entities stay apart while others come and go", () => {
  const held = Array.from({ length: 60 }, (_, i) => {
    const question = randomCase(seeded(i + 500));
    return {
      question,
      flag: engine.load("flag", question.flag),
      company: question.company && engine.load("company", JSON.stringify(question.company)),
      user: question.user && engine.load("user", question.user),
    };
  });
  for (let i = 0; i < 2000; i++) {
    const { question, flag, company, user } = held[(i * 31) % held.length] as (typeof held)[number];
    if (i % 3 === 0) askEngine(engine, randomCase(seeded(i + 9000)), i);
    expect(normal(engine.evaluate(flag, company, user, question.options))).toEqual(askTwin(question));
  }
  for (const { flag, company, user } of held) for (const handle of [flag, company, user]) handle?.free();
});
