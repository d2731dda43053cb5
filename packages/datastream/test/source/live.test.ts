import { type EvaluationContext, type FlagSource, SchematicError } from "@schematic/core";
import { peekFlag, resolveFlag, resolveFlags } from "@schematic-internal/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DataStreamOptions, dataStream, sharedCaches } from "../../src/index";
import { company, flag, meteredFlag, metric, trait, user } from "../support/entities";
import { host, next, type TestHost, until } from "../support/host";
import { StreamServer } from "../support/stream-server";

const server = (): StreamServer => current;
let current: StreamServer;
const open: FlagSource[] = [];

/** Delays of reconnecting short enough for a test. */
const FAST = { spread: 20, min: 0, max: 20 };

async function start(options: DataStreamOptions = {}, facts: Partial<TestHost> = {}): Promise<FlagSource> {
  const source = dataStream({ reconnect: FAST, ...options });
  open.push(source);
  source.start(host(server().url, facts));
  await source.ready();
  return source;
}

const acme = { company: { org: "acme" } };

beforeEach(async () => {
  current = new StreamServer();
  current.flags.set("feature", flag("feature"));
  current.flags.set("metered", meteredFlag("metered", 10));
  current.companies.set("acme", company("acme", { metrics: [metric("calls", 8)] }));
  current.companies.set("zeta", company("zeta", { traits: [trait("plan", "free")] }));
  current.users.set("ada", user("ada"));
  await current.start();
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((source) => source.close()));
  await current.stop();
});

