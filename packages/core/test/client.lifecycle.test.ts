import { spawn } from "node:child_process";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import {
  type CheckContext,
  type ClientOptions,
  type FlagSource,
  type FlagSourceHost,
  SchematicClient,
} from "../src/index";
import { flagOf, gate, setUp } from "./support/client";
import { checkAnswer } from "./support/server";

const ctx = { company: { id: "c1" } };

/** A source that answers what it is given: the seam's contract is the subject, not a datastream. */
function sourceOf(parts: Partial<FlagSource> = {}): FlagSource & { hosts: FlagSourceHost[] } {
  const hosts: FlagSourceHost[] = [];
  return {
    name: "datastream",
    hosts,
    start: (host) => {
      hosts.push(host);
    },
    ready: async () => {},
    status: () => ({ state: "ready", ageMs: 0, flags: 1, companies: 0, users: 0, reconnects: 0 }),
    peek: () => undefined,
    load: async () => undefined,
    track: () => {},
    on: () => () => {},
    close: async () => {},
    ...parts,
  };
}

describe("a client with a flag source", () => {
  const local = { value: true, reason: "local", flagKey: "flag", companyId: "comp_1" };

  test("answers from it and reports each single check", async () => {
    const flagSource = sourceOf({ peek: () => [local] });
    const { server, client } = await setUp({ flagSource });
    expect(await client.checkFlag(ctx, "flag")).toBe(true);
    expect(client.checkFlagSync(ctx, "flag")).toBe(true);
    expect(await client.checkFlagWithEntitlement(ctx, "flag")).toMatchObject({
      ...local,
      source: "datastream",
    });
    expect(await client.checkFlags(ctx, ["flag"])).toMatchObject([{ flag: "flag", source: "datastream" }]);
    await client.flush();
    const events = server.to("/batch").flatMap((seen) => seen.body.events);
    expect(events.map((event) => event.type)).toEqual(["flag_check", "flag_check", "flag_check"]);
    expect(events[0].body).toMatchObject({
      flag_key: "flag",
      value: true,
      reason: "local",
      company_id: "comp_1",
      req_company: { id: "c1" },
    });
    expect(server.seen.every((seen) => seen.path === "/batch")).toBe(true);
  });

  test("with flagChecks off reports none", async () => {
    const flagSource = sourceOf({
      peek: (_context, _keys, _preflight, options) => (options?.readAhead ? [local] : undefined),
      load: async () => [local],
    });
    const { server, client } = await setUp({ flagSource, events: { flagChecks: "off" } });
    expect(await client.checkFlag(ctx, "flag")).toBe(true);
    expect(client.checkFlagSync(ctx, "flag")).toBe(true);
    await client.flush();
    expect(server.seen).toHaveLength(0);
  });

  const boom = (): never => {
    throw new Error("boom");
  };

  test.each<[string, Partial<FlagSource>]>([
    ["has no result", {}],
    ["has no result for the flag", { peek: () => [undefined], load: async () => [undefined] }],
    ["throws against its contract", { peek: boom, load: boom }],
    ["rejects against its contract", { load: () => Promise.reject(new Error("boom")) }],
    ["resolves to something else", { peek: () => 5 as never, load: async () => "no" as never }],
  ])("one that %s leaves the check to REST, and no event is queued", async (_title, parts) => {
    const { server, client } = await setUp({ flagSource: sourceOf(parts) });
    expect(await client.checkFlagWithEntitlement(ctx, "flag")).toMatchObject({ value: true, source: "api" });
    await client.flush();
    expect(server.seen.map((seen) => seen.path)).toEqual(["/flags/flag/check"]);
  });

  describe("that has several results in memory", () => {
    const results = [local, { ...local, flagKey: "b", value: false, err: "odd" }];
    const peekAll: FlagSource["peek"] = (_context, keys) =>
      results.filter((result) => keys?.includes(result.flagKey) ?? true);

    test("is asked for them in one call", async () => {
      const { server, client } = await setUp({ flagSource: sourceOf({ peek: peekAll }) });
      const [first, second] = await client.checkFlags(ctx, ["flag", "b"]);
      expect(first).toMatchObject({ flag: "flag", value: true, reason: "local", source: "datastream" });
      expect(second).toMatchObject({ flag: "b", value: false, error: "odd", source: "datastream" });
      expect((await client.checkFlags(ctx)).map((result) => result.flag)).toEqual(["flag", "b"]);
      expect(server.seen).toEqual([]);
      await client.close();
      expect(await client.checkFlags(ctx, ["flag"])).toMatchObject([{ value: false, error: "closed" }]);
    });

    test.each<[string, FlagSource["peek"], CheckContext, ClientOptions]>([
      ["lacks one", () => [undefined], ctx, {}],
      ["throws against its contract", boom, ctx, {}],
      ["is asked with hooks", peekAll, ctx, { hooks: [{ before: () => {} }] }],
      ["is asked with a preflight", () => undefined, { ...ctx, preflight: { usage: 1 } }, {}],
    ])("is asked to load them if it %s", async (_title, peek, context, options) => {
      const asked: unknown[] = [];
      const flagSource = sourceOf({
        peek,
        load: async (_context, _keys, preflight) => {
          asked.push(preflight);
          return [{ ...local, reason: "loaded" }];
        },
      });
      const { client } = await setUp({ ...options, flagSource });
      expect(await client.checkFlags(context, ["flag"])).toMatchObject([
        { flag: "flag", reason: "loaded", source: "datastream" },
      ]);
      expect(asked).toEqual([context.preflight]);
    });
  });

  test("what it cannot answer of several is asked over REST", async () => {
    const flagSource = sourceOf({ load: async () => [undefined, local] });
    const { server, client } = await setUp({ flagSource }, () => ({
      data: {
        flags: [
          { flag: "flag", value: false, reason: "rest" },
          { flag: "b", value: true, reason: "rest" },
        ],
      },
      params: {},
    }));
    expect(await client.checkFlags(ctx, ["b", "flag"])).toMatchObject([
      { flag: "b", value: true, source: "api" },
      { flag: "flag", value: true, source: "datastream" },
    ]);
    expect(server.seen).toHaveLength(1);
  });

  test("what it holds that is too old answers when nobody else does", async () => {
    const stale = { ...local, ageMs: 90_000 };
    const flagSource = sourceOf({
      load: async (_context, _keys, _preflight, options) => (options?.allowStale ? [stale] : undefined),
    });
    let down = false;
    const { client } = await setUp({ flagSource, cacheProviders: { flagChecks: [] } }, (seen, response) => {
      if (!down || seen.path === "/batch") return checkAnswer("flag", false);
      response.statusCode = 503;
      return { error: "down" };
    });
    const ask = () => client.checkFlagWithEntitlement(ctx, "flag", { includeAge: true });
    expect(await ask()).toMatchObject({ value: false, source: "api" });
    down = true;
    expect(await ask()).toMatchObject({ value: true, source: "datastream", ageMs: 90_000 });
  });

  test("what is too old answers checks of several flags too, where it has an answer", async () => {
    const stale = { ...local, ageMs: 90_000 };
    const flagSource = sourceOf({
      load: async (_context, keys, _preflight, options) =>
        options?.allowStale ? keys?.map((key) => (key === "flag" ? stale : undefined)) : undefined,
    });
    const { client } = await setUp({ flagSource, maxRetries: 0 }, (seen, response) => {
      if (seen.path === "/batch") return {};
      response.statusCode = 503;
      return { error: "down" };
    });
    expect(await client.checkFlags(ctx, ["flag", "other"])).toMatchObject([
      { flag: "flag", value: true, source: "datastream" },
      { flag: "other", value: false, source: "default" },
    ]);
    expect(await client.checkFlags(ctx, ["flag"])).toMatchObject([{ flag: "flag", value: true }]);
  });

  test("a hanging one is not waited for beyond the check's timeoutMs", async () => {
    const flagSource = sourceOf({ load: () => new Promise(() => {}) });
    const { client } = await setUp({ flagSource });
    expect(
      await client.checkFlagWithEntitlement(ctx, "flag", { timeoutMs: 1, defaultValue: true }),
    ).toMatchObject({
      value: true,
    });
  });

  test("tracked usage is counted in it at once, imports and wrong events are not", async () => {
    const tracked: unknown[] = [];
    const flagSource = sourceOf({ track: (event) => tracked.push(event) });
    const { client } = await setUp({ flagSource });
    const company = { id: "c1" };
    await client.track({ event: "call", company });
    await client.track({ event: "call", company, quantity: 5 });
    await client.track({ event: "call", company, quantity: 0 });
    const sentAt = new Date();
    await client.track({ event: "call", company }, { sentAt, trustedClientClock: true, backfill: true });
    await client.track({ event: "call", company, quantity: Number.NaN });
    await client.track({ event: "call", company, quantity: -1 });
    await client.track({ event: "", company });
    expect(tracked).toEqual([
      { event: "call", company, quantity: 1 },
      { event: "call", company, quantity: 5 },
      { event: "call", company, quantity: 0 },
    ]);
  });

  test("is started by itself in Node, once, with the facts of the connection", async () => {
    const flagSource = sourceOf();
    const { server, client } = await setUp({ flagSource, environmentId: "env_1", maxStaleness: 5 });
    expect(flagSource.hosts).toHaveLength(0);
    await client.initialize();
    await client.checkFlag(ctx, "flag");
    client.checkFlagSync(ctx, "flag");
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(flagSource.hosts).toHaveLength(1);
    expect(flagSource.hosts[0]).toMatchObject({
      apiKey: "sch_dev_test_key",
      baseUrl: server.url,
      environmentId: "env_1",
      headers: { "X-Schematic-Environment-Id": "env_1" },
      maxStaleness: 5,
    });
    const alone = sourceOf();
    await setUp({ flagSource: alone });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(alone.hosts).toHaveLength(1);
  });

  test("initialize() rejects in time and the client answers meanwhile", async () => {
    const ready = gate();
    const flagSource = sourceOf({ ready: () => ready.promise });
    const { client } = await setUp({ flagSource });
    await expect(client.initialize({ timeoutMs: 5 })).rejects.toMatchObject({
      code: "timeout",
      message: expect.stringContaining("not ready within 5 ms"),
    });
    expect(await client.checkFlag(ctx, "flag")).toBe(true);
    ready.open();
    await client.initialize();
  });

  test("its events reach listeners", async () => {
    const listeners = new Map<string, (value: never) => void>();
    const flagSource = sourceOf({
      on: (event, listener) => {
        listeners.set(event, listener as never);
        return () => listeners.delete(event);
      },
    });
    const { client } = await setUp({ flagSource });
    const changed: string[] = [];
    const off = client.on("flagChanged", (key) => changed.push(key));
    listeners.get("flagChanged")?.("flag" as never);
    off();
    expect(changed).toEqual(["flag"]);
    expect(listeners.size).toBe(0);
  });
});

