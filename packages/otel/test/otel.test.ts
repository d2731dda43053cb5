import { SpanStatusCode, trace } from "@opentelemetry/api";
import { SchematicApi } from "@schematic/api";
import { type Emulator, startEmulator } from "@schematic/emulator";
import { SchematicClient } from "@schematic/sdk";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type SchematicOtelOptions, schematicOtel } from "../src/index";
import { Telemetry } from "./support/telemetry";

const API_KEY = "sch_dev_otel_secret";
const ACME = {
  company: { id: "acme-secret-id", org: "acme-secret-org" },
  user: { email: "wile@example.com" },
};

let server: Emulator;
let otel: Telemetry;
const clients: SchematicClient[] = [];

beforeEach(async () => {
  otel = new Telemetry();
  server = await startEmulator({
    seed: {
      environment: { id: "env_otel", api_keys: [API_KEY] },
      features: [{ key: "api-calls", event: "api-call" }],
      flags: [{ key: "sso", rules: [{ type: "default", name: "On", value: true }] }],
      plans: [{ key: "pro", entitlements: [{ feature: "api-calls", limit: 10 }] }],
      companies: [{ keys: ACME.company, plan: "pro" }],
    },
  });
});

afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  await server.close();
  await otel.shutdown();
});

function clientWith(options: SchematicOtelOptions, more: object = {}): SchematicClient {
  const client = new SchematicClient({
    apiKey: API_KEY,
    basePath: server.url,
    eventCaptureBaseURL: server.captureUrl,
    eventBufferInterval: 10,
    hooks: [schematicOtel(options).hook],
    logger: { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} },
    ...more,
  });
  clients.push(client);
  return client;
}

describe("checks", () => {
  test("a check is a span with the conventions' attributes", async () => {
    const client = clientWith({ tracer: otel.tracer, environment: "env_otel" });
    await client.checkFlag(ACME, "api-calls");
    const [span] = otel.spans();
    expect(span?.name).toBe("schematic.check");
    expect(span?.status.code).toBe(SpanStatusCode.UNSET);
    expect(span?.attributes).toMatchObject({
      "feature_flag.key": "api-calls",
      "feature_flag.provider.name": "schematic",
      "feature_flag.result.variant": "on",
      "feature_flag.result.reason": "targeting_match",
      "feature_flag.set.id": "env_otel",
      "schematic.check.source": "api",
      "schematic.company.key_names": "id,org",
      "schematic.user.key_names": "email",
    });
    expect(span?.attributes["feature_flag.context.id"]).toBe(span?.attributes["schematic.company.id"]);
    expect(span?.attributes["feature_flag.context.id"]).toMatch(/^comp_/);
  });

  test("a failed check has the error's type and an error status", async () => {
    const client = clientWith({ tracer: otel.tracer });
    await client.checkFlag(ACME, "no-such-flag");
    const [span] = otel.spans();
    expect(span?.status).toMatchObject({ code: SpanStatusCode.ERROR, message: "not_found" });
    expect(span?.attributes).toMatchObject({
      "error.type": "flag_not_found",
      "feature_flag.error.message": "not_found",
      "feature_flag.result.reason": "error",
      "feature_flag.result.variant": "off",
    });
  });

  test("the active span is the parent and has the event, through awaits", async () => {
    const client = clientWith({ tracer: otel.tracer, spanEvents: true });
    await otel.tracer.startActiveSpan("request", async (request) => {
      await new Promise((resolve) => setImmediate(resolve));
      await Promise.all([client.checkFlag(ACME, "sso"), client.checkFlag(ACME, "api-calls")]);
      expect(trace.getActiveSpan()).toBe(request);
      request.end();
    });
    const request = otel.spans().find(({ name }) => name === "request");
    const checks = otel.spans().filter(({ name }) => name === "schematic.check");
    expect(checks.map((one) => one.parentSpanContext?.spanId)).toEqual(
      Array(2).fill(request?.spanContext().spanId),
    );
    expect(request?.events.map(({ name }) => name)).toEqual(Array(2).fill("feature_flag.evaluation"));
    expect(request?.events.map(({ attributes }) => attributes?.["feature_flag.key"]).sort()).toEqual([
      "api-calls",
      "sso",
    ]);
  });

  test("a check is a log event", async () => {
    const client = clientWith({ logger: otel.logger });
    await client.checkFlag(ACME, "sso");
    const [record] = otel.logs();
    expect(record?.eventName).toBe("feature_flag.evaluation");
    expect(record?.attributes).toMatchObject({
      "feature_flag.key": "sso",
      "feature_flag.result.reason": "static",
    });
    expect(otel.spans()).toEqual([]);
  });

  test("checks are counted and measured by flag, value and source", async () => {
    const client = clientWith({ meter: otel.meter });
    await client.checkFlag(ACME, "sso");
    await client.checkFlag(ACME, "sso");
    await client.checkFlags(ACME, ["sso", "api-calls"]);
    const counted = await otel.points("schematic.checks");
    const sso = counted.filter(({ attributes }) => attributes["feature_flag.key"] === "sso");
    expect(sso.reduce((sum, { value }) => sum + Number(value), 0)).toBe(3);
    for (const { attributes } of sso) expect(attributes["schematic.flag.value"]).toBe(true);
    const measured = await otel.points("schematic.check.duration");
    const seconds = measured.map(({ value }) => value as { count: number; sum: number });
    expect(seconds.reduce((sum, { count }) => sum + count, 0)).toBe(4);
    expect(seconds.reduce((sum, one) => sum + one.sum, 0)).toBeLessThan(60);
  });

  test("without options nothing is reported", async () => {
    const client = clientWith({});
    await otel.tracer.startActiveSpan("request", async (request) => {
      await client.checkFlag(ACME, "sso");
      request.end();
    });
    expect(otel.spans().map(({ name, events }) => [name, events])).toEqual([["request", []]]);
    expect(otel.logs()).toEqual([]);
  });
});

