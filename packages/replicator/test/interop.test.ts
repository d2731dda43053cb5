import { RedisCache } from "@schematic/cache-redis";
import { type FlagSource, SchematicClient as OurClient } from "@schematic/core";
import { replicatorSource } from "@schematic/datastream";
import { resolveFlag } from "@schematic-internal/testing";
import type { SchematicClient as PublishedClient } from "@schematichq/schematic-typescript-node";
import { afterEach, beforeEach, expect, test } from "vitest";
import { everySlot, published as publishedOver } from "../scoreboard/replica";
import { capture, eventually, quiet, type Setup, setUp } from "./support";

let setup: Setup;
const opened: (() => unknown)[] = [];

beforeEach(async () => {
  setup = await setUp();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((close) => close()));
  await setup.close();
});

/** The published SDK in replicator mode. */
function published(healthUrl: string): PublishedClient {
  const { apiKey, url: basePath, captureUrl: eventCaptureBaseURL } = setup.emulator;
  const client = publishedOver(setup.client, healthUrl, { apiKey, basePath, eventCaptureBaseURL });
  opened.push(() => client.close());
  return client;
}

async function ours(healthUrl: string): Promise<{ client: OurClient; source: FlagSource }> {
  const cache = new RedisCache(setup.client, { timeoutMs: 10_000, logger: quiet });
  const source = replicatorSource({
    ...everySlot(cache),
    healthUrl: `${healthUrl}/ready`,
    healthInterval: 100,
    cacheWait: 10_000,
  });
  const client = new OurClient({
    apiKey: setup.emulator.apiKey,
    basePath: setup.emulator.url,
    eventCaptureBaseURL: setup.emulator.captureUrl,
    logger: quiet,
    flagSource: source,
  });
  opened.push(() => client.close());
  await client.initialize();
  return { client, source };
}

const questions = [0, 1, 2, 3, 4, 5, 249].flatMap((i) =>
  ["calls", "export", "beta", "Mixed-Case"].map((flag) => ({
    flag,
    context: { company: { id: `company-${i}` }, user: { email: `u${i % 3}@example.com` } },
  })),
);

test("the published SDK answers from what our replicator wrote as ours does", async () => {
  const replicator = await setup.start();
  await replicator.ready();
  await capture(setup.emulator, "company-0", 3);
  const { client: our, source } = await ours(replicator.healthUrl);
  const theirs = published(replicator.healthUrl);
  await eventually(
    async () => (await resolveFlag(source, { company: { id: "company-0" } }, "calls"))?.value,
    (value) => value === false,
  );
  // Without REST an answer can come only from Redis.
  setup.emulator.faults.add({ route: "/flags/**", action: { type: "status", status: 400 } });
  await eventually(
    () => theirs.checkFlag({ company: { id: "company-1" } }, "calls"),
    (value) => value,
  );
  for (const { flag, context } of questions) {
    const [mine, its] = [
      await our.checkFlagWithEntitlement(context, flag),
      await theirs.checkFlagWithEntitlement(context, flag),
    ];
    // The published SDK's answer has no more than these.
    const parts = ({ value, reason, companyId, ruleId, ruleType }: typeof mine) => ({
      value,
      reason,
      companyId,
      ruleId: ruleId ?? null,
      ruleType: ruleType ?? null,
    });
    expect(parts(mine), `${flag} ${JSON.stringify(context)}`).toEqual(parts(its as never));
  }
});

test("ours answers from what the published SDK wrote, and the replicator goes on from it", async () => {
  const replicator = await setup.start();
  await replicator.ready();
  await capture(setup.emulator, "company-0", 1);
  const { source } = await ours(replicator.healthUrl);
  const usage = async () =>
    (await resolveFlag(source, { company: { id: "company-0" } }, "calls"))?.featureUsage;
  await eventually(usage, (found) => found === 1);
  const theirs = published(replicator.healthUrl);
  expect(await theirs.checkFlag({ company: { id: "company-0" } }, "calls")).toBe(true);
  // Its track writes the company back, in camelCase.
  setup.emulator.faults.add({ route: "POST /batch", action: { type: "status", status: 503 } });
  await theirs.track({ event: "call", company: { id: "company-0" }, quantity: 2 });
  await eventually(usage, (found) => found === 3);
  const [key = ""] = (await setup.client.keys("schematic:company:*")).filter((one) =>
    /^[^:]+:[^:]+:[^:]+:comp_[^:]+$/.test(one),
  );
  expect(key).not.toBe("");
  // Our replicator merges a change into it and writes wire form again.
  setup.emulator.setPlan({ id: "company-0" }, "pro");
  const id = JSON.parse(
    (await setup.client.get((await setup.client.keys("schematic:company:*:id:company-0"))[0] ?? "")) ?? '""',
  );
  const entry = (await setup.client.keys(`schematic:company:*:${id}`))[0] ?? "";
  const text = await eventually(
    async () => (await setup.client.get(entry)) ?? "",
    (found) => found.includes('"plan_ids":["plan_pro"]'),
  );
  expect(text).not.toMatch(/"[a-z]+[A-Z][a-z]+":/);
  setup.emulator.faults.clear();
});
