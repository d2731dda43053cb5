import { expect, it } from "vitest";
import { Compactor } from "../../src/data/compact";
import type { WireEntity } from "../../src/wire/messages";
import { company, metric, trait } from "../support/entities";

const fresh = (more: object = {}): WireEntity =>
  JSON.parse(
    JSON.stringify({
      ...company("acme", { metrics: [metric("calls", 1)], traits: [trait("plan", "pro")] }),
      ...more,
    }),
  );

it("changes nothing that can be seen", () => {
  const compactor = new Compactor();
  for (const more of [
    {},
    { plan_ids: ["plan_1", null, 7] },
    { metrics: "x", traits: [null, 5, {}], entitlements: [null] },
  ]) {
    const entity = fresh(more);
    compactor.compact(entity);
    expect(entity).toEqual(fresh(more));
  }
});

it("lets equal definitions be one object, and different ones with one id be two", () => {
  const compactor = new Compactor();
  const definition = (entity: WireEntity) =>
    (entity.traits as { trait_definition: object }[])[0]?.trait_definition;
  const [first, second, third] = [fresh(), fresh(), fresh()];
  Object.assign(definition(third) ?? {}, { comparable_type: "int" });
  for (const entity of [first, second, third]) compactor.compact(entity);
  expect(definition(second)).toBe(definition(first));
  expect(definition(third)).toMatchObject({ comparable_type: "int" });
  expect(definition(first)).toMatchObject({ comparable_type: "string" });
});
