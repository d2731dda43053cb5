import fc from "fast-check";
import { expect, test } from "vitest";
import { Lane } from "../../src/events/lane";
import { type Entry, NO_KEYS } from "../../src/events/record";

function entry(seq: number): Entry {
  const texts = ["", "x".repeat(seq % 63), "é", "x".repeat(2000), "y".repeat(800), `${seq}`];
  const company = seq % 3 === 0 ? NO_KEYS : { name: "id", value: texts[seq % 6] };
  const user = seq % 2 === 0 ? { name: undefined, value: { a: "1", b: String(seq) } } : NO_KEYS;
  const what = `event ${seq}`;
  return {
    type: "track",
    seq,
    at: 2 * seq,
    bytes: 3 * seq,
    what,
    company,
    user,
    quantity: seq,
    more: undefined,
  };
}

test("a lane is a queue, whatever the order of pushes and shifts", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1500, max: 1500 }), { maxLength: 30 }), (steps) => {
      const lane = new Lane([], () => "track");
      const model: Entry[] = [];
      let seq = 0;
      for (const step of steps) {
        for (let i = 0; i < step; i++) {
          lane.push(entry(seq));
          model.push(entry(seq++));
        }
        for (let i = 0; i > step; i--) {
          const expected = model.shift();
          if (i % 3 !== 0) expect(lane.shift()).toEqual(expected);
          else expect(lane.drop()?.bytes).toBe(expected?.bytes);
        }
        expect(lane.size).toBe(model.length);
        expect(lane.oldest).toBe(model[0]?.seq ?? Number.POSITIVE_INFINITY);
      }
    }),
    { numRuns: 50 },
  );
});
