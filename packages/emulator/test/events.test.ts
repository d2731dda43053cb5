import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Api, started } from "./support/api";

let api: Api;
beforeEach(async () => {
  api = await started();
});
afterEach(() => api.emulator.close());

const acme = { id: "acme" };
const track = (rest: Record<string, unknown> = {}) => ({
  api_key: api.emulator.apiKey,
  type: "track",
  body: { event: "api-call", company: acme },
  sent_at: new Date().toISOString(),
  ...rest,
});
const usage = async () => (await api.check("api-calls", { company: acme })).feature_usage;

describe("capture", () => {
  it("takes all four types, in order", async () => {
    const answer = await api.call<{ events: { event_id: string }[] }>("POST", "/batch", {
      events: [
        {
          ...track(),
          type: "identify",
          body: { keys: { id: "new" }, name: "N", company: { keys: { id: "newco" }, name: "C" } },
        },
        track({
          body: {
            event: "api-call",
            company: acme,
            user: { id: "wile" },
            quantity: 2,
            traits: { path: "/a" },
          },
        }),
        {
          ...track(),
          type: "flag_check",
          body: { flag_key: "beta", value: true, reason: "r", req_company: acme },
        },
        { ...track(), type: "inference", body: { model: "m" } },
      ],
    });
    expect(answer.status).toBe(200);
    expect(answer.body.data.events).toHaveLength(4);
    expect(api.emulator.events().map((event) => event.type)).toEqual([
      "identify",
      "track",
      "flag_check",
      "inference",
    ]);
    const { companies, users } = api.emulator.snapshot();
    expect(companies.find((company) => company.keys.id === "newco")?.name).toBe("C");
    expect(users.find((user) => user.keys.id === "new")?.companies).toHaveLength(1);
    expect(await usage()).toBe(2);
  });

  it("drops a repeated idempotency key for 24 h, for its type only", async () => {
    api.emulator.clock.freeze("2026-03-10T12:00:00Z");
    const repeated = track({ idempotency_key: "k1" });
    await api.call("POST", "/batch", { events: [repeated, repeated] });
    await api.call("POST", "/batch", { events: [repeated] });
    expect(await usage()).toBe(1);
    await api.call("POST", "/batch", { events: [{ ...repeated, type: "inference" }] });
    expect(api.emulator.events()).toHaveLength(2);
    api.emulator.clock.advance(24 * 3_600_000);
    await api.call("POST", "/batch", { events: [repeated] });
    expect(await usage()).toBe(2);
    expect(api.emulator.snapshot().events).toEqual({ total: 3, duplicates: 2 });
  });

  it("refuses more than 100 events, and a batch with a bad one as a whole", async () => {
    const many = await api.call("POST", "/batch", { events: Array.from({ length: 101 }, () => track()) });
    expect(many.status).toBe(400);
    expect(many.body).toEqual({ error: "batch too large", max_size: 100 });
    const full = await api.call("POST", "/batch", { events: Array.from({ length: 100 }, () => track()) });
    expect(full.status).toBe(200);
    const bad = await api.call("POST", "/batch", { events: [track(), { ...track(), type: "nonsense" }] });
    expect(bad.status).toBe(400);
    expect(await usage()).toBe(100);
  });

  it("counts an event in the period in which it happened", async () => {
    api.emulator.clock.freeze("2026-03-10T12:00:00Z");
    const event = track({ sent_at: "2026-02-27T00:00:00Z" });
    await api.call("POST", "/batch", { events: [{ ...event, trusted_client_clock: true }] });
    expect(await usage()).toBe(0);
    await api.call("POST", "/batch", { events: [event] });
    expect(await usage()).toBe(1);
    const refused = await api.call("POST", "/batch", { events: [{ ...event, backfill: true }] });
    expect(refused.body.error).toContain("trusted_client_clock");
  });

  it("keeps an event that leads nowhere, with the reason", async () => {
    await api.track("api-call", { id: "nobody" });
    await api.track("api-call", acme, { quantity: 1.5 });
    expect(api.emulator.events().map((event) => typeof event.error)).toEqual(["string", "string"]);
    expect(await usage()).toBe(0);
  });

  it("takes REST events and batches, and lists them newest first", async () => {
    const one = await api.call("POST", "/events", {
      event_type: "track",
      body: { event: "api-call", company: acme },
    });
    expect(one.status).toBe(201);
    const batch = await api.call("POST", "/event-batch", {
      events: [{ event_type: "track", body: { event: "export", company: acme, quantity: 4 } }],
    });
    expect(batch.status).toBe(201);
    const list = await api.call<{ subtype: string; quantity: number }[]>("GET", "/events");
    expect(list.body.data.map((event) => [event.subtype, event.quantity])).toEqual([
      ["export", 4],
      ["api-call", 1],
    ]);
    const types = await api.call<{ event_subtype: string; event_count: number }[]>("GET", "/event-types");
    expect(types.body.data.map((type) => [type.event_subtype, type.event_count])).toEqual([
      ["api-call", 1],
      ["export", 1],
    ]);
  });

  it("holds a bounded number of events and counts all", async () => {
    await api.emulator.close();
    api = await started({ maxEvents: 8 });
    for (let i = 0; i < 30; i++) await api.track("api-call", acme);
    expect(api.emulator.events().length).toBeLessThanOrEqual(10);
    expect(api.emulator.snapshot().events.total).toBe(30);
  });
});
