import { expect, test } from "vitest";
import { WebhookRequestType } from "../src/generated/enums";
import * as webhooks from "../src/generated/webhooks";

const bodies = Object.values(webhooks.webhookBodies);

test("every known action has its body, under its name", () => {
  const actions = bodies.map((body) => body.action as string);
  expect(actions).toEqual(expect.arrayContaining(Object.values(WebhookRequestType)));
  expect(new Set(actions).size).toBe(actions.length);
  expect(webhooks.companyPlanChanged.action).toBe("company.plan_changed");
});

test("a body gets public names and dates", () => {
  const body = webhooks.companyUpdated.decode({
    id: "c_1",
    created_at: "2024-01-01T00:00:00Z",
    keys: [{ entity_id: "c_1", created_at: "2024-01-01T00:00:00Z" }],
    traits: { some_key: { at_time: "2024-01-01T00:00:00Z" } },
  });
  expect(body).toMatchObject({
    id: "c_1",
    createdAt: new Date("2024-01-01T00:00:00Z"),
    keys: [{ entityId: "c_1", createdAt: new Date("2024-01-01T00:00:00Z") }],
    traits: { some_key: { at_time: "2024-01-01T00:00:00Z" } },
  });
});

test("the PascalCase names of usage events too", () => {
  const body = webhooks.entitlementLimitReached.decode({
    Allocation: 10,
    Usage: 10,
    MetricResetAt: "2024-01-01T00:00:00Z",
    Feature: { created_at: "2024-01-01T00:00:00Z", feature_type: "event" },
    Entitlement: "e",
  });
  expect(body).toMatchObject({
    allocation: 10,
    usage: 10,
    metricResetAt: new Date("2024-01-01T00:00:00Z"),
    feature: { createdAt: new Date("2024-01-01T00:00:00Z"), featureType: "event" },
    entitlement: "e",
  });
});

test("a body without documentation stays as it is", () => {
  const body = { some_field: 1 };
  expect(webhooks.creditLimitReached.decode(body)).toBe(body);
  for (const one of bodies) expect(() => [one.decode({}), one.decode(null), one.decode("x")]).not.toThrow();
});
