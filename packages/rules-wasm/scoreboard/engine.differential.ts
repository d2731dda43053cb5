import type { ScoreboardRow } from "@schematic-internal/testing";
import { loadRulesEngine } from "../src/index";
import { compareWithPublished } from "../test/support/differential";

/** Random questions, asked of this engine and of the published one. */
export const row: ScoreboardRow = {
  name: "engine/differential",
  target: "1,000,000 random cases answered as the published engine does",
  async run(size, progress) {
    const engine = await loadRulesEngine();
    const count = size === "full" ? 1_000_000 : 1000;
    const differences = compareWithPublished(engine, { first: 100_000, count }, (done) =>
      progress(done, count),
    );
    return {
      figure: `${count - differences.length} of ${count} alike`,
      holds: differences.length === 0,
      counts: { asked: count, different: differences.length, entitiesLeft: engine.stats().entities },
    };
  },
};
