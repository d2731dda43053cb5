import fc from "fast-check";
import { expect, test } from "vitest";
import { nestsTooDeep } from "../../src/wire/depth";
import { parseFrame } from "../../src/wire/messages";

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

test("counts the levels of any JSON value, whatever its strings hold", () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('"', "\\", '\\"', "[[[[", "}}", '{"a":'));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      text,
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(text, tie("value"), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(value, (json) => {
      const padded = JSON.stringify([json, "x".repeat(100)]);
      const depth = depthOf([json]);
      expect(nestsTooDeep(padded, depth)).toBe(false);
      expect(nestsTooDeep(padded, depth - 1)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test.each([99, 3_000, 200_000])("a message that nests %i levels deep", (levels) => {
  const data = `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
  const frame = `{"entity_type":"rulesengine.Flag","message_type":"full","data":${data}}`;
  expect(parseFrame(frame) === undefined).toBe(levels > 99);
});