describe("close()", () => {
  test("lets checks under way finish, sends what waits, closes the source, and is idempotent", async () => {
    const asked = gate();
    const answer = gate();
    let closed = 0;
    const flagSource = sourceOf({
      close: async () => {
        closed++;
      },
    });
    const { server, client } = await setUp({ flagSource }, async (seen) => {
      if (seen.path === "/batch") return {};
      asked.open();
      await answer.promise;
      return checkAnswer(flagOf(seen.path));
    });
    await client.track({ event: "e" });
    const check = client.checkFlagWithEntitlement(ctx, "flag");
    await asked.promise;
    const closing = client.close();
    expect(client.close()).toBe(closing);
    expect(client.shutdown()).toBe(closing);
    expect(client.status().state).toBe("closed");
    expect(await client.checkFlagWithEntitlement(ctx, "other")).toMatchObject({
      value: false,
      err: "closed",
    });
    answer.open();
    await closing;
    expect(await check).toMatchObject({ value: true, source: "api" });
    expect(server.to("/batch").flatMap((seen) => seen.body.events)).toHaveLength(1);
    expect(server.to("/flags")).toHaveLength(1);
    expect(closed).toBe(1);
    expect(client.checkFlagSync(ctx, "flag", { defaultValue: true })).toBe(true);
    expect(await client.checkFlags(ctx, ["flag"])).toMatchObject([{ value: false, error: "closed" }]);
  });

  test("`await using` closes", async () => {
    const { server } = await setUp();
    {
      await using client = new SchematicClient({
        apiKey: "sch_dev_x",
        basePath: server.url,
        eventCaptureBaseURL: server.url,
      });
      await client.track({ event: "e" });
    }
    expect(server.to("/batch")).toHaveLength(1);
  });

  test("a source that fails to close does not fail it", async () => {
    const flagSource = sourceOf({ close: () => Promise.reject(new Error("boom")) });
    const { client, logger } = await setUp({ flagSource });
    await client.close();
    expect(logger.lines.some((line) => line.includes("boom"))).toBe(true);
  });
});