describe("a live source", () => {
  it("is ready once flags are there, and says who it is in the handshake", async () => {
    const source = await start({}, { environmentId: "env_7", headers: { "X-Custom": "yes" } });
    expect(source.status()).toMatchObject({ state: "ready", flags: 2, ageMs: 0, reconnects: 0 });
    expect(server().handshakes[0]).toMatchObject({
      "x-schematic-api-key": "sch_test_key",
      "x-schematic-environment-id": "env_7",
      "x-schematic-client": "test",
      "x-schematic-client-version": "1.2.3",
      "x-schematic-datastream-mode": "datastream",
      "x-custom": "yes",
    });
  });

  it("fetches a company at its first check and answers from memory after it", async () => {
    const source = await start();
    expect(peekFlag(source, acme, "feature")).toBeUndefined();
    const answer = await resolveFlag(source, acme, "feature");
    expect(answer).toMatchObject({
      value: true,
      flagKey: "feature",
      companyId: "comp_acme",
      ruleId: "rule_feature",
    });
    expect(peekFlag(source, acme, "feature")).toEqual(answer);
    expect(await resolveFlag(source, acme, "feature")).toEqual(answer);
    expect(source.status().companies).toBe(1);
    expect(answer).not.toHaveProperty("ageMs");
  });

  it("evaluates without a company where none is asked about", async () => {
    const source = await start();
    expect(peekFlag(source, {}, "feature")).toMatchObject({ value: false });
    expect(peekFlag(source, { company: null, user: {} }, "feature")).toMatchObject({ value: false });
  });

  it("knows nothing of a flag that does not exist", async () => {
    const source = await start();
    expect(await resolveFlag(source, acme, "nope")).toBeUndefined();
    expect(server().requests).toHaveLength(1);
  });

  it("asks once for all who wait for the same company", async () => {
    const source = await start();
    const answers = await Promise.all(Array.from({ length: 50 }, () => resolveFlag(source, acme, "feature")));
    expect(answers.every((answer) => answer?.value === true)).toBe(true);
    expect(server().requests.filter((one) => one.entity_type === "rulesengine.Company")).toHaveLength(1);
  });

  it("gives up on an entity that does not exist, and does not ask again for a while", async () => {
    const source = await start();
    const nobody = { company: { org: "nobody" } };
    expect(await resolveFlag(source, nobody, "feature")).toBeUndefined();
    expect(await resolveFlag(source, nobody, "feature")).toBeUndefined();
    expect(server().requests.filter((one) => one.keys?.org === "nobody")).toHaveLength(1);
  });

  it("gives up on an entity that does not come in time", async () => {
    const source = await start({ entityWait: 30 });
    server().intercept = () => false;
    expect(await resolveFlag(source, acme, "feature")).toBeUndefined();
  });

  it("follows full, partial and delete messages of a company", async () => {
    const source = await start();
    await resolveFlag(source, acme, "feature");
    const value = (key = "feature") => peekFlag(source, acme, key)?.value;

    server().send("rulesengine.Company", "full", company("acme", { traits: [trait("plan", "free")] }));
    await until(() => value() === false);
    server().partial("company", "comp_acme", { traits: [trait("plan", "pro")] });
    await until(() => value() === true);
    server().partial("company", "comp_acme", { metrics: [metric("calls", 10)] });
    await until(() => value("metered") === false);
    server().partial("company", "comp_acme", { metrics: [metric("calls", 9)] });
    await until(() => value("metered") === true);
    server().partial("company", "comp_acme", { keys: { slug: "ac" } });
    await until(() => peekFlag(source, { company: { slug: "ac" } }, "feature") !== undefined);
    server().send("rulesengine.Company", "delete", { id: "comp_acme" }, { entity_id: "comp_acme" });
    await until(() => source.status().companies === 0);
    expect(peekFlag(source, { company: { slug: "ac" } }, "feature")).toBeUndefined();
  });

  it("applies changes of one company in the order in which they came", async () => {
    const source = await start();
    await resolveFlag(source, acme, "metered");
    for (let calls = 1; calls <= 200; calls++) {
      server().partial("company", "comp_acme", { metrics: [metric("calls", calls)] });
    }
    server().partial("company", "comp_acme", { metrics: [metric("calls", 3)], new_marker: 1 });
    server().send("rulesengine.Flag", "full", flag("last"));
    await until(() => source.status().flags === 3);
    expect(peekFlag(source, acme, "metered")).toMatchObject({ value: true, featureUsage: 3 });
  });

  it("follows single flags and full lists of flags", async () => {
    const source = await start();
    const changed: string[] = [];
    source.on("flagChanged", (key) => changed.push(key));
    server().send("rulesengine.Flag", "full", flag("new"));
    await until(() => source.status().flags === 3);
    server().send("rulesengine.Flag", "delete", { key: "new" });
    await until(() => source.status().flags === 2);
    server().send("rulesengine.Flags", "delete", { id: "flag_metered" });
    await until(() => source.status().flags === 1);
    server().send("rulesengine.Flags", "full", [flag("feature"), flag("other")]);
    await until(() => source.status().flags === 2);
    expect(peekFlag(source, {}, "other")).toBeDefined();
    expect(changed).toEqual(["new", "new", "metered", "other"]);
  });

  it("takes a list in pages for whole after its last page, keeping single flags that came between", async () => {
    const source = await start();
    const page = (keys: string[], number: number, has_more: boolean) =>
      server().send(
        "rulesengine.Flags",
        "full",
        keys.map((key) => flag(key)),
        {
          pagination: { page: number, has_more, total: 3 },
        },
      );
    page(["a"], 1, true);
    server().send("rulesengine.Flag", "full", flag("a", { default_value: true, rules: [] }));
    server().send("rulesengine.Flag", "full", flag("marker"));
    await until(() => peekFlag(source, {}, "marker") !== undefined);
    expect(peekFlag(source, acme, "metered")).toBeUndefined();
    expect(source.status().flags).toBe(4);
    page(["feature"], 2, true);
    page(["c"], 3, false);
    await until(() => peekFlag(source, {}, "c") !== undefined);
    expect(peekFlag(source, {}, "a")).toMatchObject({ value: true });
    expect(source.status().flags).toBe(4);
    expect(peekFlag(source, {}, "metered")).toBeUndefined();
  });

  it("keeps companies apart of which one is called as the other is identified", async () => {
    const source = await start();
    await resolveFlag(source, acme, "feature");
    server().companies.set("odd", company("odd", { key: "comp_acme", traits: [] }));
    expect(await resolveFlag(source, { company: { org: "odd" } }, "feature")).toMatchObject({ value: false });
    expect(peekFlag(source, acme, "feature")).toMatchObject({ value: true, companyId: "comp_acme" });
  });

  it("answers a key conflict with the flag's own default", async () => {
    server().companies.set("zeta", company("zeta", { keys: { org: "zeta", slug: "z" } }));
    const source = await start();
    await resolveFlag(source, acme, "feature");
    await resolveFlag(source, { company: { slug: "z" } }, "feature");
    expect(peekFlag(source, { company: { org: "acme", slug: "z" } }, "feature")).toEqual({
      value: false,
      reason: "key conflict",
      flagKey: "feature",
      flagId: "flag_feature",
    });
  });

  it("asks the server about keys that it does not know before it believes the others", async () => {
    server().companies.set("zeta", company("zeta", { keys: { org: "zeta", slug: "z" } }));
    const source = await start();
    await resolveFlag(source, acme, "feature");
    const both = { company: { org: "acme", slug: "z" } };
    server().intercept = (request, socket) => {
      if (request.keys?.slug !== "z") return true;
      const data = { error: "the keys lead to two companies", keys: request.keys };
      socket.send(JSON.stringify({ entity_type: "rulesengine.Company", message_type: "error", data }));
      return false;
    };
    expect(await resolveFlag(source, both, "feature")).toBeUndefined();
    const more = { company: { org: "acme", other: "x" } };
    expect(await resolveFlag(source, more, "feature")).toMatchObject({ value: true });
    expect(peekFlag(source, more, "feature")).toMatchObject({ value: true });
  });

  it("fetches in the background what a synchronous check lacks", async () => {
    const source = await start();
    expect(peekFlag(source, acme, "feature")).toBeUndefined();
    await until(() => source.status().companies === 1);
    expect(peekFlag(source, acme, "feature")).toMatchObject({ value: true });
  });

  it("resolves several flags for one context, all of them without keys", async () => {
    const source = await start();
    expect(await resolveFlags(source, acme, ["metered", "nope", "feature"])).toMatchObject([
      { flagKey: "metered", value: true },
      undefined,
      { flagKey: "feature", value: true },
    ]);
    const all = source.peek({ ...acme, user: null }, undefined);
    expect(all?.map((one) => one?.flagKey)).toEqual(["feature", "metered"]);
  });

  it("returns the same for several flags at once as for each of them", async () => {
    const source = await start();
    const each = (keys?: string[], context: EvaluationContext = acme) => source.peek(context, keys);
    expect(each(["feature"])).toBeUndefined();
    const alone = [await resolveFlag(source, acme, "feature"), await resolveFlag(source, acme, "metered")];
    expect(each(["feature", "metered"])).toEqual(alone);
    expect(each()).toEqual(alone);
    expect(each([])).toEqual([]);
    expect(each(["metered", "feature", "metered"])).toEqual([alone[1], alone[0], alone[1]]);
    expect(each(["nope", "feature"])).toEqual([undefined, alone[0]]);
    expect(each(["feature"], { company: { org: "other" } })).toBeUndefined();
    server().partial("company", "comp_acme", { metrics: [metric("calls", 7)] });
    await until(() => each(["metered"])?.[0]?.featureUsage === 7);
    expect(each(["metered"])).toEqual([await resolveFlag(source, acme, "metered")]);
    await server().stop();
    await until(() => source.status().state !== "ready");
    const stale = { value: true, ageMs: expect.any(Number) };
    expect(each(["feature", "metered"])).toMatchObject([stale, stale]);
  });

  it("answers a list that was asked for before by what it says now and by the flags of now", async () => {
    const source = await start();
    const keys = ["feature", "metered"];
    const asked = async () =>
      ((await resolveFlags(source, acme, keys)) ?? []).map((one) => (one === undefined ? "–" : one.flagKey));
    expect(await asked()).toEqual(["feature", "metered"]);
    keys.reverse();
    expect(await asked()).toEqual(["metered", "feature"]);
    keys.push("later");
    expect(await asked()).toEqual(["metered", "feature", "–"]);
    server().send("rulesengine.Flag", "full", flag("later"));
    await until(() => source.status().flags === 3);
    expect(await asked()).toEqual(["metered", "feature", "later"]);
    server().send("rulesengine.Flag", "delete", { key: "feature" });
    await until(() => source.status().flags === 2);
    expect(await asked()).toEqual(["metered", "–", "later"]);
  });

  it("takes a user into account", async () => {
    const source = await start();
    const answer = await resolveFlag(source, { ...acme, user: { email: "ada" } }, "feature");
    expect(answer).toMatchObject({ companyId: "comp_acme", userId: "user_ada" });
  });

  it("lets keys in another spelling lead to the company that the server gave for them", async () => {
    server().intercept = (request, socket) => {
      if (request.keys?.org !== "ACME") return true;
      socket.send(
        JSON.stringify({
          entity_type: "rulesengine.Company",
          message_type: "full",
          data: server().companies.get("acme"),
        }),
      );
      return false;
    };
    const source = await start();
    expect(await resolveFlag(source, { company: { org: "ACME" } }, "feature")).toMatchObject({ value: true });
    expect(peekFlag(source, { company: { org: "ACME" } }, "feature")).toMatchObject({ value: true });
  });

  it("counts a tracked event at once, and lets the server's next word win", async () => {
    const source = await start();
    await resolveFlag(source, acme, "metered");
    source.track({ event: "calls", company: { org: "acme" }, quantity: 1 });
    expect(peekFlag(source, acme, "metered")).toMatchObject({ value: true, featureUsage: 9 });
    source.track({ event: "calls", company: { org: "acme" }, quantity: 1 });
    expect(peekFlag(source, acme, "metered")).toMatchObject({ value: false });
    server().partial("company", "comp_acme", { metrics: [metric("calls", 9)] });
    await until(() => peekFlag(source, acme, "metered")?.value === true);
  });

  it("passes preflight quantities to the engine", async () => {
    const source = await start();
    await resolveFlag(source, acme, "metered");
    expect(peekFlag(source, acme, "metered", { usage: 1 })).toMatchObject({ value: true });
    expect(peekFlag(source, acme, "metered", { usage: 2 })).toMatchObject({ value: false });
  });

  it("ignores what it does not know, with a warning", async () => {
    const facts = host(server().url);
    const source = dataStream();
    open.push(source);
    source.start(facts);
    await source.ready();
    server().send("rulesengine.Plan", "full", { id: "plan_1" });
    server().sendRaw("not json");
    server().send("rulesengine.Company", "reload", {});
    server().send("rulesengine.Flag", "full", flag("last"));
    await until(() => source.status().flags === 3);
    expect(facts.logger.of("warn")).toHaveLength(3);
    expect(facts.logger.lines.join("\n")).not.toContain("sch_test_key");
  });

  it("reports the last failure, with the URL but without its credentials, until it is ready", async () => {
    const { url } = server();
    await server().stop();
    const source = dataStream();
    open.push(source);
    const address = new URL(url);
    address.username = "name";
    address.password = "secret-word";
    source.start(host(address.href));
    await until(() => source.status().lastError !== undefined);
    const { code, message } = source.status().lastError as SchematicError;
    expect(code).toBe("datastream_unavailable");
    expect(message).toContain("ECONNREFUSED");
    expect(message).toContain(address.host);
    expect(message).not.toContain("secret-word");
  });

  it("has no last failure once it is ready", async () => {
    server().refuseWith = 500;
    const source = dataStream({ reconnect: { spread: 0, min: 1, max: 5 } });
    open.push(source);
    source.start(host(server().url));
    await until(() => source.status().lastError !== undefined);
    server().refuseWith = undefined;
    await source.ready();
    expect(source.status().lastError).toBeUndefined();
  });
});

