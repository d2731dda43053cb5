import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import WebSocket from "ws";
import { type Api, type Frame, Stream, started } from "./support/api";

let api: Api;
let stream: Stream;
beforeEach(async () => {
  api = await started();
  stream = await Stream.open(api.emulator);
});
afterEach(() => api.emulator.close());

const acme = { id: "acme" };
const isFull = (type: string) => (frame: Frame) =>
  frame.message_type === "full" && frame.entity_type === `rulesengine.${type}`;
const isPartial = (frame: Frame) => frame.message_type === "partial";

async function subscribed(): Promise<Frame> {
  stream.ask("Company", { action: "start", keys: acme });
  return stream.next(isFull("Company"));
}

describe("subscriptions", () => {
  it("refuses a wrong key with 401 and another path with 404", async () => {
    for (const [path, key, status] of [
      ["/datastream", "sch_wrong", 401],
      ["/elsewhere", api.emulator.apiKey, 404],
    ] as const) {
      const socket = new WebSocket(`ws://127.0.0.1:${api.emulator.port}${path}`, {
        headers: { "X-Schematic-Api-Key": key },
      });
      socket.on("error", () => {});
      const [, response] = await once(socket, "unexpected-response");
      expect(response.statusCode).toBe(status);
    }
  });

  it("sends all flags, whether or not an action is named", async () => {
    stream.ask("Flags");
    const frame = await stream.next(isFull("Flags"));
    expect(frame.data.map((flag) => (flag as { key: string }).key)).toEqual([
      "api-calls",
      "sso",
      "beta",
      "always-on",
    ]);
    expect(frame.pagination).toBeUndefined();
  });

  it("sends the flags in pages when asked to", async () => {
    stream.ask("Flags", { page_size: 3 });
    const last = await stream.next((frame) => frame.pagination?.has_more === false);
    expect(stream.frames.map((frame) => frame.data.length)).toEqual([3, 1]);
    expect(last.pagination).toEqual({ has_more: false, page: 2, total: 4 });
  });

  it("sends a company and a user by their keys", async () => {
    const company = await subscribed();
    expect(company.data).toMatchObject({
      id: company.entity_id,
      keys: { id: "acme", domain: "acme.test" },
      base_plan_id: "plan_starter",
      metrics: [
        { event_subtype: "api-call", period: "current_month", month_reset: "first_of_month", value: 0 },
      ],
      entitlements: [{ feature_key: "api-calls", allocation: 10, usage: 0, event_name: "api-call" }],
    });
    stream.ask("User", { keys: { id: "wile" } });
    expect((await stream.next(isFull("User"))).data).toMatchObject({
      keys: { id: "wile" },
      traits: [{ value: "admin" }],
    });
  });

  it("answers what it cannot find or read with an error that names the keys", async () => {
    stream.ask("Company", { keys: { id: "nobody" } });
    const missing = await stream.next((frame) => frame.message_type === "error");
    expect(missing.data).toEqual({
      error: "company not found",
      keys: { id: "nobody" },
      entity_type: "rulesengine.Company",
    });
    stream.socket.send("{");
    await stream.next((frame) => frame.message_type === "error", 1);
    stream.ask("Nonsense");
    const unread = await stream.next((frame) => frame.message_type === "error", 2);
    expect(JSON.stringify(unread.data)).toContain("entity_type");
  });
});

