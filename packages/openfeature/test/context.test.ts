import { InvalidContextError } from "@openfeature/server-sdk";
import { describe, expect, test } from "vitest";
import { checkKeysOf } from "../src/context";

const BY_USER = { user: "id" };

describe("keys of a check", () => {
  test.each([
    ["none", {}, {}],
    ["an id as text", { company: "acme", user: "u1" }, { company: { id: "acme" }, user: { id: "u1" } }],
    [
      "lookup keys, scalars as text",
      { company: { org: 7, active: true, name: "A" } },
      { company: { org: "7", active: "true", name: "A" } },
    ],
    ["the targeting key as user id", { targetingKey: "u1" }, { user: { id: "u1" } }],
    ["a user id that is given", { targetingKey: "u1", user: { id: "u2" } }, { user: { id: "u2" } }],
    [
      "the targeting key beside other user keys",
      { targetingKey: "u1", user: { email: "a@b.c" } },
      { user: { id: "u1", email: "a@b.c" } },
    ],
    ["an empty targeting key", { targetingKey: "" }, {}],
    [
      "no traits and no other attributes",
      { plan: "pro", email: "a@b.c", company: "acme" },
      { company: { id: "acme" } },
    ],
    ["absent entities", { company: null, user: undefined as never }, {}],
    ["names of Object.prototype", { company: { constructor: "x" } }, { company: { constructor: "x" } }],
  ])("%s", (_, context, expected) => {
    expect(checkKeysOf(context, BY_USER)).toEqual(expected);
  });

  test("an own member named __proto__ is a key and no prototype", () => {
    const company = JSON.parse('{"__proto__":"x","id":"a"}') as never;
    const keys = checkKeysOf({ company }, BY_USER).company ?? {};
    expect(Object.keys(keys).sort()).toEqual(["__proto__", "id"]);
    expect(Object.getPrototypeOf(keys)).toBe(Object.prototype);
  });

  test("the targeting key may stand for a company", () => {
    expect(checkKeysOf({ targetingKey: "7" }, { company: "org_id" })).toEqual({ company: { org_id: "7" } });
  });

  test.each([
    ["a list", { company: ["acme"] }],
    ["a date", { user: new Date() }],
    ["a number", { company: 7 }],
    ["a list inside", { company: { id: ["a"] } }],
    ["a date inside", { user: { since: new Date() } }],
    ["an object inside", { company: { id: { a: 1 } } }],
    ["null inside", { company: { id: null } }],
    ["a number that is none", { company: { id: Number.NaN } }],
    ["a map", { company: new Map([["id", "acme"]]) as never }],
  ])("refuses %s", (_, context) => {
    expect(() => checkKeysOf(context, BY_USER)).toThrow(InvalidContextError);
  });
});
