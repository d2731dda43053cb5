import type { ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestOptions, TransportOptions } from "../../src";
import { checkFlag } from "../../src/generated/resources/features";
import { json, type Received, startServer, type TestServer } from "./server";

const KEY = "sch_dev_secret_1234567890";

/** What every build of the transport must do, over real HTTP. */
export function describeTransport(name: string, sdk: typeof import("../../src")): void {
  const { createTransport, SchematicApi: Api } = sdk;
  describe(name, () => {
    let server: TestServer;
    let answer: (request: Received, response: ServerResponse) => void;

    const ok = (_: Received, response: ServerResponse) =>
      json(response, { data: { value: true }, params: {} });
    const api = (options: Partial<TransportOptions> = {}) =>
      new Api({ apiKey: KEY, baseUrl: server.url, ...options });
    const last = () => server.requests.at(-1) as Received;
    const check = (options?: RequestOptions, client: Partial<TransportOptions> = {}) =>
      api(client).features.checkFlag("f", {}, options);

    beforeAll(async () => {
      server = await startServer((request, response) => answer(request, response));
    });
    beforeEach(() => {
      answer = ok;
    });
    afterEach(() => {
      server.requests.length = 0;
    });
    afterAll(() => server.close());

    /** Answers these statuses one after the other, then 200, asking for no wait in between. */
    function answerInTurn(...statuses: number[]): void {
      const left = [...statuses];
      answer = (request, response) => {
        const status = left.shift();
        if (status === undefined) ok(request, response);
        else json(response, { error: `status ${status}` }, status, { "retry-after": "0" });
      };
    }

    describe("headers", () => {
      test("carry the key, the caller's name and the environment", async () => {
        await check({}, { environmentId: "env_1", clientName: "my-app", clientVersion: "1.2.3" });
        expect(last().headers).toMatchObject({
          "x-schematic-api-key": KEY,
          "x-schematic-client": "my-app",
          "x-schematic-client-version": "1.2.3",
          "x-schematic-environment-id": "env_1",
          "content-type": "application/json",
        });
      });

      test("come from values and functions; those of a call win, null removes one", async () => {
        const headers = {
          "X-One": () => "1",
          "X-Two": async () => "2",
          "X-Three": "3",
          "X-Four": null,
          "X-Five": undefined,
        };
        await check({ headers: { "x-two": "two", "X-THREE": null } }, { headers });
        expect(last().headers).toMatchObject({ "x-one": "1", "x-two": "two" });
        expect(last().headers).not.toHaveProperty("x-three");
        expect(last().headers).not.toHaveProperty("x-four");
        expect(last().headers).not.toHaveProperty("x-five");
      });

      test("a function gives the key of each request, a call can bring its own", async () => {
        let turn = 0;
        const client = api({ apiKey: async () => `key_${++turn}` });
        await client.features.checkFlag("f", {});
        expect(last().headers["x-schematic-api-key"]).toBe("key_1");
        await client.features.checkFlag("f", {});
        expect(last().headers["x-schematic-api-key"]).toBe("key_2");
        await client.features.checkFlag("f", {}, { apiKey: "key_of_call" });
        expect(last().headers["x-schematic-api-key"]).toBe("key_of_call");
      });
    });

    describe("the base URL", () => {
      test.each(["", "  ", undefined])("counts as unset when it is %j", async (baseUrl) => {
        const urls: string[] = [];
        const fetch = async (url: unknown) => {
          urls.push(String(url));
          return Response.json({ data: {}, params: {} });
        };
        await checkFlag(createTransport({ apiKey: KEY, baseUrl, fetch }), "f", {});
        await checkFlag(createTransport({ apiKey: KEY, baseUrl: () => baseUrl, fetch }), "f", {});
        expect(urls).toEqual(Array(2).fill("https://api.schematichq.com/flags/f/check"));
      });

      test("may have a path and a trailing slash, and come from a function", async () => {
        await check({}, { baseUrl: async () => `${server.url}/proxy/` });
        expect(last().url).toBe("/proxy/flags/f/check");
      });

      test.each([
        "nonsense",
        "ftp://host",
        "https://user:pass@host",
        "https://host?x=1",
        "https://",
        "//host",
      ])("refuses %s at construction", (baseUrl) => {
        expect(() => api({ baseUrl })).toThrow(expect.objectContaining({ code: "invalid_options" }));
      });
    });

    describe("request options", () => {
      test("queryParams go verbatim and win over the request's", async () => {
        answer = (_, response) => json(response, { data: [], params: {} });
        await api().companies.listCompanies(
          { planIds: ["a", "b"], limit: 5, q: "x y" },
          {
            queryParams: {
              camelCase: 1,
              limit: 9,
              list: ["a", "b"],
              nested: { a: { b: 1 } },
              none: undefined,
            },
          },
        );
        expect(decodeURIComponent(last().url)).toBe(
          "/companies?plan_ids=a&plan_ids=b&q=x y&camelCase=1&limit=9&list=a&list=b&nested[a][b]=1",
        );
      });

      test("additionalBodyParameters go verbatim and win over the request's", async () => {
        answer = (_, response) => json(response, { data: {}, params: {} });
        await api().companies.upsertCompany(
          { keys: { a: "1" }, name: "n" },
          { additionalBodyParameters: { name: "m", camelCase: { aB: 1 } } },
        );
        expect(JSON.parse(last().body)).toEqual({ keys: { a: "1" }, name: "m", camelCase: { aB: 1 } });
      });

      test("null and undefined in a request clear a field, an absent one stays away", async () => {
        answer = (_, response) => json(response, { data: {}, params: {} });
        const body = { keys: { a: "1" }, name: undefined, traits: null, lastSeenAt: new Date(0) };
        await api().companies.upsertCompany(body as never);
        expect(JSON.parse(last().body)).toEqual({
          keys: { a: "1" },
          name: null,
          traits: null,
          last_seen_at: "1970-01-01T00:00:00.000Z",
        });
      });

      test.each([{ timeoutInSeconds: 0 }, { timeoutInSeconds: Number.NaN }, { maxRetries: -1 }])(
        "%j is refused before any request",
        async (options) => {
          await expect(check(options)).rejects.toMatchObject({ code: "invalid_options" });
          expect(server.requests).toHaveLength(0);
        },
      );
    });

    describe("retries", () => {
      test.each([408, 429, 500, 502, 503, 504, 599])("after %i, also of a POST", async (status) => {
        answerInTurn(status, status);
        await expect(check()).resolves.toMatchObject({ data: { value: true } });
        expect(server.requests).toHaveLength(3);
      });

      test.each([400, 401, 402, 403, 404, 409, 422])("none after %i", async (status) => {
        answerInTurn(status);
        await expect(check()).rejects.toMatchObject({ statusCode: status });
        expect(server.requests).toHaveLength(1);
      });

      test("as many as the call, else the client says", async () => {
        answerInTurn(...Array(20).fill(500));
        await expect(check({ maxRetries: 0 })).rejects.toMatchObject({ statusCode: 500 });
        expect(server.requests).toHaveLength(1);
        await expect(check({ maxRetries: 4 }, { maxRetries: 1 })).rejects.toMatchObject({ statusCode: 500 });
        expect(server.requests).toHaveLength(6);
        await expect(check({}, { maxRetries: 1 })).rejects.toMatchObject({ statusCode: 500 });
        expect(server.requests).toHaveLength(8);
      });

      test("none of a request without an answer, which may have been carried out", async () => {
        answer = (_, response) => response.destroy();
        await expect(check()).rejects.toMatchObject({ code: "network_error" });
        expect(server.requests).toHaveLength(1);
      });
    });

    describe("time-outs and aborts", () => {
      test("no answer in time rejects with SchematicTimeoutError, which names the call", async () => {
        answer = () => undefined;
        // Long enough for the request to arrive.
        await expect(check({ timeoutInSeconds: 2 })).rejects.toMatchObject({
          name: "SchematicTimeoutError",
          code: "timeout",
          message: "Timeout exceeded when calling POST /flags/{key}/check.",
        });
        expect(server.requests).toHaveLength(1);
      });

      test("the time-out holds for the body too", async () => {
        answer = (_, response) => {
          response.writeHead(200, { "content-type": "application/json" });
          response.write('{"data":');
        };
        await expect(check({ timeoutInSeconds: 0.1 })).rejects.toMatchObject({ code: "timeout" });
      });

      test("and for a fetch that ignores its signal", async () => {
        const fetch = () => new Promise<Response>(() => undefined);
        await expect(check({ timeoutInSeconds: 0.02 }, { fetch })).rejects.toMatchObject({ code: "timeout" });
      });

      test("a time-out after an answer that was retried is a time-out", async () => {
        let first = true;
        answer = (_, response) => {
          if (first) json(response, { error: "busy" }, 503, { "retry-after": "0" });
          first = false;
        };
        await expect(check({ timeoutInSeconds: 2 })).rejects.toMatchObject({ code: "timeout" });
        expect(server.requests).toHaveLength(2);
      });

      test("an abort ends a call in flight, and the request with it", async () => {
        const controller = new AbortController();
        const closed = new Promise<void>((done) => {
          answer = (_, response) => {
            response.on("close", done);
            controller.abort(new Error("enough"));
          };
        });
        await expect(check({ abortSignal: controller.signal })).rejects.toMatchObject({
          name: "SchematicError",
          code: "aborted",
          message: "The user aborted a request",
          cause: expect.objectContaining({ message: "enough" }),
        });
        await closed;
      });

      test("an abort before the call sends nothing", async () => {
        await expect(check({ abortSignal: AbortSignal.abort() })).rejects.toMatchObject({ code: "aborted" });
        expect(server.requests).toHaveLength(0);
      });

      test("an abort ends the wait for a retry", async () => {
        const controller = new AbortController();
        answer = (_, response) => json(response, { error: "busy" }, 503, { "retry-after": "60" });
        const call = check(
          { abortSignal: controller.signal },
          { hooks: { afterAttempt: () => setImmediate(() => controller.abort()) } },
        );
        await expect(call).rejects.toMatchObject({ code: "aborted" });
        expect(server.requests).toHaveLength(1);
      });
    });

    describe("hooks", () => {
      test("see each attempt, may add headers, and know no key", async () => {
        answerInTurn(500);
        const seen: unknown[] = [];
        const client = api({
          hooks: {
            beforeAttempt: (attempt, setHeader) => {
              seen.push({ ...attempt });
              setHeader("traceparent", `00-${attempt.attempt}`);
            },
            afterAttempt: (attempt, { durationMs, ...result }) => {
              seen.push({ attempt: attempt.attempt, ...result });
              expect(durationMs).toBeGreaterThanOrEqual(0);
            },
          },
        });
        await client.features.checkFlag("my flag", {});
        const info = {
          method: "POST",
          path: "/flags/{key}/check",
          url: `${server.url}/flags/my%20flag/check`,
        };
        expect(seen).toEqual([
          { ...info, attempt: 1 },
          { attempt: 1, status: 500 },
          { ...info, attempt: 2 },
          { attempt: 2, status: 200 },
        ]);
        expect(server.requests.map((request) => request.headers.traceparent)).toEqual(["00-1", "00-2"]);
        expect(JSON.stringify(seen)).not.toContain(KEY);
      });

      test("that throw disturb nothing; an attempt without an answer is told as an error", async () => {
        const fail = () => {
          throw new Error("hook");
        };
        await expect(
          check({}, { hooks: { beforeAttempt: fail, afterAttempt: fail } }),
        ).resolves.toBeDefined();
        answer = (_, response) => response.destroy();
        const errors: unknown[] = [];
        await check({}, { hooks: { afterAttempt: (_, { error }) => errors.push(error) } }).catch(
          () => undefined,
        );
        expect(errors).toEqual([expect.any(TypeError)]);
      });
    });

    describe("raw access", () => {
      test("withRawResponse gives status and headers beside the data", async () => {
        answer = (_, response) => json(response, { data: { value: true } }, 200, { "x-request-id": "req_1" });
        const { data, rawResponse } = await check().withRawResponse();
        expect(data.data.value).toBe(true);
        expect(rawResponse).toMatchObject({
          status: 200,
          statusText: "OK",
          url: `${server.url}/flags/f/check`,
          redirected: false,
        });
        expect(rawResponse.headers.get("x-request-id")).toBe("req_1");
      });

      test("withRawResponse alone leaves no unhandled rejection", async () => {
        answerInTurn(404);
        await expect(check().withRawResponse()).rejects.toMatchObject({ statusCode: 404 });
      });

      test("a transport sends what has no operation, without conversion", async () => {
        answer = (_, response) => json(response, { some_field: null });
        const transport = createTransport({ apiKey: KEY, baseUrl: server.url });
        await expect(transport.request({ method: "PUT", path: "/new", body: { aB: 1 } })).resolves.toEqual({
          some_field: null,
        });
        expect(last()).toMatchObject({ method: "PUT", url: "/new", body: '{"aB":1}' });
      });
    });

    describe("fetch()", () => {
      test("resolves relative paths, adds the key and gives the response whatever its status", async () => {
        answer = (_, response) => json(response, { error: "gone" }, 410);
        const response = await api().fetch(
          "things?x=1",
          { method: "PATCH", body: "text", headers: { "X-Mine": "1" } },
          { queryParams: {} },
        );
        expect([response.status, await response.json()]).toEqual([410, { error: "gone" }]);
        expect(last()).toMatchObject({ method: "PATCH", url: "/things?x=1", body: "text" });
        expect(last().headers).toMatchObject({ "x-schematic-api-key": KEY, "x-mine": "1" });
      });

      test("takes a Request and a URL, and retries like any call", async () => {
        answerInTurn(500);
        const request = new Request(`${server.url}/a`, { method: "DELETE", headers: { "X-Mine": "2" } });
        expect((await api().fetch(request)).status).toBe(200);
        expect(server.requests.map((one) => [one.method, one.headers["x-mine"]])).toEqual([
          ["DELETE", "2"],
          ["DELETE", "2"],
        ]);
        expect((await api().fetch(new URL(`${server.url}/b`))).status).toBe(200);
      });

      test("sends a stream once, without retries", async () => {
        answerInTurn(500, 500);
        const body = new Blob(["streamed"]).stream();
        expect((await api().fetch("/s", { method: "POST", body })).status).toBe(500);
        expect(server.requests.map((one) => one.body)).toEqual(["streamed"]);
      });

      test("tells another host neither key nor environment", async () => {
        const other = await startServer((_, response) => json(response, {}));
        const client = api({ environmentId: "env_1", headers: { Authorization: "Bearer other-secret" } });
        for (const url of [`${other.url}/x`, new URL(other.url)]) await client.fetch(url);
        await client.fetch(`@${new URL(other.url).host}/x`);
        for (const request of other.requests) {
          expect(JSON.stringify(request)).not.toMatch(/schematic|secret|env_1/);
        }
        expect(other.requests).toHaveLength(2);
        await other.close();
      });
    });
  });
}
