import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode } from "../src/codec/decode";
import { encode } from "../src/codec/encode";
import { queryString } from "../src/codec/query";
import type { Table } from "../src/codec/table";
import { $CheckFlagsResponseData, $CompanyDetailResponseData, PLAIN } from "../src/generated/tables";

const NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "__defineGetter__",
  "",
  " ",
  "0",
  "-1",
  "ключ",
  "🔑",
  "a.b",
  "a[b]",
  "\u0000",
  "__a",
  "a__b",
  "a_",
  "_",
];

describe("adversarial keys", () => {
  test.each(NAMES)("%j as a key of an opaque map stays as it is, in both directions", (name) => {
    const map = JSON.parse(`{${JSON.stringify(name)}:{"a_b":1,"aB":null}}`);
    expect(decode({ traits: map }, { createdAt: 1 })).toStrictEqual({ traits: map });
    expect(encode({ traits: map }, {})).toStrictEqual({ traits: map });
  });

  test.each(NAMES)("%j as a key of a map of objects stays, its value is converted", (name) => {
    const wire = JSON.parse(
      `{"credit_balances":{${JSON.stringify(name)}:{"expires_at":"2024-01-01T00:00:00Z"}}}`,
    );
    const { creditBalances } = decode(wire, { creditBalances: [{ expiresAt: 1 }] }) as {
      creditBalances: object;
    };
    expect(Object.entries(creditBalances)).toEqual([[name, { expiresAt: new Date("2024-01-01T00:00:00Z") }]]);
    expect(Object.getPrototypeOf(creditBalances)).toBe(Object.prototype);
  });

  test.each([...NAMES, "____proto____", "___proto__"])(
    "%j as an unknown field reaches no prototype",
    (name) => {
      const wire = JSON.parse(`{"id":"1",${JSON.stringify(name)}:{"polluted":true}}`);
      const value = decode(wire, $CompanyDetailResponseData) as Record<string, unknown>;
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect(Object.keys(value)).toHaveLength(2);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      expect(JSON.parse(JSON.stringify(encode(wire, $CompanyDetailResponseData))).polluted).toBeUndefined();
    },
  );

  test("any JSON at all decodes without an error, values untouched", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify({ metadata: value });
        expect(JSON.stringify(decode(JSON.parse(text), PLAIN))).toBe(value === null ? "{}" : text);
        decode(JSON.parse(text), { data: $CheckFlagsResponseData });
        decode(value, $CompanyDetailResponseData);
      }),
    );
  });

  test("more names than any server has do not grow the memory of names without bound", () => {
    const table: Table = { createdAt: 1 };
    for (let i = 0; i < 5_000; i++) {
      expect(decode({ [`field_${i}`]: null, created_at: "2024-01-01T00:00:00Z" }, table)).toStrictEqual({
        [`field_${i}`.replace("_", "")]: undefined,
        createdAt: new Date("2024-01-01T00:00:00Z"),
      });
    }
  });
});

test("what an object inherits is not sent", () => {
  const body = Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } });
  expect(encode(body, {})).toStrictEqual({ own: 2 });
});

describe("dates", () => {
  test.each(["", "soon", "2024-13-45", 1_700_000_000, true, {}])("%j is left as it came", (value) => {
    expect(decode({ created_at: value }, { createdAt: 1 })).toStrictEqual({ createdAt: value });
  });

  test("are cut to milliseconds", () => {
    expect(decode({ created_at: "2024-01-01T00:00:00.123456Z" }, { createdAt: 1 })).toStrictEqual({
      createdAt: new Date(1_704_067_200_123),
    });
  });
});

describe("queries", () => {
  test("leave out what is absent, repeat lists, write maps as one JSON value", () => {
    const query = {
      planIds: ["a", null, "b"],
      none: undefined,
      nil: null,
      empty: [],
      keys: { a_B: "1 2" },
      startTime: new Date(0),
      withPlan: false,
    };
    expect(decodeURIComponent(queryString(query))).toBe(
      '?plan_ids=a&plan_ids=b&keys={"a_B":"1 2"}&start_time=1970-01-01T00:00:00.000Z&with_plan=false',
    );
    expect(queryString({})).toBe("");
    expect(queryString(undefined)).toBe("");
  });

  test("survive any text", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1, unit: "grapheme" }), fc.string({ unit: "grapheme" })),
        (extra) => {
          const back = Object.fromEntries(new URLSearchParams(queryString(undefined, extra)));
          expect(back).toEqual({ ...extra });
        },
      ),
    );
  });
});
