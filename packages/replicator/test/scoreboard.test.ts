import { expect, test } from "vitest";
import { row as differential } from "../scoreboard/redis.differential";
import { row as interop } from "../scoreboard/redis.interop";
import { row as invalidation } from "../scoreboard/redis.invalidation";
import { row as scale } from "../scoreboard/redis.scale";
import { row as tlsCluster } from "../scoreboard/replicator.tls-cluster";

for (const row of [differential, interop, invalidation, scale, tlsCluster]) {
  test(row.name, { timeout: 120_000 }, async () => {
    const { counts, figure } = await row.run("small", () => {});
    console.log(`scoreboard ${row.name}: ${figure}`);
    const { checked = 1, ...faulty } = counts;
    expect(checked, figure).toBeGreaterThan(0);
    expect(Object.values(faulty), figure).toEqual(Object.values(faulty).map(() => 0));
  });
}
