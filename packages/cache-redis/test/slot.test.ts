import { expect, test } from "vitest";
import { slotOf } from "../src/driver/slot";

test.each([
  ["foo", 12_182],
  ["123456789", 12_739],
  ["{user1000}.following", 3_443],
  ["{user1000}.followers", 3_443],
  ["", 0],
])("the slot of %j is that of CLUSTER KEYSLOT", (key, slot) => expect(slotOf(key)).toBe(slot));

test("an empty hash tag counts as part of the key", () => {
  expect(slotOf("a{}{b}")).not.toBe(slotOf("b"));
});
