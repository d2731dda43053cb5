import { diag, type Meter, type Tracer } from "@opentelemetry/api";
import type { Hook, HookContext, HookResult } from "@schematic/core";
import { SchematicClient } from "@schematic/sdk";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { schematicOtel } from "../src/index";
import { Telemetry } from "./support/telemetry";

let otel: Telemetry;

beforeEach(() => {
  otel = new Telemetry();
});

afterEach(() => otel.shutdown());

const RESULT: HookResult = {
  value: true,
  reason: "Matched rule",
  flagKey: "sso",
  source: "api",
  durationMs: 1,
};

/** Runs one check through a hook. */
function run(hook: Hook, check: HookContext, result: HookResult): void {
  hook.before?.(check);
  hook.after?.(check, result);
  hook.finally?.(check, result);
}

test("no key value and no API key becomes an attribute", async () => {
  const { tracer, meter, logger } = otel;
  const { hook } = schematicOtel({ tracer, meter, logger, spanEvents: true });
  const value = fc.string({ minLength: 1, maxLength: 20 }).map((text) => `<value>${text}</value>`);
  const keys = fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), value, { maxKeys: 40 });
  const contexts = fc.record({ company: keys, user: keys }, { requiredKeys: [] });
  fc.assert(
    fc.property(contexts, (context) => {
      tracer.startActiveSpan("request", (request) => {
        run(hook, { flagKey: "sso", context, data: new Map() }, RESULT);
        request.end();
      });
    }),
    { numRuns: 500 },
  );
  const reported = otel.spans().map(({ attributes, events, name }) => ({ attributes, events, name }));
  expect(reported.length).toBe(1_000);
  const logged = otel.logs().map(({ attributes, body }) => ({ attributes, body }));
  for (const text of [JSON.stringify(reported), JSON.stringify(logged), JSON.stringify(await otel.metrics())])
    expect(text).not.toContain("<value>");
  for (const { attributes } of reported)
    expect(String(attributes["schematic.company.key_names"] ?? "").length).toBeLessThan(16 * 9);
});

test("the API key is in no attribute of a check that is refused", async () => {
  const apiKey = "sch_dev_privacy_secret";
  const { hook } = schematicOtel({ tracer: otel.tracer, logger: otel.logger });
  const client = new SchematicClient({
    apiKey,
    basePath: "http://127.0.0.1:1",
    maxRetries: 0,
    hooks: [hook],
    logger: { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} },
  });
  await client.checkFlag({ company: { id: "acme" } }, "sso");
  await client.close();
  expect(otel.spans()).toHaveLength(1);
  expect(JSON.stringify(otel.spans().map(({ attributes, status }) => [attributes, status]))).not.toContain(
    apiKey,
  );
});

test("telemetry that throws fails no check and is reported to diag", async () => {
  const fail = (): never => {
    throw new Error("no telemetry today");
  };
  const broken = new Proxy({}, { get: () => fail });
  const warnings: unknown[] = [];
  diag.setLogger({
    error: fail,
    warn: (text) => warnings.push(text),
    info: fail,
    debug: fail,
    verbose: fail,
  });
  const options = {
    tracer: broken as Tracer,
    meter: broken as Meter,
    logger: { emit: fail },
    spanEvents: true,
  };
  const { hook, observe, restHooks } = schematicOtel(options);
  const client = new SchematicClient({ offline: true, flagDefaults: { sso: true }, hooks: [hook] });
  observe(client)();
  expect(await client.checkFlag({}, "sso")).toBe(true);
  const attempt = { method: "GET", path: "/flags", url: "not a url", attempt: 1 };
  restHooks.beforeAttempt(attempt);
  restHooks.afterAttempt(attempt, { status: 200, durationMs: 1 });
  await client.close();
  expect(warnings.length).toBeGreaterThan(3);
});

test("a span ends although describing the check failed", () => {
  const { hook } = schematicOtel({ tracer: otel.tracer });
  const hostile = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error("revoked");
      },
    },
  );
  run(hook, { flagKey: "sso", context: { company: hostile as never }, data: new Map() }, RESULT);
  expect(otel.spans()).toHaveLength(1);
});
