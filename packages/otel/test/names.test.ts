import * as conventions from "@opentelemetry/semantic-conventions/incubating";
import type { TransportHooks } from "@schematic/api";
import { expect, expectTypeOf, test } from "vitest";
import type { RestHooks } from "../src/index";
import * as names from "../src/names";

test("names are those of the semantic conventions, or Schematic's own", () => {
  const known = new Set<unknown>(Object.values(conventions));
  const foreign = Object.values(names).filter((name) => !name.startsWith("schematic."));
  expect(foreign.length).toBeGreaterThan(10);
  expect(foreign.filter((name) => !known.has(name))).toEqual([]);
});

test("names that the conventions have replaced are not used", () => {
  const replaced = [
    conventions.ATTR_FEATURE_FLAG_VARIANT,
    conventions.ATTR_FEATURE_FLAG_EVALUATION_REASON,
    conventions.ATTR_FEATURE_FLAG_EVALUATION_ERROR_MESSAGE,
  ];
  expect(Object.values(names).filter((name) => replaced.includes(name as never))).toEqual([]);
});

test("the REST hooks fit the option of @schematic/api", () => {
  expectTypeOf<RestHooks>().toExtend<TransportHooks>();
});
