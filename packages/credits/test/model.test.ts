import fc from "fast-check";
import { test } from "vitest";
import { steps, worlds } from "./model/commands";
import { World } from "./model/world";

/** The runs take long where other test files share the processor. */
const LIMIT_MS = 120_000;
const RUNS = Number(process.env.MODEL_RUNS ?? 2_000);

test(
  "no sequence of steps, faults, kills and wrong clocks breaks an invariant",
  async () => {
    const property = fc.asyncProperty(worlds, steps(50), async (options, commands) => {
      const world = new World(options);
      await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
      await world.finish();
      if (world.breaches.length > 0) throw new Error(world.breaches.join("; "));
    });
    await fc.assert(property, { numRuns: RUNS });
  },
  LIMIT_MS,
);
