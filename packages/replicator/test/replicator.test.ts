import { socketFactory } from "@schematic/datastream/protocol";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Replicator } from "../src/index";
import { capture, debug, eventually, type Setup, seed, setUp } from "./support";

let setup: Setup;
let version: string;

beforeEach(async () => {
  setup = await setUp();
});
afterEach(() => setup.close());

async function versionOf(healthUrl: string): Promise<string> {
  return ((await (await fetch(`${healthUrl}/health`)).json()) as { cache_version: string }).cache_version;
}

const company = async (id: string) =>
  JSON.parse((await setup.client.get(`schematic:company:${version}:${await idOf(id)}`)) ?? "null");
const idOf = async (id: string) =>
  JSON.parse((await setup.client.get(`schematic:company:${version}:id:${id}`)) ?? "null");

/** Resolves to the message of the datastream for these keys. */
async function streamed(entity_type: string, keys: object): Promise<Record<string, unknown>> {
  const open = socketFactory({ fetch });
  const headers = { "X-Schematic-Api-Key": setup.emulator.apiKey };
  const socket = await open!(setup.emulator.datastreamUrl, { headers, handshakeTimeoutMs: 5_000 });
  await new Promise<void>((resolve) => {
    socket.onopen = resolve;
  });
  const answer = new Promise<string>((resolve) => {
    socket.onmessage = ({ data }) => resolve(String(data));
  });
  socket.send(JSON.stringify({ data: { action: "start", entity_type, keys } }));
  const message = JSON.parse(await answer);
  socket.terminate?.();
  return message.data;
}

test("loads every page and answers /ready when Redis holds everything", async () => {
  const replicator = await setup.start();
  await replicator.ready();
  const ready = await fetch(`${replicator.healthUrl}/ready`);
  expect(ready.status).toBe(200);
  const body = (await ready.json()) as { cache_version: string };
  version = body.cache_version;
  expect(body).toMatchObject({
    status: "healthy",
    ready: true,
    connected: true,
    components: { redis: "connected", datastream: "ready" },
    cache_version: expect.stringMatching(/^[0-9a-f]{8}$/),
  });
  const keys = await setup.client.keys(`schematic:*:${version}:*`);
  const of = (kind: string) => keys.filter((key) => key.startsWith(`schematic:${kind}:${version}:`));
  // One entry and two look-ups for each company, one of each for a user.
  expect(of("company")).toHaveLength(250 * 3);
  expect(of("user")).toHaveLength(120 * 2);
  expect(
    of("flags")
      .map((key) => key.split(":")[3])
      .sort(),
  ).toEqual(["beta", "calls", "export", "mixed-case"]);
  expect(await setup.client.ttl(of("company")[0] ?? "")).toBe(-1);
});

test("a company loaded through REST is what the datastream sends", async () => {
  const replicator = await setup.start();
  await replicator.ready();
  version = await versionOf(replicator.healthUrl);
  for (const id of ["company-0", "company-2", "company-249"]) {
    expect(await company(id)).toMatchObject(
      await withoutTimes(await streamed("rulesengine.Company", { id })),
    );
  }
  const user = await streamed("rulesengine.User", { email: "U0@example.com" });
  const stored = JSON.parse((await setup.client.get(`schematic:user:${version}:${user.id}`)) ?? "null");
  // REST contains neither.
  const { account_id, ...told } = user;
  expect(stored).toMatchObject(told);
});

/** Times are computed at each request. */
async function withoutTimes(entity: Record<string, unknown>): Promise<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(entity, (name, value) => (name === "created_at" ? undefined : value)));
}

