import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Api, Stream, started } from "./support/api";

const acme = { id: "acme" };
let api: Api;
afterEach(() => api.emulator.close());

const usage = async (flag = "api-calls") => (await api.check(flag, { company: acme })).feature_usage;

describe("frozen time", () => {
  beforeEach(async () => {
    api = await started({ clock: { start: "2026-01-31T23:59:59Z", frozen: true } });
  });

  it("stands still, moves on request, and runs on from there", () => {
    const { clock } = api.emulator;
    expect(clock.now()).toBe(Date.parse("2026-01-31T23:59:59Z"));
    clock.advance(500);
    expect(clock.now()).toBe(Date.parse("2026-01-31T23:59:59.500Z"));
    clock.set("2020-01-01T00:00:00Z");
    expect(clock.frozen).toBe(true);
    clock.resume();
    expect(clock.frozen).toBe(false);
    expect(clock.now() - Date.parse("2020-01-01T00:00:00Z")).toBeLessThan(60_000);
    expect(() => clock.advance(-1)).toThrow(/set\(\) can go back/);
    expect(() => clock.set("yesterday")).toThrow(/not a time/);
  });

  it("ends metric periods, and notifies the stream", async () => {
    const stream = await Stream.open(api.emulator);
    stream.ask("Company", { keys: acme });
    await api.track("api-call", acme, { quantity: 10 });
    await stream.next((frame) => frame.message_type === "partial");
    expect(await api.check("api-calls", { company: acme })).toMatchObject({
      value: false,
      feature_usage_reset_at: "2026-02-01T00:00:00.000Z",
    });
    const seen = stream.frames.length;
    api.emulator.clock.advance(1_000);
    const partial = await stream.next((frame) => frame.message_type === "partial", seen);
    const metrics = partial.data.metrics as unknown as { period: string; value: number }[];
    // 31 January 2026 is a Saturday: day, week and month end together.
    expect(metrics.map((metric) => [metric.period, metric.value]).sort()).toEqual([
      ["current_day", 0],
      ["current_month", 0],
      ["current_week", 0],
    ]);
    expect(partial.data.entitlements).toMatchObject([{ usage: 0 }]);
    expect(await api.check("api-calls", { company: acme })).toMatchObject({ value: true, feature_usage: 0 });
  });

  it("counts each period for itself", async () => {
    api.emulator.apply({
      features: [
        { key: "daily", event: "hit" },
        { key: "weekly", event: "hit" },
        { key: "ever", event: "hit" },
      ],
      plans: [
        {
          key: "starter",
          entitlements: [
            { feature: "daily", limit: 100, period: "current_day" },
            { feature: "weekly", limit: 100, period: "current_week" },
            { feature: "ever", limit: 100, period: "all_time" },
          ],
        },
      ],
    });
    const all = async () => [await usage("daily"), await usage("weekly"), await usage("ever")];
    await api.track("hit", acme, { quantity: 2 });
    expect(await all()).toEqual([2, 2, 2]);
    api.emulator.clock.advance(1_000);
    expect(await all()).toEqual([0, 0, 2]);
    await api.track("hit", acme, { quantity: 3 });
    api.emulator.clock.advance(24 * 3_600_000);
    expect(await all()).toEqual([0, 3, 5]);
  });

  it("follows billing cycles", async () => {
    api.emulator.apply({
      plans: [
        { key: "starter", entitlements: [{ feature: "api-calls", limit: 10, reset: "billing_cycle" }] },
      ],
      companies: [
        {
          keys: acme,
          subscription: { period_start: "2026-01-15T12:00:00Z", period_end: "2027-01-15T12:00:00Z" },
        },
      ],
    });
    await api.track("api-call", acme, { quantity: 4 });
    api.emulator.clock.set("2026-02-15T11:59:59Z");
    expect(await usage()).toBe(4);
    expect((await api.check("api-calls", { company: acme })).feature_usage_reset_at).toBe(
      "2026-02-15T12:00:00.000Z",
    );
    api.emulator.clock.advance(1_000);
    expect(await usage()).toBe(0);
  });
});

describe("running time", () => {
  it("follows a clock that is given", async () => {
    let now = Date.parse("2026-05-01T00:00:00Z");
    api = await started({ clock: { now: () => now } });
    await api.track("api-call", acme, { quantity: 3 });
    expect(api.emulator.events()[0]?.capturedAt).toBe(now);
    now = Date.parse("2026-06-01T00:00:00Z");
    expect(await usage()).toBe(0);
    api.emulator.clock.advance(1_000);
    expect(api.emulator.clock.now()).toBe(now + 1_000);
  });
});
