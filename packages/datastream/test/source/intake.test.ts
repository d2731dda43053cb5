import { expect, it } from "vitest";
import { Intake } from "../../src/source/intake";
import { FakeClock } from "../support/fake-clock";

/** Each message takes 3 ms of the clock. */
function setUp(canPause: boolean) {
  const clock = new FakeClock();
  let passed = 0;
  const own = { ...bound(clock), monotonic: () => clock.monotonic() + passed };
  const handled: unknown[] = [];
  const paused: boolean[] = [];
  const intake = new Intake({
    clock: own,
    handle: (data) => {
      handled.push(data);
      passed += 3;
    },
    pause: (on) => {
      paused.push(on);
      return canPause;
    },
  });
  return { clock, intake, handled, paused };
}

function bound(clock: FakeClock) {
  return {
    now: () => clock.now(),
    random: () => clock.random(),
    setTimer: (fn: () => void, ms: number) => clock.setTimer(fn, ms),
  };
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

it("handles a few at once, and a burst in slices and in order", async () => {
  const { clock, intake, handled } = setUp(true);
  for (const i of numbers(10)) intake.take(i);
  expect(handled).toEqual([0, 1]);
  await clock.advance(0);
  expect(handled).toEqual(numbers(10));
  intake.take(10);
  expect(handled).toEqual(numbers(11));
});

it("pauses the socket as soon as one has to wait, and lets it go on once none does", async () => {
  const { clock, intake, handled, paused } = setUp(true);
  for (const i of numbers(2)) intake.take(i);
  expect(paused).toEqual([]);
  for (const i of numbers(300)) intake.take(2 + i);
  expect(paused).toEqual([true]);
  await clock.advance(0);
  expect(handled).toEqual(numbers(302));
  expect(paused).toEqual([true, false]);
});

it.each([
  ["cannot pause", false],
  ["only says that it has paused", true],
])("handles everything where the socket %s", (_, canPause) => {
  const { intake, handled } = setUp(canPause);
  for (const i of numbers(10_002)) intake.take(i);
  expect(handled).toEqual(numbers(10_002));
});

it("drops what waits, and its timer, when it is reset", async () => {
  const { clock, intake, handled } = setUp(true);
  for (const i of numbers(10)) intake.take(i);
  intake.reset();
  expect(clock.timers).toBe(0);
  await clock.advance(100);
  expect(handled).toEqual([0, 1]);
});
