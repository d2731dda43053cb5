import { beforeEach, describe, expect, test } from "vitest";

/** `RulesEngine` as the suite needs it; this package imports no other. */
export interface ConformingEngine {
  readonly versionKey: string;
  load(kind: "flag" | "company" | "user", entity: object | string | Uint8Array): ConformingHandle;
  evaluate(
    flag: ConformingHandle,
    company?: ConformingHandle,
    user?: ConformingHandle,
    options?: object,
  ): ConformingResolution;
  evaluateAll?<T>(
    flags: readonly ConformingHandle[],
    take: (resolution: ConformingResolution) => T,
    company?: ConformingHandle,
    user?: ConformingHandle,
  ): T[];
  patch(
    handle: ConformingHandle,
    change: { metrics?: object[]; creditBalances?: Record<string, number> },
  ): void;
}

export interface ConformingHandle {
  readonly kind: "flag" | "company" | "user";
  free(): void;
}

export interface ConformingResolution {
  value: boolean;
  reason: string;
  flagKey: string;
  companyId?: string;
  ruleId?: string;
}

const entity = (id: string, keys: Record<string, string>) => ({
  id,
  keys,
  account_id: "acc",
  environment_id: "env",
  base_plan_id: null,
  billing_product_ids: [],
  credit_balances: {},
  entitlements: [],
  metrics: [],
  plan_ids: [],
  plan_version_ids: [],
  rules: [],
  traits: [],
});
const ACME = entity("comp_acme", { id: "acme" });
const GLOBEX = entity("comp_globex", { id: "globex" });

/** A flag that is on for the company with the id `comp_acme` only. */
const OVERRIDE = {
  id: "flag_1",
  key: "seats",
  account_id: "acc",
  environment_id: "env",
  default_value: false,
  rules: [
    {
      id: "rule_1",
      flag_id: "flag_1",
      account_id: "acc",
      environment_id: "env",
      name: "acme",
      priority: 0,
      rule_type: "company_override",
      value: true,
      condition_groups: [],
      conditions: [
        {
          id: "cond_1",
          account_id: "acc",
          environment_id: "env",
          condition_type: "company",
          operator: "eq",
          resource_ids: ["comp_acme"],
          trait_value: "",
        },
      ],
    },
  ],
};
const flagOf = (key: string, default_value: boolean) => ({
  ...OVERRIDE,
  id: `flag_${key}`,
  key,
  default_value,
  rules: [],
});

/** Returns the code of the error that a call throws. */
function codeOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return "no error";
}

