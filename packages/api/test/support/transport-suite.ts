import type { ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestOptions, TransportOptions } from "../../src";
import { checkFlag } from "../../src/generated/resources/features";
import { json, type Received, startServer, type TestServer } from "./server";

const KEY = "sch_dev_secret_1234567890";

/** Tests that every build of the transport must pass, over real HTTP. */
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

    /** Sends these statuses one after the other for each path, then 200. */
    function answerInTurn(...statuses: number[]): void {
      const seen = new Map<string, number>();
      answer = (request, response) => {
        const count = seen.get(request.url) ?? 0;
        seen.set(request.url, count + 1);
        const status = statuses[count];
        if (status === undefined) ok(request, response);
        else json(response, { error: `status ${status}` }, status);
      };
    }

    /** Returns how many requests arrived for a flag. */
    const countOf = (flag: string) =>
      server.requests.filter(({ url }) => url === `/flags/${flag}/check`).length;

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

      test("a function supplies the key of each request, a call can bring its own", async () => {
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
      test("follow 408, 429 and 5xx, also for a POST, and nothing else", async () => {
        const seen = new Set<string>();
        answer = (request, response) => {
          const status = Number(/\d+/.exec(request.url)?.[0]);
          const isFirst = !seen.has(request.url);
          seen.add(request.url);
          if (isFirst) json(response, { error: "not yet" }, status);
          else ok(request, response);
        };
        const statusOf = (status: number) =>
          api()
            .features.checkFlag(`f${status}`, {})
            .then(
              () => "ok",
              (error) => error.statusCode,
            );
        const retried = [408, 429, 500, 502, 503, 504, 599];
        expect(await Promise.all(retried.map(statusOf))).toEqual(retried.map(() => "ok"));
        for (const status of retried) expect(countOf(`f${status}`)).toBe(2);
        const final = [400, 401, 402, 403, 404, 409, 422, 501];
        expect(await Promise.all(final.map(statusOf))).toEqual(final);
        for (const status of final) expect(countOf(`f${status}`)).toBe(1);
      });

      test("are as many as the call says, otherwise the client", async () => {
        answerInTurn(...Array(20).fill(500));
        const tries = async (flag: string, ofCall?: number, ofClient?: number) => {
          const call = api({ maxRetries: ofClient }).features.checkFlag(flag, {}, { maxRetries: ofCall });
          await expect(call).rejects.toMatchObject({ statusCode: 500 });
          return countOf(flag);
        };
        const all = [tries("none", 0), tries("call", 2, 0), tries("client", undefined, 1), tries("default")];
        expect(await Promise.all(all)).toEqual([1, 3, 2, 3]);
      });

      test("do not follow a lost response to a POST, which may have been carried out", async () => {
        answer = (_, response) => response.destroy();
        const call = api().companies.upsertCompany({ keys: { id: "acme" } });
        await expect(call).rejects.toMatchObject({ code: "network_error" });
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

      test("that throw disturb nothing; an attempt without a response reports an error", async () => {
        const fail = () => {
          throw new Error("hook");
        };
        await expect(
          check({}, { hooks: { beforeAttempt: fail, afterAttempt: fail } }),
        ).resolves.toBeDefined();
        answer = (_, response) => response.destroy();
        const errors: unknown[] = [];
        const hooks = { afterAttempt: (_: unknown, { error }: { error?: unknown }) => errors.push(error) };
        await check({ maxRetries: 0 }, { hooks }).catch(() => undefined);
        expect(errors).toEqual([expect.any(TypeError)]);
      });
    });

    describe("raw access", () => {
      test("withRawResponse resolves to status and headers with the data", async () => {
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

      test("withRawResponse without the data leaves no unhandled rejection", async () => {
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
  });
}
