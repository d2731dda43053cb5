import { runInNewContext } from "node:vm";
import { afterEach, expect, test } from "vitest";
import { isDate, isMap, isObject, isPlainObject, isPromiseLike, isText, ownEntries } from "../src";

const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();
const thrower = {
  // biome-ignore lint/suspicious/noThenProperty: the subject is a hostile thenable
  get then() {
    throw new Error("no");
  },
};
const foreign = (code: string): unknown => runInNewContext(code);

test("isObject", () => {
  for (const value of [{}, Object.create(null), new Date(), foreign("({})")])
    expect(isObject(value)).toBe(true);
  for (const value of [null, undefined, "x", 1, [], foreign("[]"), () => {}, revoked])
    expect(isObject(value)).toBe(false);
});

test("isPlainObject", () => {
  for (const value of [{}, Object.create(null), foreign("({ a: 1 })")])
    expect(isPlainObject(value)).toBe(true);
  for (const value of [new Date(), new (class {})(), [], null, new Map(), revoked, foreign("new Date()")])
    expect(isPlainObject(value)).toBe(false);
});

test("isText", () => {
  expect(isText("a")).toBe(true);
  for (const value of ["", 1, null, undefined, new String("a")]) expect(isText(value)).toBe(false);
});

test("isDate", () => {
  for (const value of [new Date(), new Date(Number.NaN), foreign("new Date(0)")])
    expect(isDate(value)).toBe(true);
  const pretender = { [Symbol.toStringTag]: "Date", getTime: () => 0 };
  for (const value of [pretender, "2026-01-01", 0, null, Object.create(Date.prototype), revoked])
    expect(isDate(value)).toBe(false);
});

test("isMap", () => {
  for (const value of [new Map(), foreign("new Map()")]) expect(isMap(value)).toBe(true);
  for (const value of [new Set(), new WeakMap(), {}, null, revoked]) expect(isMap(value)).toBe(false);
});

test("isPromiseLike", () => {
  // biome-ignore lint/suspicious/noThenProperty: a thenable is the subject
  const thenable = { then: () => {} };
  // biome-ignore lint/suspicious/noThenProperty: as above
  const callable = Object.assign(() => {}, { then: () => {} });
  for (const value of [Promise.resolve(), foreign("Promise.resolve()"), thenable, callable])
    expect(isPromiseLike(value)).toBe(true);
  // biome-ignore lint/suspicious/noThenProperty: as above
  for (const value of [null, undefined, {}, { then: 1 }, "then", thrower, revoked])
    expect(isPromiseLike(value)).toBe(false);
});

afterEach(() => {
  Reflect.deleteProperty(Object.prototype, "polluted");
});

test("ownEntries leaves out members added to Object.prototype", () => {
  Object.defineProperty(Object.prototype, "polluted", {
    value: 1,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  const entries = ownEntries({ a: 1, b: 2 });
  Reflect.deleteProperty(Object.prototype, "polluted");
  expect(entries).toEqual([
    ["a", 1],
    ["b", 2],
  ]);
});
