import { describe, expect, test } from "vitest";
import { type FlagResolution, loadRulesEngine, RulesEngineError } from "../src/index";
import { normal } from "./support/normal";
import { mayAnswer, publicOptions, readVectors, type Vector } from "./support/vectors";
import { checkFlag } from "./twin/evaluate";
import type { Company, Flag, User } from "./twin/wire";

const vectors = readVectors();
const engine = await loadRulesEngine();

/** The case's answer, or the error that refused it. */
function outcome(ask: () => FlagResolution): unknown {
  try {
    return normal(ask());
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function disagreement(vector: Vector, got: unknown): string | undefined {
  const failed = got instanceof Error;
  if (vector.expected.error !== undefined) {
    return failed || mayAnswer(vector)
      ? undefined
      : `${vector.name}: expected the error ${vector.expected.error}`;
  }
  if (failed) return `${vector.name}: ${got.message}`;
  const want = JSON.stringify(normal(vector.expected));
  return want === JSON.stringify(got)
    ? undefined
    : `${vector.name}\n  want ${want}\n  got  ${JSON.stringify(got)}`;
}

const asText = (entity: object | string | null): string | null =>
  typeof entity === "string" || entity === null ? entity : JSON.stringify(entity);
const asBytes = (entity: object | string | null): Uint8Array | null => {
  const text = asText(entity);
  return text === null ? null : new TextEncoder().encode(text);
};
const camel = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const MAPS = new Set(["keys", "creditBalances", "creditPostpaid", "quantityRates"]);
/** The form that the Node SDK writes to a shared cache: members in camelCase, but not the free names in maps. */
function camelized(value: unknown, isMap = false): unknown {
  if (Array.isArray(value)) return value.map((item) => camelized(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      isMap ? name : camel(name),
      camelized(member, !isMap && MAPS.has(camel(name))),
    ]),
  );
}

describe("recorded cases", () => {
  test("there are 8,640 of them", () => {
    expect(vectors).toHaveLength(8640);
  });

  test.each([
    ["objects", (entity: object | string | null) => entity],
    ["JSON text", asText],
    ["bytes", asBytes],
    ["camelCase", (entity: object | string | null) => camelized(entity) as object | string | null],
  ])("hold for %s", (form, convert) => {
    const subset =
      form === "camelCase" ? vectors.filter((v) => v.expected.error === undefined && !v.raw) : vectors;
    const wrong = subset.flatMap((vector) => {
      const got = outcome(() => {
        return engine.checkFlag(
          convert(vector.flag) as object,
          convert(vector.company),
          convert(vector.user),
          publicOptions(vector),
        );
      });
      return disagreement(vector, got) ?? [];
    });
    expect(wrong).toEqual([]);
    expect(engine.stats().entities).toBe(0);
  });

  test("are refused with a RulesEngineError and a code", () => {
    for (const vector of vectors.filter((v) => v.expected.error !== undefined)) {
      let options: ReturnType<typeof publicOptions> | undefined;
      try {
        options = publicOptions(vector);
      } catch {
        continue;
      }
      try {
        engine.checkFlag(vector.flag, vector.company, vector.user, options);
      } catch (error) {
        expect(error).toBeInstanceOf(RulesEngineError);
        expect(["invalid_json", "invalid_entity", "invalid_options"]).toContain(
          (error as RulesEngineError).code,
        );
      }
    }
  });

  test("hold for the twin", () => {
    const plain = vectors.filter(
      (v) => v.expected.error === undefined && !v.raw && !/shape|camel/.test(v.name),
    );
    const wrong = plain.flatMap((vector) => {
      if (!isSnake(vector)) return [];
      const got = outcome(() =>
        checkFlag(
          vector.flag as Flag,
          (vector.company ?? undefined) as Company | undefined,
          (vector.user ?? undefined) as User | undefined,
          publicOptions(vector) as { now: number },
        ),
      );
      return disagreement(vector, got) ?? [];
    });
    expect(wrong).toEqual([]);
  });
});

/** The twin reads snake_case only. */
function isSnake({ flag, company, user }: Vector): boolean {
  return !/"(accountId|traitDefinition|ruleType|conditionType)"/.test(JSON.stringify([flag, company, user]));
}
