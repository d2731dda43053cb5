import { expect, test, vi } from "vitest";
import { row as idempotent } from "../scoreboard/rest.idempotent";

// Rows run whole scenarios.
vi.setConfig({ testTimeout: 120_000 });

test("rest/idempotent", async () => {
  const { counts } = await idempotent.run("small", () => {});
  expect(counts).toEqual({
    calls: 66,
    twice: 0,
    refusedForGood: 0,
    keysWithoutAnswer: 0,
    readsWithoutAnswer: 0,
  });
  expect(await idempotent.runPeer?.("small")).toBe("3 of 3 grants carried out twice");
});
