import { SchematicClient } from "@schematic/core";
import { peekFlag, resolveFlag } from "@schematic-internal/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import { dataStream } from "../../src/index";
import { company, flag, meteredFlag, metric, trait, user } from "../support/entities";
import { FakeClock } from "../support/fake-clock";
import { host, MemoryLogger, until } from "../support/host";
import { StreamServer } from "../support/stream-server";

let server: StreamServer;
const acme = { company: { org: "acme" } };
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  server = new StreamServer();
  server.flags.set("feature", flag("feature"));
  server.flags.set("metered", meteredFlag("metered", 10));
  server.companies.set("acme", company("acme", { metrics: [metric("calls", 9)] }));
  server.users.set("ada", user("ada"));
  await server.start();
});

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
  await server.stop();
});

async function watched(key: string) {
  const source = dataStream({ reconnect: { spread: 10, min: 0, max: 10 } });
  closing.push(() => source.close());
  const told: boolean[] = [];
  const end = source.watch?.(acme, key, (answer) => told.push(answer.value)) ?? (() => {});
  source.start(host(server.url));
  await source.ready();
  await until(() => source.status().companies === 1);
  await resolveFlag(source, acme, key);
  return { source, told, end };
}

it("tells when the company, the flag or the usage turns the answer, and nothing else", async () => {
  const { source, told } = await watched("metered");
  server.partial("company", "comp_acme", { metrics: [metric("calls", 8)] });
  server.partial("company", "comp_acme", { metrics: [metric("calls", 10)] });
  await until(() => told.length === 1);
  server.partial("company", "comp_acme", { metrics: [metric("calls", 0)] });
  await until(() => told.length === 2);
  source.track({ event: "calls", company: { org: "acme" }, quantity: 10 });
  await until(() => told.length === 3);
  server.send("rulesengine.Flag", "full", meteredFlag("metered", 100));
  await until(() => told.length === 4);
  expect(told).toEqual([false, true, false, true]);
});

it("follows the company over a reconnect, and tells nothing once it is ended", async () => {
  const { source, told, end } = await watched("feature");
  server.companies.set("acme", company("acme", { traits: [trait("plan", "free")] }));
  server.kill();
  await until(() => told.length === 1);
  end();
  server.send("rulesengine.Company", "full", company("acme"));
  await until(() => peekFlag(source, acme, "feature")?.value === true);
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual([false]);
});

it("asks for the company again when its period resets", async () => {
  const clock = new FakeClock(Date.now());
  const never = 1e12;
  const source = dataStream({ pingInterval: never, pongTimeout: never, cacheTTL: null });
  closing.push(() => source.close());
  source.start(host(server.url, { clock }));
  await source.ready();
  const told: boolean[] = [];
  const answer = await resolveFlag(source, acme, "metered");
  const resetAt = answer?.featureUsageResetAt?.getTime() ?? 0;
  const timers = clock.timers;
  source.watch?.(acme, "metered", ({ value }) => told.push(value));
  await until(() => clock.timers > timers);
  server.requests.length = 0;
  server.companies.set("acme", company("acme", { metrics: [metric("calls", 50)] }));
  await clock.advance(resetAt - clock.now() - 1);
  expect(server.requests).toEqual([]);
  await clock.advance(5_001);
  await until(() => told.length === 1);
  expect(told).toEqual([false]);
});

it("is told through the client, and warns where there is no source that could tell", async () => {
  const logger = new MemoryLogger();
  const client = new SchematicClient({
    apiKey: "sch_test_key",
    basePath: server.httpUrl,
    eventCaptureBaseURL: server.httpUrl,
    logger,
    flagSource: dataStream({ url: server.url }),
  });
  closing.push(() => client.close());
  const told: boolean[] = [];
  client.onFlagChange("feature", acme, (answer) => told.push(answer.value));
  await client.initialize();
  await until(() => client.checkFlagSync(acme, "feature"));
  server.partial("company", "comp_acme", { traits: [] });
  await until(() => told.length === 1);
  expect(told).toEqual([false]);

  const plain = new SchematicClient({ apiKey: "sch_test_key", basePath: server.httpUrl, logger });
  closing.push(() => plain.close());
  plain.onFlagChange("feature", acme, () => {})();
  expect(logger.of("warn").join()).toContain("onFlagChange");
});
