import fc from "fast-check";
import { expect, it } from "vitest";
import { Item } from "../../src/data/item";
import { applyAmounts, type WireMetric } from "../../src/data/partial";
import { company, metric } from "../support/entities";

const acme = () =>
  company("acme", {
    metrics: [metric("calls", 3), metric("calls", 30, "all_time")],
    entitlements: ["calls", "seats"].map((event) => ({
      feature_id: event,
      feature_key: event,
      value_type: "numeric",
      event_name: event,
      metric_period: "current_month",
      month_reset: "first_of_month",
      usage: 0,
    })),
  });

const oneMetric = fc
  .record({
    event: fc.constantFrom("calls", "seats"),
    period: fc.constantFrom("current_month", "all_time"),
    value: fc.nat(),
    extra: fc.option(fc.record({ name: fc.constantFrom("note", "valid_until"), value: fc.nat() })),
  })
  .map(
    ({ event, period, value, extra }): WireMetric => ({
      ...metric(event, value, period),
      ...(extra && { [extra.name]: extra.value }),
    }),
  );
const change = fc.record({
  metrics: fc.array(oneMetric, { minLength: 1, maxLength: 2 }),
  balances: fc.oneof(
    { weight: 5, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.dictionary(fc.constantFrom("a", "b"), fc.nat()) },
  ),
  follow: fc.boolean(),
});

it("changes that are held back come to the same as when each is made at once", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      const record = new Item(acme());
      const plain = acme();
      for (const one of structuredClone(changes)) record.change(one);
      for (const one of changes) applyAmounts(plain, one);
      expect(record.value).toEqual(plain);
    }),
    { numRuns: 1_000 },
  );
});
