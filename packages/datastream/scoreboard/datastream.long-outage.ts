import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { resolveFlag } from "@schematic-internal/testing";
import { dataStream } from "../src/index";
import { company, flag } from "../test/support/entities";
import { FakeClock } from "../test/support/fake-clock";
import { host } from "../test/support/host";
import { StreamServer } from "../test/support/stream-server";
import { randomFrom } from "./support";

const OUTAGE_MS = 30 * 60_000;
const STEP_MS = 1_000;

/** Lets real sockets get on between two steps of the fake clock. */
async function breathe(turns: number): Promise<void> {
  for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
}

export const row: ScoreboardRow = {
  name: "datastream/long-outage",
  target: "30 min down (fake clock): recovers by itself",
  async run(_size, progress): Promise<ScoreboardResult> {
    const server = new StreamServer();
    server.flags.set("feature", flag("feature"));
    server.companies.set("acme", company("acme"));
    await server.start();
    const clock = new FakeClock();
    clock.chance = randomFrom(1);
    const source = dataStream();
    source.start(host(server.url, { clock }));
    await source.ready();
    await resolveFlag(source, { company: { org: "acme" } }, "feature");
    await server.stop();
    while (source.status().state === "ready") await breathe(1);
    for (let passed = 0; passed < OUTAGE_MS; passed += STEP_MS) {
      await clock.advance(STEP_MS);
      while (source.status().state === "connecting") await breathe(1);
      progress(passed, OUTAGE_MS);
    }
    await server.start();
    const before = server.handshakes.length;
    let recovery = 0;
    while (source.status().state !== "ready" && recovery < 120_000) {
      await clock.advance(STEP_MS);
      recovery += STEP_MS;
      while (["connecting", "priming"].includes(source.status().state)) await breathe(1);
    }
    const attempts = server.handshakes.length - before;
    const recovered = source.status().state === "ready";
    await source.close();
    await server.stop();
    return {
      figure: recovered
        ? `recovered ${recovery / 1_000} s (of the fake clock) after the server was back`
        : "not recovered",
      holds: recovered && recovery <= 40_000 && attempts === 1,
      counts: { recovered: recovered ? 1 : 0 },
    };
  },
};
