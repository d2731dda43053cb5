import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterLoss, type ReconnectPolicy, reconnectDelay, refusedDelay } from "../../src/connection/backoff";

const policy: ReconnectPolicy = {
  spread: 10_000,
  min: 1_000,
  max: 30_000,
  minUptime: 10_000,
  refusedMin: 300_000,
  refusedMax: 3_600_000,
};
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("reconnectDelay", () => {
  it("spreads the first try evenly over the spread", () => {
    expect([0, 0.25, 0.5, 0.999].map((random) => reconnectDelay(0, random, policy))).toEqual([
      0, 2_500, 5_000, 9_990,
    ]);
  });

  it("never waits longer than max and spread together, and never a negative time", () => {
    fc.assert(
      fc.property(fc.nat(1_000), chance, fc.nat(60_000), fc.nat(60_000), (failures, random, spread, max) => {
        const delay = reconnectDelay(failures, random, { ...policy, spread, max });
        return delay >= 0 && delay <= max + spread;
      }),
    );
  });

  it("waits at least max from the fourth try on", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 1e6 }), chance, (failures, random) => {
        return reconnectDelay(failures, random, policy) >= policy.max;
      }),
    );
  });

  it("keeps a minimum above the maximum from lengthening the delay", () => {
    expect(reconnectDelay(1, 0, { ...policy, min: 50_000, max: 2_000 })).toBe(2_000);
  });
});

describe("refusedDelay", () => {
  it("doubles from five minutes to an hour and stays there", () => {
    expect([0, 1, 2, 3, 4, 50].map((refusals) => refusedDelay(refusals, 0, policy))).toEqual([
      300_000, 600_000, 1_200_000, 2_400_000, 3_600_000, 3_600_000,
    ]);
    expect(refusedDelay(0, 0.5, policy)).toBe(450_000);
    expect(refusedDelay(9, 0.9, policy)).toBe(3_600_000);
  });
});

describe("afterLoss", () => {
  const loss = { refused: false, random: 0 };

  it("counts failures on until a connection has lived long enough", () => {
    const first = afterLoss({ failures: 0, refusals: 0 }, { ...loss, uptime: -1 }, policy);
    expect(first).toMatchObject({ failures: 1, delay: 0 });
    const second = afterLoss(first, { ...loss, uptime: policy.minUptime - 1 }, policy);
    expect(second).toMatchObject({ failures: 2, delay: 1_000 });
    expect(afterLoss(second, { ...loss, uptime: policy.minUptime }, policy)).toMatchObject({
      failures: 1,
      delay: 0,
    });
    const never = afterLoss(second, { ...loss, uptime: -1 }, { ...policy, minUptime: 0 });
    expect(never.failures).toBe(3);
  });

  it("waits minutes after a refused key, longer each time", () => {
    const refused = { uptime: -1, refused: true, random: 0 };
    const first = afterLoss({ failures: 0, refusals: 0 }, refused, policy);
    expect(first.delay).toBe(300_000);
    expect(afterLoss(first, refused, policy).delay).toBe(600_000);
  });
});
