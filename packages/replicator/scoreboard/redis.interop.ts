import { schemaVersion } from "@schematic/datastream/protocol";
import { resolveFlag, type ScoreboardRow, startRedis } from "@schematic-internal/testing";
import { Redis } from "ioredis";
import { Layout } from "../src/store/layout";
import { SharedStore } from "../src/store/shared-store";
import { capture, eventually, setUp } from "../test/support";
import { company, flag } from "./fixtures";
import { ours, published, sideServer } from "./replica";

interface Count {
  done: number;
  of: number;
}

const count = (checks: readonly boolean[]): Count => ({
  done: checks.filter(Boolean).length,
  of: checks.length,
});

/** Entries byte for byte as each program writes them, read by both SDKs. */
async function fixturesRead(): Promise<{ read: Count; written: Count }> {
  const server = await startRedis();
  const redis = new Redis(server.url);
  const side = await sideServer();
  const layout = new Layout(await schemaVersion());
  const context = { company: { domain: "ACME.example" } };
  try {
    const read: boolean[] = [];
    for (const text of Object.values(company)) {
      await redis.flushall();
      await redis.set(layout.flag("Big-Team"), flag);
      await redis.set(layout.entity("company", "comp_1"), text);
      await redis.set(layout.lookup("company", "Domain", "Acme.example"), '"comp_1"');
      const our = (await ours(redis, side.url)).client;
      const their = published(redis, side.url);
      // The published SDK's first health answer is on its way.
      await eventually(
        () => their.checkFlag(context, "Big-Team"),
        (value) => value,
      );
      const answer = await our.checkFlagWithEntitlement(context, "Big-Team");
      read.push(answer.value && answer.ruleId === "rule_1" && answer.companyId === "comp_1");
      await Promise.all([our.close(), their.close()]);
    }
    await redis.flushall();
    await new SharedStore(redis, layout).apply([
      { kind: "flags", type: "all", flags: [JSON.parse(flag)] },
      { kind: "company", type: "put", entity: JSON.parse(company.go) },
    ]);
    const expected: Record<string, string> = {
      [layout.entity("company", "comp_1")]: company.go,
      [layout.lookup("company", "domain", "acme.example")]: '"comp_1"',
      [layout.flag("big-team")]: flag,
    };
    const texts = await Promise.all(Object.keys(expected).map((key) => redis.get(key)));
    const written = texts.map((text, i) => text === Object.values(expected)[i]);
    written.push((await redis.dbsize()) === texts.length);
    return { read: count(read), written: count(written) };
  } finally {
    side.close();
    redis.disconnect();
    await server.stop();
  }
}

/** Both SDKs on what our replicator wrote, and ours on what the published one wrote into it. */
async function sameAnswers(companies: number[]): Promise<{ same: Count; usage: Count }> {
  const setup = await setUp();
  const { emulator } = setup;
  const place = { apiKey: emulator.apiKey, basePath: emulator.url, eventCaptureBaseURL: emulator.captureUrl };
  try {
    const replicator = await setup.start();
    await replicator.ready();
    await capture(emulator, "company-1", 3);
    const { client: our, source } = await ours(setup.client, replicator.healthUrl, place);
    const their = published(setup.client, replicator.healthUrl, place);
    const usage = async () =>
      (await resolveFlag(source, { company: { id: "company-1" } }, "calls"))?.featureUsage;
    await eventually(usage, (found) => found === 3);
    // Without REST an answer can come only from Redis.
    emulator.faults.add({ route: "/flags/**", action: { type: "status", status: 400 } });
    await eventually(
      () => their.checkFlag({ company: { id: "company-1" } }, "calls"),
      (value) => value,
    );
    const same: boolean[] = [];
    for (const i of companies) {
      const context = { company: { id: `company-${i}` }, user: { email: `u${i % 3}@example.com` } };
      for (const key of ["calls", "export", "beta", "Mixed-Case"]) {
        const mine = await our.checkFlagWithEntitlement(context, key);
        const its = await their.checkFlagWithEntitlement(context, key);
        const equal = mine.value === its.value && mine.reason === its.reason;
        same.push(
          equal && mine.companyId === its.companyId && (mine.ruleId ?? null) === (its.ruleId ?? null),
        );
      }
    }
    emulator.faults.add({ route: "POST /batch", action: { type: "status", status: 503 } });
    const counted: boolean[] = [];
    for (let total = 5; total <= 9; total += 2) {
      await their.track({ event: "call", company: { id: "company-1" }, quantity: 2 });
      counted.push((await eventually(usage, (found) => found === total)) === total);
    }
    emulator.faults.clear();
    await Promise.all([our.close(), their.close()]);
    return { same: count(same), usage: count(counted) };
  } finally {
    await setup.close();
  }
}

export const row: ScoreboardRow = {
  name: "redis/interop",
  target:
    "what the Go replicator, the Python and the Node SDK write is read; the published Node SDK answers the same from what ours wrote, and ours from what it wrote",
  async run(size) {
    const { read, written } = await fixturesRead();
    const companies = size === "full" ? [...Array(250).keys()] : [0, 1, 2, 3, 249];
    const { same, usage } = await sameAnswers(companies);
    const failed = [read, written, same, usage].reduce((sum, one) => sum + one.of - one.done, 0);
    return {
      figure: `${read.done} of ${read.of} formats read by both SDKs; ${written.done} of ${written.of} entries of ours as Go writes them; ${same.done} of ${same.of} answers the same as the published SDK's; ${usage.done} of ${usage.of} of its writes seen by ours`,
      holds: failed === 0,
      counts: { failed, checked: same.of },
    };
  },
};
