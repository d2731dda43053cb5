import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ReconnectPolicy, reconnectDelay, refusedDelay } from "../../src/connection/backoff";

const policy: ReconnectPolicy = {
  spreadMs: 10_000,
  minMs: 1_000,
  maxMs: 30_000,
  minUptimeMs: 10_000,
  refusedMinMs: 300_000,
  refusedMaxMs: 3_600_000,
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
      fc.property(
        fc.nat(1_000),
        chance,
        fc.nat(60_000),
        fc.nat(60_000),
        (failures, random, spreadMs, maxMs) => {
          const delay = reconnectDelay(failures, random, { ...policy, spreadMs, maxMs });
          return delay >= 0 && delay <= maxMs + spreadMs;
        },
      ),
    );
  });

  it("waits at least max from the fourth try on", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 1e6 }), chance, (failures, random) => {
        return reconnectDelay(failures, random, policy) >= policy.maxMs;
      }),
    );
  });

  it("keeps a minimum above the maximum from lengthening the delay", () => {
    expect(reconnectDelay(1, 0, { ...policy, minMs: 50_000, maxMs: 2_000 })).toBe(2_000);
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