/** What every rules engine does. Call it at the top level of a test file. */
export function describeRulesEngine(
  name: string,
  make: () => Promise<ConformingEngine> | ConformingEngine,
): void {
  describe(`rules engine: ${name}`, () => {
    let engine: ConformingEngine;
    beforeEach(async () => {
      engine = await make();
    });

    test("has a version key, which is part of keys in shared caches", () => {
      expect(engine.versionKey).toMatch(/^[0-9a-f]{8}$/);
    });

    test.each([true, false])("a flag without rules resolves to its default %s", (value) => {
      const flag = engine.load("flag", flagOf("plain", value));
      expect(flag.kind).toBe("flag");
      for (const company of [undefined, engine.load("company", ACME)]) {
        const { value: found, reason, flagKey } = engine.evaluate(flag, company);
        expect({ found, flagKey, hasReason: reason.length > 0 }).toEqual({
          found: value,
          flagKey: "plain",
          hasReason: true,
        });
      }
    });

    test("a rule resolves the flag for the company that it names, and for no other", () => {
      const flag = engine.load("flag", OVERRIDE);
      const [acme, globex] = [engine.load("company", ACME), engine.load("company", GLOBEX)];
      const user = engine.load("user", entity("user_1", { id: "wile" }));
      expect(engine.evaluate(flag, acme, user)).toMatchObject({
        value: true,
        companyId: "comp_acme",
        ruleId: "rule_1",
      });
      expect(engine.evaluate(flag, globex, user).value).toBe(false);
      expect(engine.evaluate(flag).value).toBe(false);
    });

    test.each([
      ["an object", (value: object) => value],
      ["a JSON text", (value: object) => JSON.stringify(value)],
      ["the bytes of a JSON text", (value: object) => new TextEncoder().encode(JSON.stringify(value))],
    ])("an entity can be %s, and is copied", (_title, form) => {
      const company = structuredClone(ACME);
      const flag = structuredClone(OVERRIDE);
      const [flagHandle, companyHandle] = [
        engine.load("flag", form(flag)),
        engine.load("company", form(company)),
      ];
      company.id = "changed";
      flag.rules.length = 0;
      expect(engine.evaluate(flagHandle, companyHandle).value).toBe(true);
    });

    test("several flags at once resolve as they do one by one", () => {
      const flags = [flagOf("a", true), OVERRIDE, flagOf("c", false)].map((flag) =>
        engine.load("flag", flag),
      );
      const company = engine.load("company", ACME);
      const one = flags.map((flag) => {
        const { value, reason, flagKey } = engine.evaluate(flag, company);
        return { value, reason, flagKey };
      });
      const all = engine.evaluateAll?.(
        flags,
        ({ value, reason, flagKey }) => ({ value, reason, flagKey }),
        company,
      );
      expect(all ?? one).toEqual(one);
    });

    test.each<[string, unknown]>([
      ["nothing", undefined],
      ["null", null],
      ["a number", 5],
      ["an array", []],
      ["a text that is no JSON", "{"],
      ["JSON that is no object", "5"],
      ["bytes that are no JSON", new Uint8Array([0xff, 0xfe])],
    ])("%s is no entity: an error with a code, and the engine stays usable", (_title, value) => {
      const flag = engine.load("flag", flagOf("plain", true));
      for (const kind of ["flag", "company", "user"] as const) {
        expect(codeOf(() => engine.load(kind, value as object))).toEqual(expect.stringMatching(/^[a-z_]+$/));
      }
      expect(engine.evaluate(flag).value).toBe(true);
    });

    test("a freed handle cannot be used, and free() is idempotent", () => {
      const flag = engine.load("flag", flagOf("plain", true));
      const company = engine.load("company", ACME);
      company.free();
      company.free();
      expect(codeOf(() => engine.evaluate(flag, company))).toBe("freed_handle");
      expect(codeOf(() => engine.patch(company, { metrics: [] }))).toBe("freed_handle");
      expect(engine.evaluate(flag).value).toBe(true);
      flag.free();
      expect(codeOf(() => engine.evaluate(flag))).toBe("freed_handle");
    });

    test("a handle of another kind or engine is refused", async () => {
      const flag = engine.load("flag", flagOf("plain", true));
      const company = engine.load("company", ACME);
      expect(codeOf(() => engine.evaluate(company))).toBe("foreign_handle");
      expect(codeOf(() => engine.evaluate(flag, flag))).toBe("foreign_handle");
      expect(codeOf(() => engine.evaluate(flag, { kind: "company", free() {} }))).toBe("foreign_handle");
      expect(engine.evaluate(flag, company).value).toBe(true);
    });

    test("a patch changes the company in place, and a wrong one changes nothing", () => {
      const flag = engine.load("flag", OVERRIDE);
      const company = engine.load("company", ACME);
      const metric = { event_subtype: "call", period: "all_time", month_reset: "first_of_month", value: 3 };
      engine.patch(company, { metrics: [metric], creditBalances: { cred: 5 } });
      expect(engine.evaluate(flag, company).value).toBe(true);
      expect(codeOf(() => engine.patch(company, { metrics: [{ ...metric, value: "many" }] }))).toBe(
        "invalid_patch",
      );
      expect(engine.evaluate(flag, company).value).toBe(true);
    });
  });
}
