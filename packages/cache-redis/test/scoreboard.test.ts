import { expect, test, vi } from "vitest";
import { row as cluster } from "../scoreboard/redis.cluster";
import { rows as faults } from "../scoreboard/redis.faults";

// Rows run whole scenarios.
vi.setConfig({ testTimeout: 120_000 });

const quiet = (): void => {};

for (const row of faults) {
  test(row.name, async () => {
    const { counts, figure } = await row.run("small", quiet);
    console.log(`scoreboard ${row.name}: ${figure}`);
    const { recovered = 1, ...faulty } = counts;
    expect(recovered, figure).toBe(1);
    expect(Object.values(faulty), figure).toEqual(Object.values(faulty).map(() => 0));
  });
}

test(cluster.name, async () => {
  const { counts, figure } = await cluster.run("small", quiet);
  console.log(`scoreboard ${cluster.name}: ${figure}`);
  expect(counts, figure).toEqual({ crossSlot: 0, wrong: 0, unanswered: 0 });
});
