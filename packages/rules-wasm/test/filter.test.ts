import { expect, test } from "vitest";
import { loadRulesEngine } from "../src/index";
import { normal } from "./support/normal";
import { seeded } from "./support/random-case";
import { checkFlag } from "./twin/evaluate";
import type { Company, Condition, Flag, Rule } from "./twin/wire";

const engine = await loadRulesEngine();
const ORIGIN = { account_id: "a", environment_id: "e" };
const TYPES = ["string", "string", "int", "bool", "date"];
const TEXTS = [
  "",
  "1",
  "01",
  "1.0",
  "true",
  "pro",
  "free",
  "2024-01-01T00:00:00Z",
  "2024-01-01T01:00:00+01:00",
];
const PLANS = Array.from({ length: 40 }, (_, i) => `plan_${i}`);

/** Flags of many rules, most of which a filter excludes, for companies from small to large. */
test.each([0, 1, 3, 20, 60, 400])(
  "rules that are passed over would not have matched: %i traits",
  (traits) => {
    const choose = seeded(traits + 7);
    const one = <T>(list: readonly T[]): T => list[choose.upTo(list.length - 1)] as T;
    const definition = (number: number, comparable_type: string) => ({
      id: `trait_${number}`,
      comparable_type,
      entity_type: "company",
    });
    const condition = (): Condition => {
      const base = { ...ORIGIN, id: "c", operator: one(["eq", "eq", "eq", "ne"]), trait_value: "" };
      const kind = one(["trait", "trait", "trait", "plan", "plan_version", "billing_product", "company"]);
      if (kind === "trait") {
        // Some traits that the company lacks, and some that it has as another type.
        const trait_definition = definition(
          choose.upTo(traits + 3),
          one(["string", "string", "string", "int"]),
        );
        return { ...base, condition_type: kind, trait_definition, trait_value: one(TEXTS) };
      }
      const ids = kind === "company" ? ["comp", "comp_2"] : PLANS;
      return {
        ...base,
        condition_type: kind,
        resource_ids: Array.from({ length: choose.upTo(3) }, () => one(ids)),
      };
    };
    for (let round = 0; round < 12; round++) {
      const company: Company = {
        id: "comp",
        ...ORIGIN,
        plan_ids: Array.from({ length: choose.upTo(4) }, () => one(PLANS)),
        plan_version_ids: [one(PLANS)],
        billing_product_ids: [],
        traits: Array.from({ length: traits }, (_, i) => ({
          trait_definition: definition(i, one(TYPES)),
          value: one(TEXTS),
        })),
      };
      const rules = Array.from(
        { length: 60 },
        (_, i): Rule => ({
          ...ORIGIN,
          id: `rule_${i}`,
          name: "",
          rule_type: one(["standard", "standard", "plan_entitlement"]),
          priority: i,
          value: true,
          conditions: Array.from({ length: 1 + choose.upTo(3) }, condition),
          condition_groups: choose.upTo(9) === 0 ? [{ conditions: [condition(), condition()] }] : [],
        }),
      );
      const flag: Flag = { id: "flag", key: "flag", ...ORIGIN, default_value: false, rules };
      for (const asked of [company, undefined]) {
        // Each rule on its own as well: together the first that matches hides the others.
        for (const some of [rules, ...rules.map((rule) => [rule])]) {
          const question = { ...flag, rules: some };
          expect(normal(engine.checkFlag(question, asked, undefined, { now: 0 }))).toEqual(
            normal(checkFlag(question, asked, undefined, { now: 0 })),
          );
        }
      }
    }
  },
);
