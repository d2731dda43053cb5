import type { ScoreboardRow } from "@schematic-internal/testing";
import { loadRulesEngine } from "../src/index";
import { soak } from "../test/support/soak";

/** Loads, patches and frees with ever new texts. */
export const row: ScoreboardRow = {
  name: "engine/soak",
  target: "1,000,000 loads, patches and frees with ever new texts leave the engine's memory flat",
  async run(size, progress) {
    const engine = await loadRulesEngine();
    const rounds = size === "full" ? 1_000_000 : 20_000;
    const result = soak(engine, rounds, (done) => progress(done, rounds));
    const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)} KB`;
    return {
      figure: `memory ${kilobytes(result.memoryEarly)} early on, ${kilobytes(result.memoryLate)} after ${rounds} rounds`,
      holds: result.memoryLate === result.memoryEarly && result.entitiesLeft === 0,
      counts: {
        rounds,
        grownBytes: result.memoryLate - result.memoryEarly,
        entitiesLeft: result.entitiesLeft,
      },
    };
  },
};
