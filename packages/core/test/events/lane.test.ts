import fc from "fast-check";
import { expect, test } from "vitest";
import { Lane, type Row } from "../../src/events/buffer/lane";

const WIDTH = 3;
const texts = ["", "x".repeat(62), "é", "x".repeat(2000), "y".repeat(800), "acme", undefined];

function row(seq: number): Row {
  const parts = [`event ${seq}`, texts[seq % texts.length], seq % 2 === 0 ? { a: String(seq) } : undefined];
  return { seq, at: 2 * seq, bytes: seq % 7 === 0 ? 5000 : 3 * seq, own: seq / 2, parts };
}

function push(lane: Lane, { seq, at, bytes, own, parts }: Row): void {
  const chunk = lane.push({ seq, at }, bytes, own);
  parts.forEach((part, i) => {
    chunk.parts[WIDTH * (chunk.rows - 1) + i] = i === 0 ? part : chunk.pack(part);
  });
}

test("a lane is a queue, whatever the order of pushes and shifts", () => {
  fc.assert(
    // Positive steps push so many, negative ones shift, every third row without reading it.
    fc.property(fc.array(fc.integer({ min: -800, max: 800 }), { maxLength: 12 }), (steps) => {
      const lane = new Lane(WIDTH);
      const model: Row[] = [];
      let seq = 0;
      for (const step of steps) {
        for (let i = 0; i < step; i++) {
          model.push(row(seq));
          push(lane, row(seq++));
        }
        for (let i = 0; i > step; i--) {
          const expected = model.shift();
          if (i % 3 !== 0) expect(lane.shift()).toEqual(expected);
          else {
            expect(lane.what).toBe(expected?.parts[0]);
            expect(lane.forget()).toBe(expected?.bytes ?? 0);
          }
        }
        expect(lane.size).toBe(model.length);
        expect(lane.oldest).toBe(model[0]?.seq ?? Number.POSITIVE_INFINITY);
      }
    }),
    { numRuns: 15 },
  );
});