describe("client metrics", () => {
  test("come from status(), without a hook, and end with the observation", async () => {
    const client = clientWith({}, { useDataStream: true });
    await client.initialize();
    const end = schematicOtel({ meter: otel.meter }).observe(client, { client: "main" });
    await client.track({ event: "api-call", company: ACME.company });
    await client.flush();
    expect(await otel.points("schematic.events.delivered")).toMatchObject([
      { value: 1, attributes: { client: "main" } },
    ]);
    expect(await otel.points("schematic.events.queued")).toMatchObject([{ value: 0 }]);
    expect(await otel.points("schematic.events.in_flight")).toMatchObject([{ value: 0 }]);
    expect(await otel.points("schematic.stream.connected")).toMatchObject([{ value: 1 }]);
    expect(await otel.points("schematic.data.age")).toMatchObject([{ value: 0 }]);
    await client.track({ event: "", company: ACME.company });
    expect(await otel.points("schematic.events.dropped")).toMatchObject([
      { value: 1, attributes: { client: "main", "schematic.drop.reason": "invalid" } },
    ]);
    await client.close();
    expect(await otel.points("schematic.stream.connected")).toMatchObject([{ value: 0 }]);
    end();
  });

  test("are no longer read once the observation has ended", async () => {
    const client = clientWith({});
    let reads = 0;
    const observed = {
      on: client.on.bind(client) as typeof client.on,
      status: () => {
        reads++;
        return client.status();
      },
    };
    const end = schematicOtel({ meter: otel.meter }).observe(observed);
    await otel.metrics();
    expect(reads).toBe(1);
    end();
    await otel.metrics();
    expect(reads).toBe(1);
  });
});

describe("REST", () => {
  test("each attempt is a client span with the route's template", async () => {
    server.faults.add({ route: "GET /companies/*", action: { type: "status", status: 503 }, times: 1 });
    const { restHooks: hooks } = schematicOtel({ tracer: otel.tracer, meter: otel.meter });
    const api = new SchematicApi({ apiKey: API_KEY, baseUrl: server.url, hooks });
    await expect(api.companies.getCompany("acme secret id")).rejects.toThrow();
    const spans = otel.spans();
    expect(spans.map(({ name }) => name)).toEqual(Array(2).fill("GET /companies/{company_id}"));
    expect(spans[0]?.attributes).toMatchObject({
      "http.request.method": "GET",
      "http.response.status_code": 503,
      "error.type": "503",
      "server.address": "127.0.0.1",
    });
    expect(spans[1]?.attributes).toMatchObject({
      "http.request.resend_count": 1,
      "http.response.status_code": 404,
    });
    const measured = await otel.points("http.client.request.duration");
    expect(measured.map(({ attributes }) => attributes["http.response.status_code"]).sort()).toEqual([
      404, 503,
    ]);
  });

  test("a connection that is refused has the error's code", async () => {
    const { restHooks: hooks } = schematicOtel({ tracer: otel.tracer });
    const api = new SchematicApi({ apiKey: API_KEY, baseUrl: "http://127.0.0.1:1", maxRetries: 0, hooks });
    await expect(api.companies.getCompany("a")).rejects.toThrow();
    const [span] = otel.spans();
    expect(span?.status.code).toBe(SpanStatusCode.ERROR);
    expect(span?.attributes["error.type"]).toBeTypeOf("string");
    expect(span?.attributes).not.toHaveProperty("http.response.status_code");
  });
});
