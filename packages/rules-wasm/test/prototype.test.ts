import { describe, expect, test } from "vitest";
import { loadRulesEngine } from "../src/index";
import { isPrototypeClean } from "../src/wire/prototype";
import * as structs from "../src/wire/structs";

const ORIGIN = { account_id: "a", environment_id: "e" };
const FLAG = { id: "f", key: "k", ...ORIGIN, default_value: true, rules: [] };
const ENTITLEMENT = { feature_id: "x", feature_key: "k", value_type: "numeric", allocation: 5 };
const COMPANY = { id: "co", ...ORIGIN, entitlements: [ENTITLEMENT] };
const PUBLIC_ENTITLEMENT = { featureId: "x", featureKey: "k", valueType: "numeric", allocation: 5 };

const forms = Object.values(structs).filter((value): value is structs.Struct => typeof value === "object");
const names = [...new Set(forms.flatMap(({ spellings }) => spellings))];

/** The result of `use` while `Object.prototype` has a member that no reader may take. Expectations come after it. */
function withInherited<T>(name: string, use: () => T): T {
  const descriptor = Object.assign(Object.create(null), { value: 7, writable: true, configurable: true });
  Object.defineProperty(Object.prototype, name, descriptor);
  try {
    return use();
  } finally {
    delete (Object.prototype as Record<string, unknown>)[name];
  }
}

describe("members of Object.prototype", () => {
  test("are noticed for every member of every struct", () => {
    expect(names.length).toBeGreaterThan(100);
    expect(isPrototypeClean()).toBe(true);
    expect(names.filter((name) => withInherited(name, isPrototypeClean))).toEqual([]);
    expect(isPrototypeClean()).toBe(true);
  });

  test("of other names do not matter", () => {
    expect(withInherited("unrelated", isPrototypeClean)).toBe(true);
  });

  test("are not read from entities, as objects, plain data and text", async () => {
    const engine = await loadRulesEngine();
    const flag = engine.load("flag", FLAG);
    const text = JSON.stringify(COMPANY);
    const inherited = names.filter((name) => !(name in FLAG || name in COMPANY || name in ENTITLEMENT));
    for (const name of inherited) {
      const results = withInherited(name, () => {
        const plain = engine.load("company", COMPANY, { isPlainData: true });
        const forms = [COMPANY, text].map((company) => engine.checkFlag(FLAG, company));
        return [...forms, engine.evaluate(flag, plain)];
      });
      for (const { entitlement } of results) expect(entitlement, name).toEqual(PUBLIC_ENTITLEMENT);
    }
    expect(inherited.length).toBeGreaterThan(90);
  });

  test("are not read from plain data that was loaded before", async () => {
    const engine = await loadRulesEngine();
    const flag = engine.load("flag", FLAG);
    const plain = engine.load("company", COMPANY, { isPlainData: true });
    const { entitlement } = withInherited("soft_limit", () => engine.evaluate(flag, plain));
    expect(entitlement).toEqual(PUBLIC_ENTITLEMENT);
  });
});
