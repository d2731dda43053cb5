import { expect, test, vi } from "vitest";
import { row as jumps } from "../scoreboard/clock.jumps";
import { row as slowLoris } from "../scoreboard/net.slow-loris";
import { row as secrets } from "../scoreboard/secrets";

// Rows run whole scenarios.
vi.setConfig({ testTimeout: 120_000 });

const quiet = (): void => {};

test("net/slow-loris", async () => {
  const { counts, figure } = await slowLoris.run("small", quiet);
  expect(counts, figure).toEqual({ calls: counts.calls, ended: counts.calls, socketsLeft: 0 });
});

test("clock/jumps", async () => {
  const { counts, figure } = await jumps.run("small", quiet);
  expect(counts, figure).toMatchObject({
    earlyExpiries: 0,
    lateExpiries: 0,
    reconnects: 0,
    lostEvents: 0,
    staleAnswers: 0,
  });
  expect(counts.timers).toBeLessThan(100);
});

test("secrets", async () => {
  const { counts, figure } = await secrets.run("small", quiet);
  expect(counts, figure).toEqual({ leaks: 0 });
});
