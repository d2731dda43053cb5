import { describe, expect, it } from "vitest";
import { countEvent, mergePartial, type WireMetric } from "../../src/data/partial";
import { company, metric, trait, user } from "../support/entities";

const acme = () =>
  company("acme", {
    credit_balances: { credit_a: 10 },
    metrics: [metric("calls", 3), metric("calls", 30, "all_time"), metric("seats", 1)],
    entitlements: [
      {
        feature_id: "f1",
        feature_key: "calls",
        value_type: "numeric",
        event_name: "calls",
        metric_period: "current_month",
        month_reset: "first_of_month",
        usage: 3,
      },
      { feature_id: "f2", feature_key: "total", value_type: "numeric", event_name: "calls", usage: 30 },
      {
        feature_id: "f3",
        feature_key: "ai",
        value_type: "credit",
        credit_id: "credit_a",
        credit_remaining: 10,
      },
    ],
  });

const usages = (entity: Record<string, unknown>) =>
  (entity.entitlements as { usage?: number; credit_remaining?: number }[]).map(
    (one) => one.usage ?? one.credit_remaining,
  );

describe("mergePartial", () => {
  it("sets a metric in place and lets the entitlement that counts it follow", () => {
    const entity = acme();
    const change = mergePartial("company", entity, { metrics: [metric("calls", 4)] });
    expect(change).toMatchObject({ reload: false, metrics: [{ value: 4 }], balances: undefined });
    expect(change?.entity).toBe(entity);
    expect((entity.metrics as WireMetric[]).map((one) => one.value)).toEqual([4, 30, 1]);
    expect(usages(entity)).toEqual([4, 30, 10]);
  });

  it("takes an entitlement without period as all_time", () => {
    const entity = acme();
    mergePartial("company", entity, { metrics: [metric("calls", 31, "all_time")] });
    expect(usages(entity)).toEqual([3, 31, 10]);
  });

  it("adds a metric that was not there", () => {
    const entity = acme();
    mergePartial("company", entity, { metrics: [metric("calls", 1, "current_day")] });
    expect(entity.metrics).toHaveLength(4);
  });

  it("merges balances and takes what a lease leaves as the balance", () => {
    const entity = acme();
    const change = mergePartial("company", entity, {
      credit_balances: { credit_b: 5 },
      credit_lease_balance: { credit_a: { remaining: 7, reserved: 3 } },
    });
    expect(change).toMatchObject({ reload: false, balances: { credit_a: 7, credit_b: 5 } });
    expect(entity.credit_balances).toEqual({ credit_a: 7, credit_b: 5 });
    expect(usages(entity)).toEqual([3, 30, 7]);
  });

  it("leaves entitlements that the partial brings as they came", () => {
    const entity = acme();
    const brought = [
      { feature_id: "f1", feature_key: "calls", value_type: "numeric", event_name: "calls", usage: 99 },
    ];
    const change = mergePartial("company", entity, {
      metrics: [metric("calls", 4, "all_time")],
      entitlements: brought,
    });
    expect(usages(change?.entity ?? {})).toEqual([99]);
  });

  it("merges keys and replaces everything else, unknown fields too", () => {
    const entity = acme();
    const change = mergePartial("company", entity, {
      keys: { slug: "acme-inc" },
      traits: [trait("plan", "free")],
      plan_ids: ["plan_2"],
      new_field: { a: 1 },
    });
    expect(change?.reload).toBe(true);
    expect(change?.entity).toMatchObject({
      keys: { org: "acme", slug: "acme-inc" },
      traits: [{ value: "free" }],
      plan_ids: ["plan_2"],
      new_field: { a: 1 },
      metrics: [{ value: 3 }, { value: 30 }, { value: 1 }],
    });
  });

  it("replaces the spend policies of companies and users, and refuses what is not a list", () => {
    const policies = [{ id: "pol_1", credit_id: "credit_a", kind: "per_draw", scope: "company", limit: 5 }];
    for (const [kind, entity] of [["company", acme()] as const, ["user", user("ada")] as const]) {
      const change = mergePartial(kind, entity, { credit_spend_policies: policies });
      expect(change).toMatchObject({
        reload: true,
        entity: { id: entity.id, credit_spend_policies: policies },
      });
      expect(mergePartial(kind, entity, { credit_spend_policies: null })?.entity).toMatchObject({
        credit_spend_policies: null,
      });
      expect(mergePartial(kind, entity, { credit_spend_policies: { id: "pol_1" } })).toBeUndefined();
    }
  });

  it("leaves the old version untouched when it makes a new one", () => {
    const entity = acme();
    const before = structuredClone(entity);
    mergePartial("company", entity, {
      traits: [],
      keys: { x: "y" },
      metrics: [metric("calls", 4)],
      credit_balances: { credit_a: 1 },
    });
    expect(entity).toEqual(before);
  });

  it("sees that nothing but the given metric changes when ids come along", () => {
    const entity = acme();
    const change = mergePartial("company", entity, {
      id: entity.id,
      account_id: "acct_1",
      keys: { org: "acme" },
      metrics: [metric("calls", 4)],
    });
    expect(change?.reload).toBe(false);
  });

  it("replaces a user's fields and merges its keys", () => {
    const change = mergePartial("user", user("ada"), {
      keys: { id: "7" },
      rules: [{ id: "r" }],
      metrics: [],
    });
    expect(change?.entity).toMatchObject({
      keys: { email: "ada", id: "7" },
      rules: [{ id: "r" }],
      metrics: [],
    });
  });

  it.each([
    [
      "a metric without its value",
      { metrics: [{ event_subtype: "calls", period: "all_time", month_reset: "x" }] },
    ],
    ["a balance that is text", { credit_balances: { a: "7" } }],
    ["keys that are numbers", { keys: { org: 7 } }],
    ["traits that are no list", { traits: { a: 1 } }],
    ["an id that is no text", { id: 5 }],
    ["no object", [1, 2]],
    ["nothing", null],
  ])("changes nothing for %s", (_, data) => {
    const entity = acme();
    const before = structuredClone(entity);
    const change = mergePartial("company", entity, data);
    expect(entity).toEqual(before);
    if (!Array.isArray(data)) expect(change).toBeUndefined();
  });

  it("keeps a prototype out of the entity", () => {
    const entity = acme();
    const data = JSON.parse(
      '{"__proto__": {"polluted": 1}, "keys": {"__proto__": "x"}, "credit_balances": {"__proto__": 1, "b": 2}}',
    );
    const next = mergePartial("company", entity, data)?.entity ?? entity;
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(next)).toBe(Object.prototype);
    expect((next as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(next.credit_balances)).toBe(Object.prototype);
  });

  it("survives entities whose lists hold nulls or are none", () => {
    const entity = { ...acme(), metrics: [null, metric("calls", 1)], entitlements: [null, 5] };
    expect(mergePartial("company", entity, { metrics: [metric("calls", 2)] })?.reload).toBe(false);
    expect(mergePartial("company", entity, { metrics: [metric("calls", 3)], traits: [] })?.reload).toBe(true);
    const bare = { id: "comp_b", keys: {} };
    expect(
      mergePartial("company", bare, { metrics: [metric("calls", 2)], credit_balances: { a: 1 } })?.entity,
    ).toMatchObject({
      metrics: [{ value: 2 }],
      credit_balances: { a: 1 },
    });
  });
});

describe("countEvent", () => {
  it("adds to every metric of the event, whatever its period, and to usage", () => {
    const entity = acme();
    const changed = countEvent(entity, "calls", 2);
    expect(changed.map((one) => [one.period, one.value])).toEqual([
      ["current_month", 5],
      ["all_time", 32],
    ]);
    expect(usages(entity)).toEqual([5, 32, 10]);
  });

  it("adds nothing for a quantity of 0 or an event without metrics", () => {
    const entity = acme();
    const before = structuredClone(entity);
    expect(countEvent(entity, "calls", 0)).toEqual([]);
    expect(countEvent(entity, "other", 5)).toEqual([]);
    expect(entity).toEqual(before);
  });
});