describe("once it is loaded", () => {
  let running: Replicator;
  beforeEach(async () => {
    running = await setup.start();
    await running.ready();
    version = await versionOf(running.healthUrl);
  });

  test("changes reach Redis", async () => {
    await capture(setup.emulator, "company-1", 7);
    await eventually(
      () => company("company-1"),
      (one) => one.metrics.some((m: { value: number }) => m.value === 7),
    );
    setup.emulator.setPlan({ id: "company-0" }, "pro");
    await eventually(
      () => company("company-0"),
      (one) => one.plan_ids.includes("plan_pro"),
    );
    setup.emulator.remove("flag", "beta");
    await eventually(
      () => setup.client.exists(`schematic:flags:${version}:beta`),
      (found) => found === 0,
    );
    setup.emulator.remove("company", { id: "company-3" });
    await eventually(
      () => setup.client.keys(`schematic:company:${version}:*company-3`),
      (keys) => keys.length === 0,
    );
    expect(await setup.client.exists(`schematic:company:${version}:domain:c3.example`)).toBe(0);
  });

  test("what happens while the connection is lost is replayed, not loaded", async () => {
    await capture(setup.emulator, "company-1", 1);
    await eventually(
      () => debug(running),
      ({ replay }) => replay.cursor !== "",
    );
    setup.emulator.faults.stream.refuse("status");
    setup.emulator.faults.stream.killSockets();
    await capture(setup.emulator, "company-5", 4);
    setup.emulator.faults.stream.refuse(false);
    await eventually(
      () => company("company-5"),
      (one) => one.metrics.some((m: { value: number }) => m.value === 4),
    );
    expect((await debug(running)).counts.full_loads).toBe(1);
  });

  test("a restart goes on from the cursor; without the data it is not believed", async () => {
    await capture(setup.emulator, "company-1", 1);
    await eventually(
      () => company("company-1"),
      (one) => one.metrics[0]?.value === 1,
    );
    await running.close();
    await capture(setup.emulator, "company-1", 1);
    const before = setup.emulator.requests()["GET /companies"];

    const second = await setup.start();
    await second.ready();
    await eventually(
      () => company("company-1"),
      (one) => one.metrics[0]?.value === 2,
    );
    expect(setup.emulator.requests()["GET /companies"]).toBe(before);
    await second.close();

    const gone = await setup.client.keys(`schematic:company:${version}:*`);
    await setup.client.del(...gone.slice(0, 300));
    const third = await setup.start();
    await third.ready();
    expect(await setup.client.keys(`schematic:company:${version}:*`)).toHaveLength(gone.length);
  });

  test("a Redis that comes back empty is filled again", async () => {
    await setup.redis.kill();
    await eventually(
      async () => (await fetch(`${running.healthUrl}/ready`)).status,
      (status) => status === 503,
    );
    await setup.redis.start();
    await eventually(
      () => setup.client.keys(`schematic:company:${version}:*`),
      (keys) => keys.length === 750,
    );
    await eventually(
      () => setup.client.keys(`schematic:flags:${version}:*`),
      (keys) => keys.length === 4,
    );
    await running.ready();
  });

  test("a flushed Redis is noticed and filled again", async () => {
    await setup.client.flushall();
    await eventually(
      () => setup.client.keys(`schematic:company:${version}:*`),
      (keys) => keys.length === 750,
    );
    await eventually(
      () => setup.client.keys(`schematic:flags:${version}:*`),
      (keys) => keys.length === 4,
    );
  });

  test("a Redis that hangs stops the reading, and nothing is dropped", async () => {
    await running.close();
    const narrow = await setup.start({ maxQueued: 40 });
    await narrow.ready();
    setup.redis.pause();
    for (let i = 0; i < 250; i++)
      setup.emulator.apply({ companies: [{ ...seed.companies![i]!, traits: { seats: 1_000 + i } }] });
    for (let i = 0; i < 250; i++)
      setup.emulator.apply({ companies: [{ ...seed.companies![i]!, traits: { seats: 2_000 + i } }] });
    await eventually(
      () => debug(narrow),
      ({ counts }) => counts.stream_pauses! > 0,
    );
    // What one read of the socket brought at once comes on top.
    expect((await debug(narrow)).values.messages_waiting).toBeLessThan(250);
    setup.redis.resume();
    for (let i = 0; i < 250; i++) {
      await eventually(
        () => company(`company-${i}`),
        (one) => JSON.stringify(one.traits).includes(String(2_000 + i)),
      );
    }
  });

  test("a second replicator waits for the first, and takes over", async () => {
    const second = await setup.start();
    expect((await fetch(`${second.healthUrl}/ready`)).status).toBe(503);
    expect((await fetch(`${second.healthUrl}/health`)).status).toBe(200);
    await running.close();
    await second.ready();
    expect(await setup.client.get("schematic:datastream:writer_lock")).not.toBeNull();
  });

  test("a replicator that lost its lock to another ends", async () => {
    await setup.client.set("schematic:datastream:writer_lock", "another");
    expect(await running.ended).toMatchObject({ message: expect.stringContaining("lock") });
    expect(await setup.client.get("schematic:datastream:writer_lock")).toBe("another");
  });

  test("/metrics is Prometheus text", async () => {
    const text = await (await fetch(`${running.healthUrl}/metrics`)).text();
    expect(text).toMatch(/^# TYPE schematic_replicator_messages_applied_total counter$/m);
    expect(text).toMatch(/^schematic_replicator_companies 250$/m);
    expect(text).toMatch(/^schematic_replicator_ready 1$/m);
  });
});
