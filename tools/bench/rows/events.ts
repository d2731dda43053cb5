import type { BenchGroup, BenchRow, Contender } from "@schematic-internal/testing";
import { inFreshProcess } from "./support/fresh";

const CLIENTS = ["ours", "published SDK", "Segment", "PostHog"];

function contenders(figure: "accepted" | "accepted-cold" | "delivered"): Contender[] {
  return CLIENTS.map((name) => ({ name, measure: () => inFreshProcess("events", figure, name) }));
}

export const group: BenchGroup = {
  name: "events",
  rows(): Promise<BenchRow[]> {
    return Promise.resolve([
      {
        name: "track accepted, 200,000 awaited one by one, after 100,000 others",
        unit: "events/s",
        higherIsBetter: true,
        peer: "published SDK",
        contenders: contenders("accepted"),
        goals: [{ of: "ours", atLeast: 1_000_000, reference: { of: "published SDK", was: 329_000 } }],
      },
      {
        name: "track accepted, the first 200,000 of a fresh process",
        unit: "events/s",
        rounds: 3,
        higherIsBetter: true,
        peer: "published SDK",
        contenders: contenders("accepted-cold"),
        goals: [],
      },
      {
        name: "delivery at 50 ms round trip, 50,000 events in 10 s",
        unit: "events",
        rounds: 1,
        higherIsBetter: true,
        peer: "published SDK",
        contenders: contenders("delivered"),
        goals: [{ of: "ours", atLeast: 50_000 }],
      },
      {
        name: "heap that 200,000 tracked events hold while nothing is delivered, default limits",
        unit: "MB",
        peer: "published SDK",
        contenders: [
          { name: "ours", measure: () => inFreshProcess("event-memory", "ours") },
          { name: "published SDK", measure: () => inFreshProcess("event-memory", "published") },
        ],
        goals: [{ of: "ours", atMost: 66, times: { than: "published SDK", atLeast: 1 } }],
      },
    ]);
  },
};
