import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SchematicClient } from "../../src/index";
import { fileJournal } from "../../src/journal";
import { CaptureServer } from "./support/capture-server";
import { makeQueue, track } from "./support/make-queue";

let server: CaptureServer;
beforeEach(async () => {
  server = await CaptureServer.start();
});
afterEach(() => server.close());

const BODY = {
  company: { id: "acme" },
  provider: "anthropic",
  responseModel: "claude",
  inputTokens: 120,
  outputTokens: 0,
};

test("an event has the names of the wire, and only what was given", async () => {
  const { queue, drops } = makeQueue(server.url);
  queue.accept("inference", BODY);
  queue.accept(
    "inference",
    {
      ...BODY,
      user: { id: "ann" },
      event: "chat",
      requestModel: "claude-latest",
      operation: "chat",
      requests: 2,
      cachedInputTokens: 100,
      cacheCreationInputTokens: 20,
      reasoningTokens: 5,
      cost: "0.0125",
      currency: "usd",
      leaseId: "lease",
      reservationId: "reservation",
    },
    { idempotencyKey: "mine", sentAt: new Date("2025-01-02T03:04:05Z") },
  );
  expect(await queue.close()).toBe(0);
  expect(drops).toEqual([]);
  const [least, full] = server.events;
  expect(least).toEqual({
    api_key: expect.any(String),
    type: "inference",
    sent_at: expect.any(String),
    idempotency_key: expect.any(String),
    body: {
      company: { id: "acme" },
      provider: "anthropic",
      response_model: "claude",
      input_tokens: 120,
      output_tokens: 0,
    },
  });
  expect(full).toMatchObject({
    idempotency_key: "mine",
    sent_at: "2025-01-02T03:04:05.000Z",
    body: {
      company: { id: "acme" },
      user: { id: "ann" },
      event: "chat",
      provider: "anthropic",
      request_model: "claude-latest",
      response_model: "claude",
      operation: "chat",
      requests: 2,
      input_tokens: 120,
      output_tokens: 0,
      cached_input_tokens: 100,
      cache_creation_input_tokens: 20,
      reasoning_tokens: 5,
      cost: "0.0125",
      currency: "usd",
      lease_id: "lease",
      reservation_id: "reservation",
    },
  });
});

describe("an event that cannot be priced is given up, with a code", () => {
  test.each<[string, object, string]>([
    ["without a company", { company: undefined }, "invalid_event"],
    ["a company without keys", { company: {} }, "invalid_event"],
    ["without a provider", { provider: undefined }, "invalid_event"],
    ["a blank model", { responseModel: " " }, "invalid_event"],
    ["negative tokens", { inputTokens: -1 }, "invalid_quantity"],
    ["half a token", { outputTokens: 0.5 }, "invalid_quantity"],
    ["without tokens", { outputTokens: undefined }, "invalid_quantity"],
    ["tokens as text", { inputTokens: "120" }, "invalid_quantity"],
    ["NaN", { cachedInputTokens: Number.NaN }, "invalid_quantity"],
    ["infinitely many", { reasoningTokens: Number.POSITIVE_INFINITY }, "invalid_quantity"],
    ["no whole number of requests", { requests: 1.5 }, "invalid_quantity"],
  ])("%s", async (_, change, code) => {
    const { queue, drops } = makeQueue(server.url);
    queue.accept("inference", { ...BODY, ...change });
    queue.accept("inference", BODY);
    expect(await queue.close()).toBe(0);
    expect(server.counted).toBe(1);
    expect(drops).toEqual([
      { count: 1, reason: "invalid", type: "inference", error: expect.objectContaining({ code }) },
    ]);
  });

  test("a cost that is no decimal number is left out, and reported", async () => {
    const { queue, drops } = makeQueue(server.url);
    for (const cost of ["1e5", "-1", "free", 0.5]) queue.accept("inference", { ...BODY, cost });
    expect(await queue.close()).toBe(0);
    expect(server.events.map(({ body }) => body.cost)).toEqual(Array(4).fill(undefined));
    expect(drops.every(({ count }) => count === 0)).toBe(true);
    expect(JSON.stringify(drops)).toContain("invalid_event_value");
  });
});

test("events of a company keep their order with its tracks", async () => {
  server.fault = (_, index) => (index === 1 ? { kind: "status", status: 503 } : undefined);
  const { queue } = makeQueue(server.url, { maxBatchSize: 3 });
  for (let n = 0; n < 30; n++) {
    if (n % 2 === 0) track(queue, n);
    else queue.accept("inference", { ...BODY, inputTokens: n });
  }
  expect(await queue.close()).toBe(0);
  const order = server.events.map(({ body }) => body.input_tokens ?? (body.traits as { n: number }).n);
  expect(order).toEqual([...Array(30).keys()]);
});

test("a journal keeps them for the next process, under the same keys", async () => {
  const dir = mkdtempSync(join(tmpdir(), "inference-"));
  server.fault = () => ({ kind: "reset", accepted: true });
  const first = makeQueue(server.url, { journal: fileJournal({ dir }) }).queue;
  await Promise.all([1, 2, 3].map((inputTokens) => first.accept("inference", { ...BODY, inputTokens })));
  expect(await first.close(50)).toBe(3);
  server.fault = undefined;
  const second = makeQueue(server.url, { journal: fileJournal({ dir }) }).queue;
  expect(await second.close()).toBe(0);
  expect(server.counted).toBe(3);
  rmSync(dir, { recursive: true, force: true });
});

test("client and scope send them, the scope with its company", async () => {
  const client = new SchematicClient({ apiKey: "sch_dev_x", eventCaptureBaseURL: server.url });
  await client.trackInference(BODY);
  const { company: _, ...rest } = BODY;
  const scope = client.forContext({ company: { id: "scoped" }, user: { id: "ann" } });
  await scope.trackInference(rest, { idempotencyKey: "one" });
  await scope.trackInference(rest, { idempotencyKey: "one" });
  await client.close();
  expect(server.events.map(({ body }) => body.company)).toEqual([{ id: "acme" }, { id: "scoped" }]);
  expect([server.counted, server.repeated]).toEqual([2, 1]);
});
