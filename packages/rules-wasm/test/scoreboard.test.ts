import { expect, test } from "vitest";
import { row as differential } from "../scoreboard/engine.differential";
import { row as soak } from "../scoreboard/engine.soak";

test("random cases agree with the published engine", async () => {
  const { counts } = await differential.run("small", () => {});
  expect(counts).toEqual({ asked: 1000, different: 0, untyped: 0, entitiesLeft: 0 });
});

test("memory stays flat under ever new texts", async () => {
  const { counts } = await soak.run("small", () => {});
  expect(counts).toEqual({ rounds: 20_000, grownBytes: 0, entitiesLeft: 0 });
});
