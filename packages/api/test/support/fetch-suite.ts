import type { ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { TransportOptions } from "../../src";
import { json, type Received, startServer, type TestServer } from "./server";

const KEY = "sch_dev_secret_1234567890";

/** Tests of `fetch()` that every build must pass, over real HTTP. */
export function describeFetch(name: string, { SchematicApi: Api }: typeof import("../../src")): void {
  describe(`fetch() of ${name}`, () => {
    let server: TestServer;
    let answer: (request: Received, response: ServerResponse) => void;

    const api = (options: Partial<TransportOptions> = {}) =>
      new Api({ apiKey: KEY, baseUrl: server.url, ...options });
    const last = () => server.requests.at(-1) as Received;

    beforeAll(async () => {
      server = await startServer((request, response) => answer(request, response));
    });
    afterEach(() => {
      server.requests.length = 0;
      answerInTurn();
    });
    afterAll(() => server.close());

    /** Sends these statuses one after the other, then 200. */
    function answerInTurn(...statuses: number[]): void {
      answer = (_, response) => json(response, {}, statuses.shift() ?? 200);
    }
    answerInTurn();

    test("resolves relative paths, adds the key and resolves to the response whatever its status", async () => {
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
      answerInTurn(429, 429);
      const body = new Blob(["streamed"]).stream();
      expect((await api().fetch("/s", { method: "POST", body })).status).toBe(429);
      expect(server.requests.map((one) => one.body)).toEqual(["streamed"]);
    });

    test.each([
      "https://api.schematichq.com.evil.example/x",
      "https://api.schematichq.com@evil.example.com/x",
      "https://api.schematichq.com:8443/x",
      "http://api.schematichq.com/x",
      "HTTPS:\\\\evil.example\\api.schematichq.com",
      "https:evil.example/x",
    ])("sends no key to %s", async (url) => {
      const sent: RequestInit[] = [];
      const fetch: typeof globalThis.fetch = async (_, init = {}) => {
        sent.push(init);
        return new Response("{}");
      };
      const client = new Api({ apiKey: KEY, fetch, headers: { "X-Mine": "1" } });
      // A URL with credentials is refused altogether.
      await client.fetch(url).catch((error) => expect(error.code).toBe("invalid_options"));
      for (const { headers } of sent) expect(headers).toEqual({});
      await client.fetch("HTTPS://API.schematichq.com/x");
      expect(sent.at(-1)?.headers).toMatchObject({ "x-schematic-api-key": KEY, "x-mine": "1" });
    });

    test("sends no key beside the folder of the base URL", async () => {
      const client = api({ baseUrl: `${server.url}/v1` });
      for (const path of ["/v1/a", "/v1", "/v12/a", "/other"]) await client.fetch(`${server.url}${path}`);
      await client.fetch("/../other");
      const keys = server.requests.map(({ headers }) => headers["x-schematic-api-key"]);
      expect(keys).toEqual([KEY, KEY, undefined, undefined, undefined]);
    });

    test("sends another host neither key nor environment", async () => {
      const other = await startServer((_, response) => json(response, {}));
      const client = api({
        environmentId: "env_1",
        headers: { Authorization: "Bearer other-secret" },
      });
      for (const url of [`${other.url}/x`, new URL(other.url)]) await client.fetch(url);
      await client.fetch(`@${new URL(other.url).host}/x`);
      for (const request of other.requests) {
        expect(JSON.stringify(request)).not.toMatch(/schematic|secret|env_1/);
      }
      expect(other.requests).toHaveLength(2);
      await other.close();
    });
  });
}
