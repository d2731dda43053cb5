import { expect, it, vi } from "vitest";
import { row as fuzz } from "../scoreboard/webhook.fuzz";
import { row as replay } from "../scoreboard/webhook.replay";

// Rows run whole scenarios.
vi.setConfig({ testTimeout: 120_000 });

it("webhook/fuzz", async () => {
  const { counts } = await fuzz.run("small", () => {});
  expect(counts).toEqual({ falseAccepts: 0, falseRejects: 0, untyped: 0 });
  expect(await fuzz.runPeer?.("small")).not.toMatch(/^0 /);
});

it("webhook/replay", async () => {
  const { counts } = await replay.run("small", () => {});
  expect(counts).toEqual({ replays: 120, handled: 30, twice: 0, never: 0, thrown: 3, refused: 0 });
});