describe("changes", () => {
  it("sends usage as a partial: one for a batch, with all periods and the entitlements", async () => {
    const { entity_id } = await subscribed();
    const events = Array.from({ length: 3 }, () => ({
      type: "track",
      body: { event: "api-call", company: acme },
    }));
    await api.call("POST", "/batch", { events });
    const partial = await stream.next(isPartial);
    expect(partial.entity_id).toBe(entity_id);
    expect(partial.stream_id).toMatch(/^\d+-\d+$/);
    const metrics = partial.data.metrics as unknown as { period: string; value: number }[];
    expect(metrics.map((metric) => [metric.period, metric.value])).toEqual([
      ["all_time", 3],
      ["current_day", 3],
      ["current_week", 3],
      ["current_month", 3],
    ]);
    expect(partial.data.entitlements).toMatchObject([{ usage: 3 }]);
    expect(Object.keys(partial.data).sort()).toEqual(["entitlements", "metrics"]);
    expect(stream.frames.filter(isPartial)).toHaveLength(1);
  });

  it("sends plans as a partial, changed keys as a full message, a removal as a delete", async () => {
    await subscribed();
    api.emulator.setPlan(acme, "pro");
    const partial = await stream.next(isPartial);
    expect(partial.data).toMatchObject({ base_plan_id: "plan_pro", plan_ids: ["plan_pro"] });
    expect(partial.data.entitlements).toHaveLength(2);
    await api.call("POST", "/companies", { keys: { ...acme, stripe: "cus_1" }, remove_keys: ["domain"] });
    const full = await stream.next(isFull("Company"), 2);
    expect(full.data).toMatchObject({ keys: { id: "acme", stripe: "cus_1" } });
    expect(full.data.keys).not.toHaveProperty("domain");
    api.emulator.remove("company", acme);
    const gone = await stream.next((frame) => frame.message_type === "delete");
    expect(gone.data).toMatchObject({ id: full.entity_id });
  });

  it("sends changed, new and deleted flags to clients that have the list", async () => {
    stream.ask("Flags");
    await stream.next(isFull("Flags"));
    api.emulator.apply({ flags: [{ key: "beta", default: true }] });
    expect((await stream.next(isFull("Flag"))).data).toMatchObject({
      key: "beta",
      default_value: true,
      rules: [],
    });
    api.emulator.apply({ plans: [{ key: "pro", entitlements: [] }] });
    const frame = await stream.next(
      (f) => isFull("Flag")(f) && (f.data as unknown as { key: string }).key === "sso",
    );
    expect(frame.data).toMatchObject({ rules: [] });
    api.emulator.remove("flag", "beta");
    expect((await stream.next((f) => f.message_type === "delete")).data).toMatchObject({
      id: "flag_beta",
      key: "beta",
    });
  });

  it("sends nothing after stop, and nothing of others", async () => {
    await subscribed();
    stream.ask("Company", { action: "stop", keys: acme });
    stream.ask("Company", { keys: { id: "globex" } });
    await stream.next(
      (frame) => isFull("Company")(frame) && (frame.data as unknown as { name?: string }) !== undefined,
      1,
    );
    await api.track("api-call", acme);
    await api.call("POST", "/company-traits", { keys: { id: "globex" }, trait: "a", set: "b" });
    const partial = await stream.next(isPartial);
    expect(partial.data).toHaveProperty("traits");
    expect(stream.frames.filter(isPartial)).toHaveLength(1);
  });

  it("notifies every client of a reset", async () => {
    const before = await subscribed();
    await api.track("api-call", acme);
    await stream.next(isPartial);
    api.emulator.reset();
    const full = await stream.next(isFull("Company"), 2);
    expect(full.entity_id).toBe(before.entity_id);
    expect(full.data).toMatchObject({ entitlements: [{ usage: 0 }] });
  });
});

describe("bulk subscriptions", () => {
  it("confirms, then sends everybody's changes, and replays what was missed", async () => {
    stream.ask("Companies");
    const confirmation = await stream.next(isFull("Companies"));
    expect(confirmation.data).toEqual({ status: "subscribed", replayed: 0 });
    await api.track("api-call", acme);
    const seen = await stream.next(isPartial);
    stream.socket.terminate();
    await stream.closed();

    await api.track("api-call", acme);
    await api.call("POST", "/companies", { keys: { id: "late" } });
    await api.call("POST", "/users", { keys: { id: "someone" } });
    stream = await Stream.open(api.emulator);
    stream.ask("Companies", { replay_from: seen.stream_id });
    const created = await stream.next(isFull("Company"));
    expect(created.data).toMatchObject({ keys: { id: "late" } });
    expect(stream.frames.map((frame) => [frame.entity_type, frame.message_type])).toEqual([
      ["rulesengine.Companies", "full"],
      ["rulesengine.Company", "partial"],
      ["rulesengine.Company", "full"],
    ]);
    expect(stream.frames[0]).toMatchObject({ stream_id: seen.stream_id, data: { replayed: 2 } });
    expect(stream.frames[1]?.data).toMatchObject({ entitlements: [{ usage: 2 }] });
  });

  it("asks for a reload when the replay window does not reach back", async () => {
    stream.ask("Users", { replay_from: "1-0" });
    expect((await stream.next((frame) => frame.entity_type === "rulesengine.Users")).message_type).toBe(
      "reload",
    );
  });

  it("answers pings", async () => {
    stream.socket.ping("hello");
    const [payload] = await once(stream.socket, "pong");
    expect(String(payload)).toBe("hello");
  });
});
