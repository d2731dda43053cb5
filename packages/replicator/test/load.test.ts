import { once } from "node:events";
import { freePort } from "@schematic-internal/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { spawnReplicator } from "../scoreboard/support";
import type { Replicator } from "../src/index";
import { differences } from "./equality";
import { type PageRequest, type RestProxy, startRestProxy } from "./rest-proxy";
import { capture, debug, eventually, type Setup, seed, setUp } from "./support";

// Whole scenarios with servers and processes, which take long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let setup: Setup;
let proxy: RestProxy;

beforeEach(async () => {
  setup = await setUp();
  proxy = await startRestProxy(setup.emulator.url);
});
afterEach(async () => {
  await setup.close();
  await proxy.close();
});

const start = (changes = {}): Promise<Replicator> =>
  setup.start({
    apiUrl: proxy.url,
    datastreamUrl: setup.emulator.datastreamUrl,
    loader: { ...setup.settings.loader, pageSize: 50, maxConcurrentRequests: 1 },
    ...changes,
  });

async function versionOf(replicator: Replicator): Promise<string> {
  const body = await (await fetch(`${replicator.healthUrl}/health`)).json();
  return (body as { cache_version: string }).cache_version;
}

/** Resolves once Redis equals the server. */
async function equal(replicator: Replicator): Promise<void> {
  await replicator.ready();
  const version = await versionOf(replicator);
  await eventually(
    () => differences(setup.emulator, setup.client, version),
    (found) => found.length === 0,
  );
}

/** Calls `action` once, right before or after the page of companies at this offset is read. */
function at(moment: "before" | "after", offset: number, action: () => Promise<unknown> | unknown): void {
  let isDone = false;
  const act = async ({ kind, offset: requested }: PageRequest) => {
    if (isDone || kind !== "companies" || requested !== offset) return undefined;
    isDone = true;
    await action();
    return undefined;
  };
  if (moment === "before") proxy.before = act;
  else proxy.after = async (page) => void (await act(page));
}

/** Companies in the order of the list. */
async function listed(offset: number, limit: number): Promise<{ id: string; name: string }[]> {
  const headers = { "x-schematic-api-key": setup.emulator.apiKey };
  const url = `${setup.emulator.url}/companies?limit=${limit}&offset=${offset}`;
  const { data } = (await (await fetch(url, { headers })).json()) as {
    data: { id: string; keys: { key: string; value: string }[] }[];
  };
  return data.map(({ id, keys }) => ({ id, name: keys.find(({ key }) => key === "id")?.value ?? "" }));
}

test("a page that fails, or that has no list, is requested until it arrives", async () => {
  const responses = [
    { status: 500, body: { error: "a fault" } },
    { status: 200, body: { data: { not: "a list" } } },
    { status: 200, body: null },
  ];
  proxy.before = async ({ kind, offset }) =>
    kind === "companies" && offset === 100 ? responses.shift() : undefined;
  const replicator = await start();
  await equal(replicator);
  expect(responses).toEqual([]);
  expect((await debug(replicator)).counts).toMatchObject({ full_loads: 1, rest_failures: 2 });
});

test("a company that moves to an earlier page because another was deleted is not missed", async () => {
  at("before", 50, async () => {
    const [first] = await listed(0, 1);
    setup.emulator.remove("company", { id: first?.name ?? "" });
  });
  const replicator = await start();
  await equal(replicator);
  expect(await setup.client.keys("schematic:company:*:id:*")).toHaveLength(249);
});

test("companies that are created, changed and deleted between two pages", async () => {
  at("before", 100, async () => {
    const [read] = await listed(10, 1);
    const [unread] = await listed(200, 1);
    setup.emulator.apply({ companies: [{ keys: { id: "new", Domain: "new.example" }, plan: "pro" }] });
    setup.emulator.setPlan({ id: read?.name ?? "" }, "pro");
    setup.emulator.remove("company", { id: unread?.name ?? "" });
    // A key that is added after the page of its company was written.
    const [added] = await listed(12, 1);
    setup.emulator.apply({ companies: [{ keys: { id: added?.name ?? "", extra: "added" } }] });
  });
  const replicator = await start();
  await equal(replicator);
  expect(await setup.client.keys("schematic:company:*:extra:added")).toHaveLength(1);
  expect(await setup.client.keys("schematic:company:*:id:new")).toHaveLength(1);
});