describe("its life", () => {
  it("tells its events in order", async () => {
    const source = dataStream({ reconnect: FAST });
    open.push(source);
    const told: string[] = [];
    for (const event of ["connected", "ready", "disconnected"] as const)
      source.on(event, () => told.push(event));
    source.start(host(server().url));
    await source.ready();
    const again = next(source, "ready");
    server().kill();
    await again;
    await source.close();
    expect(told).toEqual(["connected", "ready", "disconnected", "connected", "ready", "disconnected"]);
  });

  it("connects again after a cut, asks anew for what is cached, and shows what changed meanwhile", async () => {
    const source = await start();
    await resolveFlag(source, acme, "feature");
    await resolveFlag(source, { company: { org: "zeta" } }, "feature");
    server().companies.set("acme", company("acme", { traits: [trait("plan", "free")] }));
    server().flags.delete("metered");
    const disconnected = next(source, "disconnected");
    const ready = next(source, "ready");
    server().kill();
    await disconnected;
    expect(peekFlag(source, acme, "feature")).toMatchObject({ value: true, ageMs: expect.any(Number) });
    await ready;
    await until(() => peekFlag(source, acme, "feature")?.value === false);
    expect(peekFlag(source, acme, "metered")).toBeUndefined();
    await until(() => peekFlag(source, { company: { org: "zeta" } }, "feature")?.ageMs === undefined);
    expect(source.status()).toMatchObject({ state: "ready", reconnects: 1, ageMs: 0 });
    expect(server().sockets).toHaveLength(1);
  });

  it("forgets after a reconnect what the server no longer knows", async () => {
    const source = await start();
    await resolveFlag(source, acme, "feature");
    server().companies.delete("acme");
    server().kill();
    await until(() => source.status().companies === 0);
  });

  it("withholds answers older than maxStaleness, and tells that they are stale", async () => {
    const source = await start({ maxStaleness: 0 });
    await resolveFlag(source, acme, "feature");
    const stale = next(source, "stale");
    await server().stop();
    await stale;
    expect(peekFlag(source, acme, "feature")).toBeUndefined();
    await server().start();
    await until(() => peekFlag(source, acme, "feature")?.value === true);
  });

  it("says that the key was refused and keeps quiet about the key", async () => {
    server().refuseWith = 401;
    const source = dataStream();
    open.push(source);
    const facts = host(server().url);
    const failed = next(source, "error");
    source.start(facts);
    const [error] = await failed;
    expect(error).toBeInstanceOf(SchematicError);
    expect(error).toMatchObject({ code: "datastream_refused", statusCode: 401 });
    expect(source.status().lastError).toBe(error);
    expect(source.status().state).toBe("waiting");
    expect(facts.logger.of("error")[0]).toMatch(/next try in [3-6]\d{5} ms/);
    expect(facts.logger.lines.join("\n")).not.toContain("sch_test_key");
  });

  it("closes for good, rejects those who wait for it, and answers nothing any more", async () => {
    const source = await start();
    await resolveFlag(source, acme, "feature");
    await Promise.all([source.close(), source.close()]);
    await server().until(() => server().sockets.length === 0);
    expect(source.status().state).toBe("closed");
    expect(peekFlag(source, acme, "feature")).toBeUndefined();
    await expect(source.ready()).rejects.toMatchObject({ code: "closed" });

    const never = dataStream();
    const waiting = never.ready();
    await never.close();
    await expect(waiting).rejects.toBeInstanceOf(SchematicError);
  });

  it("evicts the least recently used beyond maxEntities and says stop", async () => {
    for (const name of ["a", "b", "c"]) server().companies.set(name, company(name));
    const source = await start({ maxEntities: 2 });
    for (const name of ["a", "b"]) await resolveFlag(source, { company: { org: name } }, "feature");
    peekFlag(source, { company: { org: "a" } }, "feature");
    await resolveFlag(source, { company: { org: "c" } }, "feature");
    await server().until(() => server().requests.some((one) => one.action === "stop"));
    expect(server().requests.find((one) => one.action === "stop")?.keys).toEqual({ org: "b" });
    expect(peekFlag(source, { company: { org: "a" } }, "feature")).toBeDefined();
  });

  it("forgets companies that nobody asked for in cacheTTL", async () => {
    const source = await start({ cacheTTL: 40 });
    await resolveFlag(source, acme, "feature");
    await until(() => source.status().companies === 0);
    expect(await resolveFlag(source, acme, "feature")).toMatchObject({ value: true });
  });

  it("takes every option that it documents", () => {
    const cache = { get: () => null, set: () => {}, delete: () => {} };
    const all: Required<DataStreamOptions> = {
      url: "wss://stream.example.com/x",
      webSocket: () => {
        throw new Error("never opened");
      },
      agent: {},
      reconnect: { spread: 1, min: 1, max: 1, minUptime: 1 },
      pingInterval: 1,
      pongTimeout: 1,
      handshakeTimeout: 1,
      writeTimeout: 1,
      primeTimeout: 1,
      entityWait: 0,
      notFoundTTL: 0,
      maxEntities: 1,
      maxStaleness: 0,
      cacheTTL: null,
      loadEngine: () => Promise.reject(new Error("never loaded")),
      caches: sharedCaches({ flagCache: cache }),
    };
    expect(dataStream(all).status().state).toBe("idle");
    const none = Object.fromEntries(Object.keys(all).map((name) => [name, undefined]));
    expect(dataStream(none).status().state).toBe("idle");
  });

  it("refuses options that are wrong, naming them", () => {
    expect(() => dataStream({ maxEntities: 0 })).toThrow(SchematicError);
    expect(() => dataStream({ reconnect: { spread: -1 } })).toThrow(/reconnect\.spread/);
    expect(() => dataStream({ nonsense: 1 } as never)).toThrow(/nonsense/);
  });
});
