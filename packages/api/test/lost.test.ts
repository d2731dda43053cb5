// Responses that are lost, refused or late, and what is repeated.
import type { ServerResponse } from "node:http";
import { describe, expect, test, vi } from "vitest";
import type { SchematicApi } from "../src";
import { isUuid } from "./support/differences";
import { errorOf, ok, useServer } from "./support/fixture";
import { nodeFetch } from "./support/node-fetch";
import { json, startServer } from "./support/server";

const server = useServer();
const { api } = server;

const faults: [string, (response: ServerResponse) => void][] = [
  ["a closed connection", (response) => void response.destroy()],
  [
    "a body that is cut short",
    (response) => {
      response.writeHead(200, { "content-length": "500" });
      response.write('{"data":', () => response.destroy());
    },
  ],
];

describe.each(faults)("after %s", (_, fault) => {
  const grant = { companyId: "c", creditId: "b", quantity: 1, reason: "free" } as never;

  test.each<[string, (client: SchematicApi) => PromiseLike<unknown>]>([
    ["a GET", (client) => client.companies.getCompany("c")],
    ["a PUT", (client) => client.features.updateFlag("f", {} as never)],
    ["a DELETE", (client) => client.companies.deleteCompany("c")],
    ["a check of one flag", (client) => client.features.checkFlag("f", {})],
    ["a check of all flags", (client) => client.features.checkFlags({})],
    ["a reservation with its key", (client) => client.credits.reserveCredits({} as never)],
  ])("%s is repeated", async (_name, call) => {
    server.breakOnce(fault);
    await expect(call(api())).resolves.toBeDefined();
    expect(server.requests).toHaveLength(2);
    expect(server.requests[0]?.body).toBe(server.requests[1]?.body);
  });

  test.each<[string, (client: SchematicApi) => PromiseLike<unknown>]>([
    ["an upsert", (client) => client.companies.upsertCompany({ keys: { id: "a" } })],
    ["a grant", (client) => client.credits.grantBillingCreditsToCompany(grant)],
    ["a POST by fetch()", (client) => client.fetch("/things", { method: "POST", body: "x" })],
    ["a GET without retries", (client) => client.companies.getCompany("c", { maxRetries: 0 })],
  ])("%s is not repeated", async (_name, call) => {
    server.breakOnce(fault);
    const outcome = await Promise.resolve(call(api())).catch((error) => error);
    if (outcome instanceof Response) await outcome.text().catch(() => undefined);
    else expect(outcome).toMatchObject({ code: "network_error" });
    expect(server.requests).toHaveLength(1);
  });
});

describe("a request that could pay twice", () => {
  const grant = (client: SchematicApi) =>
    client.credits.grantBillingCreditsToCompany({
      companyId: "c",
      creditId: "b",
      quantity: 1,
      reason: "free",
    });

  test.each([408, 500, 502, 503, 504])("is sent once if the response is %i", async (status) => {
    server.answerWith((_, response) => json(response, { error: "?" }, status, { "x-ratelimit-reset": "1" }));
    expect(await errorOf(grant(api()))).toMatchObject({ statusCode: status });
    expect(server.requests).toHaveLength(1);
  });

  test("by fetch() is sent once as well", async () => {
    server.answerWith((_, response) => json(response, {}, 500));
    const response = await api().fetch("/billing/credits/grants/company", { method: "POST", body: "{}" });
    expect(response.status).toBe(500);
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    [429, {}],
    [503, { "retry-after": "1" }],
  ])("is repeated after %i with %j: the server did not act", async (status, headers) => {
    let count = 0;
    server.answerWith((request, response) =>
      count++ ? ok(request, response) : json(response, {}, status, headers),
    );
    await grant(api());
    expect(server.requests).toHaveLength(2);
  });

  test("is repeated after a refused connection: the server never saw it", async () => {
    server.answerWith(ok);
    let count = 0;
    const gone = await startServer(() => undefined);
    await gone.close();
    const flaky: typeof fetch = (url, init) =>
      fetch(count++ ? url : String(url).replace(server.url, gone.url), init);
    await grant(api({ fetch: flaky }));
    expect(count).toBe(2);
    expect(server.requests).toHaveLength(1);
  });
});

describe("idempotency keys", () => {
  const bodies = () => server.requests.map(({ body }) => JSON.parse(body));

  test("are filled once per call, and are the same in its retries", async () => {
    let count = 0;
    server.answerWith((request, response) => (count++ % 2 ? ok(request, response) : json(response, {}, 500)));
    await api().credits.extendCreditLease("l", { additionalAmount: 1 } as never);
    await api().credits.extendCreditLease("l", { additionalAmount: 1 } as never);
    const keys = bodies().map((body) => body.idempotency_key);
    expect(keys.every(isUuid)).toBe(true);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).toBe(keys[3]);
    expect(keys[0]).not.toBe(keys[2]);
  });

  test("of the caller are kept", async () => {
    server.answerWith(ok);
    await api().credits.reserveCredits({ idempotencyKey: "mine" } as never);
    const extra = { additionalBodyParameters: { idempotency_key: "extra" } };
    await api().credits.reserveCredits({} as never, extra);
    expect(bodies().map((body) => body.idempotency_key)).toEqual(["mine", "extra"]);
  });

  test("are filled in for each event of a batch", async () => {
    server.answerWith(ok);
    const events = [{ eventType: "track" }, { eventType: "track", idempotencyKey: "mine" }] as never;
    await api().events.createEventBatch({ events });
    const [first, second] = bodies()[0].events;
    expect(isUuid(first.idempotency_key)).toBe(true);
    expect(second.idempotency_key).toBe("mine");
  });

  test("are random without crypto.randomUUID, and without crypto", async () => {
    server.answerWith(ok);
    const { crypto } = globalThis;
    for (const stub of [{ getRandomValues: crypto.getRandomValues.bind(crypto) }, undefined]) {
      vi.stubGlobal("crypto", stub);
      await api({ fetch: nodeFetch }).credits.reserveCredits({} as never);
    }
    const keys = bodies().map((body) => body.idempotency_key);
    expect(keys.every(isUuid)).toBe(true);
    expect(new Set(keys).size).toBe(2);
  });
});

describe("waits", () => {
  test("that are longer than maxRetryDelayMs end the call with the response", async () => {
    server.answerWith((_, response) => json(response, { error: "slow down" }, 429, { "retry-after": "8" }));
    const error = await errorOf(api().features.checkFlag("f", {}, { maxRetryDelayMs: 2_000 }));
    expect(error).toMatchObject({ code: "too_many_requests", retryAfterMs: 8_000 });
    expect(server.requests).toHaveLength(1);
  });

  test("are known from the error only if the status is about them", async () => {
    const headers = { "x-ratelimit-reset": "3" };
    server.answerWith(({ url }, response) => json(response, {}, url.includes("404") ? 404 : 503, headers));
    const get = (id: string) => errorOf(api().companies.getCompany(id, { maxRetries: 0 }));
    expect(await get("404")).not.toHaveProperty("retryAfterMs");
    expect(await get("503")).toMatchObject({ retryAfterMs: 3_000 });
  });
});
