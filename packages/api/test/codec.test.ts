import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { decode } from "../src/codec/decode-response";
import { encode } from "../src/codec/encode";
import { queryString } from "../src/codec/query";
import { DATE, type Table, type Wire } from "../src/codec/table";
import { SchematicError } from "../src/errors";
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

  test.each([...NAMES, "____proto____", "___proto__", "___proto____"])(
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

  test("parameters of the call replace those of the request", () => {
    expect(queryString({ limit: 1, planIds: ["a", "b"] }, { limit: 5, plan_ids: "c" })).toBe(
      "?limit=5&plan_ids=c",
    );
    expect(queryString({ limit: 1 }, { limit: null })).toBe("");
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

describe("members that an old library adds to a prototype", () => {
  const added = { configurable: true, enumerable: true, writable: true, value: "added" };
  beforeEach(() => {
    Object.defineProperty(Object.prototype, "legacy", added);
    Object.defineProperty(Object.prototype, "createdAt", added);
    Object.defineProperty(Array.prototype, "last", added);
  });
  afterEach(() => {
    for (const name of ["legacy", "createdAt"]) Reflect.deleteProperty(Object.prototype, name);
    Reflect.deleteProperty(Array.prototype, "last");
  });

  const table: Table = { items: PLAIN, byKey: [PLAIN], bundleId: "bundleId" };

  test("are in no result, no request and no query", () => {
    const decoded = decode(
      { some_field: 1, items: [{ a_b: 1 }], by_key: { k_k: { a_b: 1 } } },
      table,
    ) as Wire;
    expect(Object.keys(decoded)).toEqual(["someField", "items", "byKey"]);
    expect(Object.keys((decoded.items as Wire[])[0] ?? {})).toEqual(["aB"]);
    expect(Object.keys(decoded.items as Wire[])).toEqual(["0"]);
    expect(Object.keys(decoded.byKey as Wire)).toEqual(["k_k"]);
    expect(Object.keys(encode({ someField: 1, items: [{ aB: 1 }] }, table) as Wire)).toEqual([
      "some_field",
      "items",
    ]);
    expect(queryString({ aB: 1, ids: ["x"] }, { c: { d: 1 } })).toBe("?a_b=1&ids=x&c%5Bd%5D=1");
  });

  test("do not count as entries of a table", () => {
    expect(decode({ created_at: "2024-01-01T00:00:00Z" }, PLAIN)).toEqual({
      createdAt: "2024-01-01T00:00:00Z",
    });
    expect(Object.keys(encode({ legacy: 1 }, PLAIN) as Wire)).toEqual(["legacy"]);
  });
});

describe("depth", () => {
  const nested = (levels: number): unknown => {
    let value: unknown = [];
    for (let i = 0; i < levels; i++) value = [value];
    return value;
  };

  test.each([
    ["decode", decode, "invalid_response"],
    ["encode", encode, "invalid_options"],
  ] as const)("%s throws a coded error for lists nested 100,000 deep", (_, convert, code) => {
    const deep = { items: nested(100_000) };
    expect(() => convert(deep, { items: PLAIN })).toThrow(expect.objectContaining({ code }));
    expect(() => convert(nested(100_000), PLAIN)).toThrow(SchematicError);
  });

  test("a cyclic request is a coded error", () => {
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    expect(() => encode({ items: cyclic }, { items: PLAIN })).toThrow(
      expect.objectContaining({ code: "invalid_options" }),
    );
    const self: Wire = {};
    self.child = self;
    const table: Record<string, Table[string]> = {};
    table.child = table;
    expect(() => encode(self, table)).toThrow(SchematicError);
    expect(() => encode({ child: { a: self } }, { child: [table] })).toThrow(SchematicError);
  });

  test("100 levels are converted", () => {
    const text = JSON.stringify(decode({ items: nested(98) }, { items: PLAIN }));
    expect(text).toBe(`{"items":${"[".repeat(99)}${"]".repeat(99)}}`);
    expect(() => decode({ items: nested(99) }, { items: PLAIN })).not.toThrow();
    expect(() => decode({ items: nested(100) }, { items: PLAIN })).toThrow(SchematicError);
  });

  test("opaque values may be nested as deep as they like", () => {
    const deep = nested(5_000);
    expect((decode({ metadata: deep }, PLAIN) as Wire).metadata).toBe(deep);
  });
});

describe("values of other realms", () => {
  const iso = "2023-11-14T22:13:20.000Z";
  const make = (code: string): unknown => runInNewContext(code);

  test("dates are dates in bodies and queries", () => {
    const date = make(`new Date("${iso}")`);
    expect(JSON.stringify(encode({ expiresAt: date, item: date }, { expiresAt: DATE, item: PLAIN }))).toBe(
      `{"expires_at":"${iso}","item":"${iso}"}`,
    );
    expect(queryString({ startTime: date, times: [date] }, { since: date, in: { t: date } })).toBe(
      ["?start_time=", "&times=", "&since=", "&in%5Bt%5D="]
        .map((name) => `${name}${encodeURIComponent(iso)}`)
        .join(""),
    );
  });

  test("an invalid date is refused in place of clearing the field", () => {
    for (const date of [new Date(Number.NaN), make("new Date(NaN)")]) {
      expect(() => encode({ expiresAt: date }, { expiresAt: DATE })).toThrow(
        expect.objectContaining({ code: "invalid_options" }),
      );
      expect(() => queryString({ startTime: date })).toThrow(
        expect.objectContaining({ code: "invalid_options" }),
      );
    }
  });

  test("objects and lists are converted", () => {
    const body = make("({ someList: [{ aB: 1 }], someMap: { a_B: { aB: null } } })");
    expect(encode(body, { someList: PLAIN, someMap: [PLAIN] })).toEqual({
      some_list: [{ a_b: 1 }],
      some_map: { a_B: { a_b: null } },
    });
  });
});

describe("text that is not valid Unicode", () => {
  test.each(["\ud800", "a\udc00", "\udbff\ud800"])("%j is refused in a query", (text) => {
    for (const query of [{ q: text }, { ids: [text] }, { [text]: 1 }])
      expect(() => queryString(query)).toThrow(expect.objectContaining({ code: "invalid_options" }));
    expect(() => queryString(undefined, { q: text })).toThrow(SchematicError);
  });

  test("is escaped in maps and bodies", () => {
    expect(queryString({ keys: { id: "\ud800" } })).toBe(`?keys=${encodeURIComponent('{"id":"\\ud800"}')}`);
    expect(JSON.stringify(encode({ name: "\ud800" }, PLAIN))).toBe('{"name":"\\ud800"}');
  });
});

test("fields are found whatever their order, and also if one table is used by many objects", () => {
  const table: Table = { createdAt: DATE, items: PLAIN };
  const orders = [
    { created_at: "2024-01-01T00:00:00Z", items: [{ a_b: 1 }], some_name: null },
    { some_name: "x", items: { a_b: 2 }, created_at: null },
    { other_name: 1, created_at: "2024-01-02T00:00:00Z", some_name: "y" },
  ];
  expect(orders.map((one) => decode(one, table))).toEqual([
    { createdAt: new Date("2024-01-01T00:00:00Z"), items: [{ aB: 1 }], someName: undefined },
    { someName: "x", items: { aB: 2 }, createdAt: undefined },
    { otherName: 1, createdAt: new Date("2024-01-02T00:00:00Z"), someName: "y" },
  ]);
});

test("a table can depend on the object that holds the field", () => {
  const table: Table = { body: (holder) => (holder.kind === "dated" ? { madeAt: DATE } : PLAIN) };
  const wire = { made_at: "2024-01-01T00:00:00Z" };
  expect(decode({ kind: "dated", body: wire }, table)).toEqual({
    kind: "dated",
    body: { madeAt: new Date("2024-01-01T00:00:00Z") },
  });
  expect(decode({ kind: "other", body: wire }, table)).toEqual({
    kind: "other",
    body: { madeAt: "2024-01-01T00:00:00Z" },
  });
});

test("a wire name of its own is sent, and a table is not taken for one", () => {
  expect(encode({ bundleId: "b", planIds: ["p"] }, { bundleId: "bundleId" })).toEqual({
    bundleId: "b",
    plan_ids: ["p"],
  });
  expect(encode({ someItem: "text" }, { someItem: PLAIN })).toEqual({ some_item: "text" });
});