test("a page that is older than a change does not undo it", async () => {
  let changed = "";
  at("after", 100, async () => {
    const [company, gone] = await listed(100, 2);
    changed = company?.name ?? "";
    setup.emulator.setPlan({ id: changed }, "pro");
    await capture(setup.emulator, changed, 5);
    setup.emulator.remove("company", { id: gone?.name ?? "" });
    // The page is sent only after the replicator has handled the changes.
    await eventually(
      async () => (await debug(replicator)).counts.messages_applied ?? 0,
      (applied) => applied >= 3,
    );
  });
  const replicator = await start();
  await equal(replicator);
  expect(changed).not.toBe("");
});

test("a connection that is lost during a load: what was missed is loaded", async () => {
  at("before", 150, async () => {
    const { stream } = setup.emulator.faults;
    stream.refuse("status");
    stream.killSockets();
    const [first, second] = await listed(0, 2);
    setup.emulator.setPlan({ id: first?.name ?? "" }, "pro");
    setup.emulator.remove("company", { id: second?.name ?? "" });
    stream.refuse(false);
  });
  const replicator = await start();
  await equal(replicator);
  expect((await debug(replicator)).counts.full_loads).toBeGreaterThan(1);
});

test("a replicator that is killed half-way through a second load", async () => {
  const first = await start();
  await first.ready();
  await first.close();
  // Without its cursor the next one loads again, and is killed in the middle.
  await setup.client.del(setup.settings.replay.cursorKey);
  setup.emulator.remove("company", { id: "company-7" });
  const child = spawnReplicator({
    SCHEMATIC_API_KEY: setup.emulator.apiKey,
    SCHEMATIC_API_URL: proxy.url,
    SCHEMATIC_DATASTREAM_URL: setup.emulator.datastreamUrl,
    REDIS_ADDR: `127.0.0.1:${setup.redis.port}`,
    HEALTH_PORT: String(await freePort()),
    ASYNC_LOADER_PAGE_SIZE: "50",
    ASYNC_LOADER_MAX_CONCURRENT_REQUESTS: "1",
    ASYNC_LOADER_RATE_LIMIT_RPS: "1000",
    WRITER_LOCK_TTL: "2s",
  });
  await new Promise<void>((resolve) => at("before", 150, resolve));
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
  setup.emulator.setPlan({ id: "company-2" }, "pro");
  const last = await start();
  await equal(last);
  expect((await debug(last)).counts.full_loads).toBe(1);
});

test("a reload while a batch is being written", async () => {
  const replicator = await start();
  await replicator.ready();
  setup.redis.pause();
  setup.emulator.setPlan({ id: "company-0" }, "pro");
  await eventually(
    async () => (await debug(replicator)).counts.messages_received ?? 0,
    (received) => received > 0,
  );
  setup.emulator.reset();
  setup.emulator.setPlan({ id: "company-4" }, "pro");
  await eventually(
    async () => (await debug(replicator)).counts.full_loads ?? 0,
    (loads) => loads > 1,
  );
  setup.redis.resume();
  await equal(replicator);
});

test("a batch that Redis refuses and accepts later", async () => {
  const replicator = await start();
  await replicator.ready();
  await setup.client.config("SET", "maxmemory", "1");
  setup.emulator.setPlan({ id: "company-0" }, "pro");
  await capture(setup.emulator, "company-1", 3);
  setup.emulator.remove("company", { id: "company-3" });
  setup.emulator.remove("flag", "beta");
  await eventually(
    async () => (await debug(replicator)).counts.redis_errors ?? 0,
    (errors) => errors > 1,
  );
  await setup.client.config("SET", "maxmemory", "0");
  await equal(replicator);
  expect((await debug(replicator)).counts.full_loads).toBe(1);
});

test("deletions in every pass: entries that were not in the list are read by their ids", async () => {
  const first = await start();
  await first.ready();
  await first.close();
  await setup.client.del(setup.settings.replay.cursorKey);
  // Each pass loses a company from its first page right after that page was read.
  let next = 0;
  proxy.before = async ({ kind, offset }) => {
    if (kind === "companies" && offset === 50) {
      const [company] = await listed(next % 40, 1);
      setup.emulator.remove("company", { id: company?.name ?? "" });
      next++;
    }
    return undefined;
  };
  const second = await start();
  await equal(second);
  expect(next).toBe(5);
});

test("companies that were deleted while no replicator ran are deleted from Redis", async () => {
  const first = await start();
  await first.ready();
  await first.close();
  await setup.client.del(setup.settings.replay.cursorKey);
  for (const { keys } of seed.companies?.slice(0, 20) ?? []) {
    setup.emulator.remove("company", keys as Record<string, string>);
  }
  await equal(await start());
  expect(await setup.client.keys("schematic:company:*:id:*")).toHaveLength(230);
});
