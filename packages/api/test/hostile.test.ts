// Responses of any size, shape and `fetch`.
import { fetch as undiciFetch } from "undici";
import { describe, expect, test } from "vitest";
import type { TransportOptions } from "../src";
import { errorOf, KEY, ok, useServer } from "./support/fixture";
import { nodeFetch } from "./support/node-fetch";
import { json } from "./support/server";

const server = useServer();
const { api } = server;

describe.each([
  ["the global fetch", undefined],
  ["a fetch with Node streams", nodeFetch],
  ["the fetch of undici", undiciFetch as unknown as typeof fetch],
])("with %s", (_, fetch) => {
  const client = (options: Partial<TransportOptions> = {}) => api({ fetch, maxRetries: 0, ...options });

  test("responses, errors and Retry-After are read", async () => {
    server.answerWith(ok);
    expect((await client().companies.getCompany("c")).data.id).toBe("x");
    for (const status of [400, 401, 429]) {
      server.answerWith((_, response) => json(response, { error: "why" }, status, { "retry-after": "2" }));
      expect(await errorOf(client().companies.getCompany("c"))).toMatchObject({
        statusCode: status,
        body: { error: "why" },
      });
    }
  });

  test("retries work", async () => {
    server.breakOnce((response) => json(response, {}, 429));
    await client({ maxRetries: 1 }).companies.listCompanies({});
    expect(server.requests).toHaveLength(2);
  });

  test("redirects are followed", async () => {
    server.answerWith((request, response) => {
      if (request.url === "/new") return ok(request, response);
      response.writeHead(307, { location: "/new" }).end("moved");
    });
    await client().companies.upsertCompany({ keys: { id: "a" } });
    expect(server.requests.map(({ url, method }) => `${method} ${url}`)).toEqual([
      "POST /companies",
      "POST /new",
    ]);
  });

  test("a file arrives as a web stream", async () => {
    server.answerWith(
      (_, response) => void response.writeHead(200, { "content-type": "text/csv" }).end("a,b\n1,2\n"),
    );
    const stream = await client().dataexports.getDataExportArtifact("e");
    expect(stream).toBeInstanceOf(ReadableStream);
    expect(await new Response(stream).text()).toBe("a,b\n1,2\n");
  });

  test("an error instead of a file keeps its body, without the key", async () => {
    server.answerWith((_, response) => json(response, { error: `no file for ${KEY}` }, 404));
    const error = await errorOf(client().dataexports.getDataExportArtifact("e"));
    expect(error).toMatchObject({ code: "not_found", body: { error: "no file for ***" } });
  });

  test("a response that is too large is not read to its end", async () => {
    let isClosed: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (isClosed = resolve));
    server.answerWith((_, response) => {
      response.writeHead(200);
      const write = () => response.writableEnded || response.write("x".repeat(65_536), write);
      response.on("close", isClosed).on("error", () => undefined);
      write();
    });
    const error = await errorOf(client({ maxResponseBytes: 100_000 }).companies.getCompany("c"));
    expect(error).toMatchObject({ code: "response_too_large", statusCode: 200 });
    await closed;
  });

  test("a response of exactly the limit is read, one byte more is not", async () => {
    const body = JSON.stringify({ data: { id: "é" } });
    server.answerWith((_, response) => void response.writeHead(200).end(body));
    const limit = Buffer.byteLength(body);
    const get = (maxResponseBytes: number) => client().companies.getCompany("c", { maxResponseBytes });
    expect((await get(limit)).data.id).toBe("é");
    expect(await errorOf(get(limit - 1))).toMatchObject({ code: "response_too_large" });
  });
});

describe("hostile responses", () => {
  const fail = async (body: string, status = 200) => {
    server.answerWith((_, response) => void response.writeHead(status).end(body));
    return errorOf(api({ maxRetries: 0 }).companies.getCompany("c"));
  };
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

  test.each([
    ["data that is nested deep", `{"data":${nested(100_000)}}`],
    ["objects that are nested deep", `{"data":${'{"entity_traits":['.repeat(20_000)}`],
    ["no object", "[1]"],
    ["no JSON", "<html>"],
  ])("%s is an invalid_response", async (_, body) => {
    expect(await fail(body)).toMatchObject({ name: "SchematicError", code: "invalid_response" });
  });

  test("an error body that is nested deep has its status", async () => {
    expect(await fail(`{"error":${nested(100_000)}}`, 400)).toMatchObject({ code: "bad_request" });
  });

  test("the body of an error is read up to a limit, and the status remains", async () => {
    const error = await fail("x".repeat(3_000_000), 500);
    expect(error).toMatchObject({ code: "internal_server", statusCode: 500 });
    expect(String(error.body).length).toBe(1_000_000);
    expect(error.message.length).toBeLessThan(600);
  });

  test.each(["data:application/json,{}", "file:///etc/passwd", "ftp://host/x", "javascript:0", "http://"])(
    "a redirect to %s is refused",
    async (location) => {
      server.answerWith((_, response) => void response.writeHead(302, { location }).end());
      const error = await errorOf(api().companies.getCompany("c"));
      expect(error).toMatchObject({ code: "invalid_redirect" });
      expect(server.requests).toHaveLength(1);
    },
  );

  test.each([undefined, null, {}, "text", { ok: true, json: async () => ({}) }])(
    "a fetch that resolves to %j is an invalid_response",
    async (value) => {
      const error = await errorOf(api({ fetch: (async () => value) as never }).companies.getCompany("c"));
      expect(error).toMatchObject({ name: "SchematicError", code: "invalid_response" });
    },
  );
});
