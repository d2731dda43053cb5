import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DecimalLiteral } from "../src/wire/check";
import { readExactJson, readJson } from "../src/wire/json";

/** True if a value has numbers that `JSON.parse` does not tell apart from others. */
function hasLiteral(value: unknown): boolean {
  if (typeof value === "bigint" || value instanceof DecimalLiteral) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasLiteral);
}

describe("reading JSON", () => {
  test.each([
    "-0",
    "1.0",
    "[-12.000]",
    '{"a": 1e2}',
    '{"a":[2,5E0]}',
    '{"a" : -0.0}',
    "9007199254740993",
    "[0.99999999999999999999]",
  ])("%s keeps its form of number", (text) => {
    expect(readJson(text)).toMatchObject({ hasLiterals: true });
    expect(hasLiteral(readJson(text).value)).toBe(true);
  });

  test.each(['{"a":1,"a":1}', '[{"b":{"c":1, "c" :2}}]', '{"\\u0061":1,"a":2}'])(
    "%s keeps its duplicates",
    (text) => {
      expect(readJson(text).duplicates?.size).toBe(1);
    },
  );

  test.each([
    "0",
    "-12.5",
    '{"a":10.05,"b":[1,2,{"c":-3}]}',
    '{"at":"12:00:00Z","b":"x, y"}',
    '{"__proto__":{"a":1}}',
    '""',
    "null",
  ])("%s needs no exact reader", (text) => {
    expect(readJson(text)).toEqual({ value: JSON.parse(text), hasLiterals: false, duplicates: undefined });
  });

  test("is the same with and without JSON.parse", () => {
    const number = fc.oneof(
      fc.integer().map(String),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.constantFrom("1.0", "-0", "1e3", "12345678901234567", "0.10", "7E-2"),
    );
    const string = fc
      .oneof(fc.string(), fc.constantFrom(":1.0", '"x":', "a,-0", "[1e5", '\\"'))
      .map((text) => JSON.stringify(text));
    const space = fc.constantFrom("", " ", "\n", "\t ");
    const { value } = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        number,
        string,
        fc.constantFrom("true", "false", "null"),
        tie("list"),
        tie("object"),
      ),
      list: fc
        .tuple(space, fc.array(tie("value"), { maxLength: 4 }))
        .map(([gap, items]) => `[${gap}${items.join(`,${gap}`)}${gap}]`),
      object: fc
        .tuple(
          space,
          fc.array(fc.tuple(fc.oneof(fc.constantFrom('"a"', '"b"'), string), tie("value")), { maxLength: 4 }),
        )
        .map(
          ([gap, entries]) => `{${gap}${entries.map(([name, of]) => `${name}${gap}:${gap}${of}`).join(",")}}`,
        ),
    }));
    fc.assert(
      fc.property(value, (text) => {
        const [quick, exact] = [readJson(text), readExactJson(text)];
        expect(quick.value).toEqual(exact.value);
        expect(quick.duplicates?.size).toBe(exact.duplicates?.size);
        if (hasLiteral(exact.value)) expect(quick.hasLiterals).toBe(true);
      }),
      { numRuns: 3000, seed: 7 },
    );
  });
});
