import { expect, test } from "vitest";
import { DrainDeadline } from "../src/client/shutdown";
import type { Clock } from "../src/index";
import { systemClock } from "../src/platform/clock";
import { setUp } from "./support/client";

/** A clock whose long limits, those of flush() and close(), can be moved on. */
function movableClock() {
  let ahead = 0;
  const due: { at: number; fn: () => void }[] = [];
  const monotonic = (): number => systemClock.monotonic() + ahead;
  const clock: Clock = {
    ...systemClock,
    monotonic,
    setTimer: (fn, delayMs, hold) => {
      if (delayMs < 5_000) return systemClock.setTimer(fn, delayMs, hold);
      const timer = { at: monotonic() + delayMs, fn };
      due.push(timer);
      return () => {
        if (due.includes(timer)) due.splice(due.indexOf(timer), 1);
      };
    },
  };
  const advance = (ms: number): void => {
    ahead += ms;
    for (const timer of due.filter(({ at }) => at <= monotonic())) {
      due.splice(due.indexOf(timer), 1);
      timer.fn();
    }
  };
  return { clock, advance, waiting: () => due.length };
}

test.each([
  ["with a wrong key", 401],
  ["with a server that is down", 503],
])("flush() and close() %s take 10 s together, and one line says what is lost", async (_title, status) => {
  const { clock, advance, waiting } = movableClock();
  const { server, client, logger } = await setUp({ clock }, (_seen, response) => {
    response.statusCode = status;
    return { error: "no" };
  });
  for (let n = 0; n < 3; n++) await client.track({ event: `call-${n}` });
  const flushed = client.flush();
  await expect.poll(() => server.to("/batch").length).toBeGreaterThan(0);
  await expect.poll(waiting).toBeGreaterThan(0);
  advance(10_000);
  expect(await flushed).toBe(3);
  // Without moving the clock on: close() has no time of its own left.
  await client.close();
  const lost = logger.lines.filter((line) => line.includes("events lost"));
  expect(lost).toHaveLength(1);
  expect(lost[0]).toMatch(
    /^error: \[schematic\] 3 events lost: close\(\) ended before they were delivered; /,
  );
});

test("close() during a flush() ends with it", async () => {
  const { clock, advance, waiting } = movableClock();
  const { client } = await setUp({ clock }, (_seen, response) => {
    response.statusCode = 503;
    return {};
  });
  await client.track({ event: "call" });
  const flushed = client.flush();
  await expect.poll(waiting).toBeGreaterThan(0);
  advance(4_000);
  const closed = client.close();
  await expect.poll(waiting).toBeGreaterThan(1);
  advance(6_000);
  expect(await flushed).toBe(1);
  await closed;
});

test("only a flush() that failed a moment ago takes from the time of close()", async () => {
  let now = 0;
  const clock = { monotonic: () => now };
  const after = async (left: number, pauseMs: number): Promise<number> => {
    const drain = new DrainDeadline();
    const start = now;
    const flushed = drain.flush(clock, 3_000, async () => {
      now = start + 3_000;
      return left;
    });
    expect(drain.closeBy(start + 1_000)).toBe(start + 3_000);
    await flushed;
    return drain.closeBy(now + pauseMs) - (now + pauseMs);
  };
  expect(new DrainDeadline().closeBy(7)).toBe(10_007);
  expect(await after(5, 0)).toBe(0);
  expect(await after(5, 999)).toBe(0);
  expect(await after(5, 1_000)).toBe(10_000);
  expect(await after(0, 0)).toBe(10_000);
});