describe("closeOnSignal()", () => {
  test("closes at the signal and only when asked; the process goes on", async () => {
    const { server, client } = await setUp();
    const before = process.listenerCount("SIGTERM");
    await client.track({ event: "e" });
    const off = client.closeOnSignal();
    expect(process.listenerCount("SIGTERM")).toBe(before + 1);
    off();
    expect(process.listenerCount("SIGTERM")).toBe(before);
    client.closeOnSignal(["SIGUSR2"]);
    process.kill(process.pid, "SIGUSR2");
    while (client.status().state !== "closed") await new Promise((resolve) => setTimeout(resolve, 1));
    await client.close();
    expect(process.listenerCount("SIGUSR2")).toBe(0);
    expect(server.to("/batch")).toHaveLength(1);
  });

  test("a client alone neither holds a process open nor listens for signals", async () => {
    const script = `
      import { SchematicClient } from ${JSON.stringify(new URL("../dist/index.js", import.meta.url).href)};
      const client = new SchematicClient({ apiKey: "sch_dev_x", basePath: "http://127.0.0.1:9", logLevel: "error" });
      client.checkFlagSync({}, "flag");
      console.log(process.listenerCount("SIGTERM"), process.listenerCount("SIGINT"));
    `;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script]);
    let out = "";
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect([code, out.trim()]).toEqual([0, "0 0"]);
  });
});

