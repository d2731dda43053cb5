import { afterEach, beforeEach, expect, test } from "vitest";
import { row as poison } from "../scoreboard/replicator.poison";
import { describeRedisError, isEntryError, Repeated } from "../src/redis/errors";
import { MessageReader } from "../src/stream/messages";
import { eventually, type Setup, setUp } from "./support";

let setup: Setup;
beforeEach(async () => {
  setup = await setUp({ READY_MAX_LAG: "500ms" });
});
afterEach(() => setup.close());

test("one bad entry or failing command stalls no other without notice", { timeout: 120_000 }, async () => {
  const { counts, figure } = await poison.run("small", () => {});
  console.log(`scoreboard ${poison.name} (small): ${figure}`);
  expect(counts).toEqual({ stalled: 0 });
});

test("/ready says which command Redis refuses, and recovers", { timeout: 60_000 }, async () => {
  const replicator = await setup.start();
  await replicator.ready();
  const health = async () => {
    const response = await fetch(`${replicator.healthUrl}/ready`);
    return { status: response.status, body: (await response.json()) as { reason?: string } };
  };
  await setup.client.config("SET", "maxmemory", "1");
  setup.emulator.setPlan({ id: "company-2" }, "pro");
  const refused = await eventually(health, ({ body }) => body.reason?.includes("OOM") === true);
  expect(refused.status).toBe(503);
  expect(refused.body.reason).toContain("maxmemory");
  await setup.client.config("SET", "maxmemory", "0");
  expect((await eventually(health, ({ status }) => status === 200)).body.reason).toBeUndefined();
});

test("errors of an entry differ from those of a server", () => {
  const reply = (message: string) =>
    Object.assign(new Error(message), { name: "ReplyError", command: { name: "set" } });
  expect(isEntryError(reply("WRONGTYPE Operation against a key"))).toBe(true);
  expect(isEntryError(new RangeError("Maximum call stack size exceeded"))).toBe(true);
  for (const message of [
    "OOM command not allowed",
    "READONLY You can't",
    "NOPERM this user",
    "LOADING Redis",
  ]) {
    expect(isEntryError(reply(message))).toBe(false);
  }
  expect(isEntryError(new Error("Connection is closed."))).toBe(false);
  expect(describeRedisError(reply("NOPERM this user"))).toMatch(/^SET: NOPERM this user; allow/);
  expect(describeRedisError({ lastNodeError: new Error("ECONNREFUSED") })).toContain("REDIS_ADDR");
});

test("a repeated problem is due once, and again when it is another one", () => {
  const repeated = new Repeated();
  expect([repeated.isDue("a"), repeated.isDue("a"), repeated.isDue("b")]).toEqual([true, false, true]);
  expect([repeated.end(), repeated.end(), repeated.isDue("b")]).toEqual([true, false, true]);
});

test("a page of 300,000 flags is read", () => {
  const data = Array.from({ length: 300_000 }, (_, i) => ({
    id: `f${i}`,
    key: `f${i}`,
    default_value: true,
  }));
  const message = new MessageReader().read(
    JSON.stringify({ entity_type: "rulesengine.Flags", message_type: "full", data }),
  );
  expect(message).toMatchObject({ type: "flags", flags: { length: 300_000 } });
});
