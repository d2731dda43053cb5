import { verifyWebhookSignature } from "@schematichq/schematic-typescript-node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Api, type Received, receiver, seed, started } from "./support/api";

const SECRET = "whsec_test";
const acme = { id: "acme" };
let api: Api;
let hook: Awaited<ReturnType<typeof receiver>>;

async function begin(answer?: (n: number) => number, actions?: string[]): Promise<void> {
  hook = await receiver(answer);
  const webhook = { url: hook.url, secret: SECRET, ...(actions === undefined ? {} : { actions }) };
  api = await started({ seed: { ...seed, webhooks: [webhook] }, webhookRetryMs: 1 });
}
beforeEach(() => begin());
afterEach(async () => {
  await api.emulator.close();
  await hook.close();
});

const settled = (count: number) =>
  api.emulator.waitFor(
    (e) => e.deliveries().filter((delivery) => delivery.status !== "pending").length >= count,
  );
const bodies = () =>
  hook.received.map((received) => JSON.parse(received.body) as Record<string, Record<string, unknown>>);
const verify = (received: Received) =>
  verifyWebhookSignature({ headers: received.headers, rawBody: received.body }, SECRET);

describe("deliveries", () => {
  it("sends the crossing of a limit, signed so that the published helper takes it", async () => {
    await api.track("api-call", acme, { quantity: 7 });
    await api.track("api-call", acme);
    await api.track("api-call", acme, { quantity: 2 });
    await api.track("api-call", acme);
    await settled(2);
    const [warning, reached] = bodies();
    expect(warning).toMatchObject({
      action: "entitlement.limit.warning",
      body: { Usage: 8, Allocation: 10 },
    });
    expect(reached).toMatchObject({
      action: "entitlement.limit.reached",
      environment_id: "env_emulator",
      object_type: "feature_usage",
      feature_id: "feat_api-calls",
      body: { Usage: 10, Allocation: 10, Feature: { id: "feat_api-calls" }, company: { name: "Acme" } },
    });
    for (const received of hook.received) {
      verify(received);
      expect(received.headers["x-schematic-webhook-signature-version"]).toBe("v1");
      expect(() => verify({ ...received, body: `${received.body} ` })).toThrow();
    }
    expect(api.emulator.deliveries()).toHaveLength(2);
  });

  it("sends what happens to companies, users, plans, overrides and flags", async () => {
    api.emulator.setPlan(acme, "pro");
    await api.call("POST", "/companies", { keys: { id: "new" } });
    await api.call("POST", "/companies", { keys: { id: "new" }, name: "New" });
    await api.call("POST", "/users", { keys: { id: "u" } });
    api.emulator.apply({ overrides: [{ company: acme, feature: "sso", value: false }] });
    api.emulator.remove("company", { id: "new" });
    await settled(7);
    const actions = bodies().map((body) => body.action);
    expect(actions.filter((action) => !String(action).startsWith("flag."))).toEqual([
      "company.plan_changed",
      "company.created",
      "company.updated",
      "user.created",
      "company.override.created",
      "company.deleted",
    ]);
    expect(actions).toContain("flag.updated");
    expect(bodies()[0]?.body).toMatchObject({
      base_plan: { id: "plan_pro", name: "pro" },
      previous_base_plan: { id: "plan_starter" },
      company: { name: "Acme" },
    });
  });

  it("sends again what failed, the same text each time, and stops when it is taken", async () => {
    await api.emulator.close();
    await hook.close();
    await begin((n) => (n < 3 ? 500 : 204), ["company.created"]);
    await api.call("POST", "/companies", { keys: { id: "new" } });
    await settled(1);
    expect(api.emulator.deliveries()).toMatchObject([{ status: "success", attempts: 3, responseCode: 204 }]);
    expect(new Set(hook.received.map((received) => received.body)).size).toBe(1);
    for (const received of hook.received) verify(received);
  });

  it("gives up after five redeliveries", async () => {
    await api.emulator.close();
    await hook.close();
    await begin(() => 500, ["company.created"]);
    await api.call("POST", "/companies", { keys: { id: "new" } });
    await settled(1);
    expect(api.emulator.deliveries()).toMatchObject([{ status: "failure", attempts: 6, responseCode: 500 }]);
    expect(hook.received).toHaveLength(6);
  });

  it("creates, tests, lists and deletes webhooks over REST", async () => {
    const made = await api.call<{ id: string; secret: string }>("POST", "/webhooks", {
      name: "Mine",
      url: hook.url,
      request_types: ["user.created"],
    });
    expect(made.status).toBe(201);
    const { id, secret } = made.body.data;
    const test = await api.call("POST", `/webhooks/${id}/test`, { request_type: "plan.updated" });
    expect(test.body.data).toMatchObject({ success: true, response_code: 200 });
    const last = hook.received.at(-1);
    if (last === undefined) throw new Error("nothing came");
    verifyWebhookSignature({ headers: last.headers, rawBody: last.body }, secret);
    expect((await api.call<unknown[]>("GET", "/webhooks")).body.data).toHaveLength(2);
    const events = await api.call<{ request_type: string }[]>("GET", `/webhook-events?webhook_id=${id}`);
    expect(events.body.data).toMatchObject([
      { request_type: "plan.updated", attempt_count: 1, status: "success" },
    ]);
    expect((await api.call("DELETE", `/webhooks/${id}`)).body.data).toEqual({ deleted: true });
    expect(
      (await api.call("POST", "/webhooks", { name: "x", url: hook.url, request_types: ["no.such"] })).status,
    ).toBe(400);
  });
});
