import fc from "fast-check";
import { expect, test } from "vitest";
import { CheckLane } from "../../src/events/check-lane";
import { EventLane } from "../../src/events/lane";
import { blank, type Entry } from "../../src/events/record";

const texts = ["", "x".repeat(62), "é", "x".repeat(2000), "y".repeat(800), "acme"];

function event(seq: number): Entry {
  const entry = blank("track", `event ${seq}`, seq % 7 === 0 ? 5000 : 3 * seq);
  const keys =
    seq % 2 === 0 ? { user: { a: "1", b: String(seq) } } : { userName: "u", user: `${seq}`.repeat(300) };
  const company = seq % 3 === 0 ? {} : { companyName: "id", company: texts[seq % 6] };
  return { ...entry, seq, at: 2 * seq, ...(seq % 5 !== 0 && { quantity: seq }), ...keys, ...company };
}

function check(seq: number): Entry {
  const answer = { flagKey: `f${seq}`, value: seq % 2 === 0, reason: "r", companyId: "c" };
  const entry = blank("flag_check", answer, 240 + (seq % 7 === 0 ? 5000 : seq % 100));
  const keys =
    seq % 3 === 0 ? { company: { a: "1", b: "2" } } : { companyName: "id", company: texts[seq % 6] };
  return { ...entry, seq, at: 2 * seq, preflight: seq % 5 === 0, ...keys };
}

/** An answer as it is sent: what is absent may be there as `undefined`. */
function sent(entry: Entry | undefined): unknown {
  return entry && JSON.parse(JSON.stringify({ ...entry, quantity: entry.quantity ?? null }));
}

/** Positive steps push so many, negative ones shift or drop. */
function behavesAsAQueue(make: () => { lane: EventLane | CheckLane; add: (seq: number) => Entry }): void {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -800, max: 800 }), { maxLength: 12 }), (steps) => {
      const { lane, add } = make();
      const model: Entry[] = [];
      let seq = 0;
      for (const step of steps) {
        for (let i = 0; i < step; i++) model.push(add(seq++));
        for (let i = 0; i > step; i--) {
          const expected = model.shift();
          if (i % 3 !== 0) expect(sent(lane.shift())).toEqual(sent(expected));
          else expect(lane.drop()?.bytes).toBe(expected?.bytes);
        }
        expect(lane.rows.size).toBe(model.length);
        expect(lane.rows.oldest).toBe(model[0]?.seq ?? Number.POSITIVE_INFINITY);
      }
    }),
    { numRuns: 15 },
  );
}

test("a lane of events is a queue, whatever the order of pushes and shifts", () => {
  behavesAsAQueue(() => {
    const lane = new EventLane();
    return {
      lane,
      add(seq) {
        lane.push(event(seq));
        return event(seq);
      },
    };
  });
});

test("a lane of flag checks is one, too", () => {
  behavesAsAQueue(() => {
    const stamp = { seq: 0, at: 0 };
    const lane = new CheckLane(stamp);
    return {
      lane,
      add(seq) {
        const entry = check(seq);
        Object.assign(stamp, { seq, at: 2 * seq });
        lane.push({ ...entry, bytes: entry.bytes - 240 });
        return entry;
      },
    };
  });
});