describe("status()", () => {
  test("tells source, events and checks in flight", async () => {
    const { client } = await setUp();
    expect(client.status()).toEqual({
      state: "ready",
      source: "api",
      connection: undefined,
      dataAgeMs: undefined,
      events: { queued: 0, inFlight: 0, delivered: 0, dropped: 0, unresolved: 0 },
      checksInFlight: 0,
    });
    await client.track({ event: "e" });
    expect(client.status().events.queued).toBe(1);
    await client.flush();
    expect(client.status().events).toMatchObject({ queued: 0, delivered: 1 });
    const withSource = await setUp({ flagSource: sourceOf() });
    expect(withSource.client.status()).toMatchObject({ state: "ready", source: "datastream", dataAgeMs: 0 });
  });

  test("no secret shows in inspect or JSON", async () => {
    const { client } = await setUp({ flagSource: sourceOf() });
    const shown = inspect(client, { depth: 20, showHidden: true }) + JSON.stringify(client);
    expect(shown).not.toContain("sch_dev_test_key");
  });
});

describe("without credit leases", () => {
  test("trackWithReservation records nothing and logs it; prewarm does nothing", async () => {
    const { server, client, logger } = await setUp();
    await client.trackWithReservation(undefined, 5);
    await client.prewarm(ctx, ["credit"]);
    await client.flush();
    expect(server.seen).toHaveLength(0);
    expect(logger.lines).toEqual([expect.stringContaining("no_reservation")]);
  });
});
