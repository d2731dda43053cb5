import { expect, test } from "vitest";
import { Stamps } from "../../src/events/buffer/stamps";
import { systemClock } from "../../src/platform/clock";

test("a burst of events shares readings of the clock, none beyond its turn", async () => {
  let now = 1000;
  let reads = 0;
  const read = (): number => {
    reads++;
    return now;
  };
  const stamps = new Stamps({ ...systemClock, now: read });
  for (let i = 0; i < 1000; i++) {
    stamps.next();
    expect([stamps.seq, stamps.at]).toEqual([i, 1000]);
  }
  expect(reads).toBeLessThan(60);
  // Within the turn a reading serves 32 events and no more.
  now = 2000;
  for (let i = 0; i < 33; i++) stamps.next();
  expect(stamps.at).toBe(2000);
  for (let i = 0; i < 100; i++) stamps.next();
  now = 5000;
  await new Promise((resolve) => setImmediate(resolve));
  stamps.next();
  expect(stamps.at).toBe(5000);
});

test("events that are apart each have their own time, also when the clock steps back", () => {
  let now = 1000;
  const stamps = new Stamps({ ...systemClock, now: () => now });
  for (let i = 0; i < 200; i++) {
    now += i % 50 === 49 ? -3600_000 : 10;
    stamps.next();
    expect(stamps.at).toBe(now);
  }
});
