// Odd arguments, options, values and environments.
import { createServer } from "node:net";
import vm from "node:vm";
import { describe, expect, test, vi } from "vitest";
import { SchematicApi, SchematicError } from "../src";
import { upsertCompany } from "../src/generated/resources/companies";
import { errorOf, KEY, ok, useServer } from "./support/fixture";
import { nodeFetch } from "./support/node-fetch";
import { json, type Received } from "./support/server";

const server = useServer();
const { api } = server;

describe("odd input", () => {
  test.each<[string, () => PromiseLike<unknown>, string]>([
    ["a lone surrogate in a path", () => api().companies.getCompany("\ud800"), "invalid_path_parameter"],
    ["an object in a path", () => api().companies.getCompany({} as never), "invalid_path_parameter"],
    ["a symbol in a path", () => api().companies.getCompany(Symbol("s") as never), "invalid_path_parameter"],
    ["a lone surrogate in a query", () => api().companies.listCompanies({ q: "\ud800" }), "invalid_options"],
    [
      "an invalid date in a query",
      () => api().companies.listCompanies({}, { queryParams: { since: new Date(Number.NaN) } }),
      "invalid_options",
    ],
    [
      "an invalid date in a body, which would clear the field",
      () => api().companies.upsertCompany({ keys: { a: "b" }, lastSeenAt: new Date(Number.NaN) }),
      "invalid_options",
    ],
    [
      "a header name with a space",
      () => api({ headers: { "X A": "b" } }).companies.getCompany("c"),
      "invalid_options",
    ],
    [
      "a header value with a line break",
      () => api().companies.getCompany("c", { headers: { a: "b\nc" } }),
      "invalid_options",
    ],
    ["fetch of nothing", () => api().fetch(undefined as never), "invalid_options"],
    ["fetch with a GET that has a body", () => api().fetch("/x", { body: "b" }), "invalid_options"],
    ["fetch with an odd method", () => api().fetch("/x", { method: "A B" }), "invalid_options"],
    ["fetch with CONNECT", () => api().fetch("/x", { method: "CONNECT" }), "invalid_options"],
    ["fetch with an odd header", () => api().fetch("/x", { headers: { "a b": "c" } }), "invalid_options"],
    ["fetch of a URL with credentials", () => api().fetch("http://user:secret@host/"), "invalid_options"],
    ["fetch of an invalid URL", () => api().fetch("http://"), "invalid_options"],
    [
      "a getter that throws",
      () =>
        api().companies.upsertCompany({
          get keys(): never {
            throw new Error("no");
          },
        }),
      "invalid_options",
    ],
    ["a body that contains itself", () => api().companies.upsertCompany(loop as never), "invalid_options"],
    ["no transport", () => upsertCompany(undefined as never, { keys: {} }), "invalid_options"],
    ["options that are text", () => api().companies.getCompany("c", "x" as never), "invalid_options"],
  ])("%s rejects with a SchematicError and sends nothing", async (_, call, code) => {
    const error = await errorOf(call());
    expect(error).toBeInstanceOf(SchematicError);
    expect(error).toMatchObject({ code });
    expect(error.message).not.toContain("secret");
    expect(server.requests).toHaveLength(0);
  });

  const loop: Record<string, unknown> = { keys: {} };
  loop.traits = loop;
});

describe("options", () => {
  test.each([
    [{ timeout: 5 }, "options: timeout is not an option; did you mean timeoutMs?"],
    [{ apikey: "k" }, "options: apikey is not an option; did you mean apiKey?"],
    [{ base_url: "x" }, "options: base_url is not an option; did you mean baseUrl?"],
    [{ nonsense: 1 }, "options: nonsense is not an option"],
    [{ fetch: "x" }, "fetch must be a function"],
    [{ headers: "x" }, "headers must be an object"],
    [{ timeoutMs: "5" }, "timeoutMs must be a number of at least 1"],
    [{ timeoutMs: 5, timeoutInSeconds: 5 }, "timeoutMs and timeoutInSeconds differ: give one of them"],
    [{ baseUrl: "http://a", basePath: "http://b" }, "baseUrl and basePath differ: give one of them"],
    [{ maxResponseBytes: 0 }, "maxResponseBytes must be a number of at least 1"],
  ])("%j is refused at construction", (options, message) => {
    expect(() => new SchematicApi({ apiKey: KEY, ...(options as object) })).toThrow(
      expect.objectContaining({ code: "invalid_options", message }),
    );
  });

  test.each([
    [{ timeoutSeconds: 1 }, /did you mean timeoutInSeconds\?$/],
    [{ maxretries: 1 }, /did you mean maxRetries\?$/],
    [{ abort_signal: AbortSignal.abort() }, /abort_signal is not an option; did you mean abortSignal\?$/],
    [{ abortSignal: {} }, /abortSignal must be an AbortSignal/],
    [{ queryParams: [] }, /queryParams must be an object/],
    [{ timeoutMs: Number.NaN }, /timeoutMs must be/],
  ])("%j is refused for a call", async (options, message) => {
    const error = await errorOf(api().companies.getCompany("c", options as never));
    expect(error).toMatchObject({ code: "invalid_options", message: expect.stringMatching(message) });
    expect(server.requests).toHaveLength(0);
  });

  test("basePath, timeoutMs, null and the published stream option are accepted", async () => {
    server.answerWith(ok);
    const client = new SchematicApi({ apiKey: KEY, basePath: server.url, timeoutMs: 30_000 });
    await client.companies.getCompany("c", null as never);
    await client.companies.getCompany("c", { timeoutMs: 5_000, stream: {} } as never);
    expect(server.requests).toHaveLength(2);
    server.answerWith(() => undefined);
    const late = client.companies.getCompany("c", { timeoutMs: 30 });
    expect(await errorOf(late)).toMatchObject({ code: "timeout" });
  });

  test("a function among the options that hangs ends with the time limit", async () => {
    const hanging = api({ apiKey: () => new Promise<string>(() => undefined), timeoutMs: 20 });
    expect(await errorOf(hanging.companies.getCompany("c"))).toMatchObject({ code: "timeout" });
  });

  test("a key that rejects before the first request is no unhandled rejection", async () => {
    const client = api({ apiKey: Promise.reject(new Error("vault is sealed")) });
    await new Promise((resolve) => setImmediate(resolve));
    expect(await errorOf(client.companies.getCompany("c"))).toMatchObject({ code: "invalid_options" });
  });
});

describe("values of other realms", () => {
  test("dates, promises and abort signals are recognised", async () => {
    server.answerWith(ok);
    const foreign = vm.runInNewContext(`({
      date: new Date(0), key: Promise.resolve(${JSON.stringify(KEY)}), url: { then: (done) => done(${JSON.stringify(server.url)}) },
    })`);
    const client = new SchematicApi({ apiKey: foreign.key, baseUrl: foreign.url });
    await client.companies.listCompanies({}, { queryParams: { since: foreign.date } });
    await client.companies.upsertCompany({ keys: { a: "b" }, lastSeenAt: foreign.date });
    const [list, upsert] = server.requests as [Received, Received];
    expect(list.headers["x-schematic-api-key"]).toBe(KEY);
    expect(list.url).toBe("/companies?since=1970-01-01T00%3A00%3A00.000Z");
    expect(JSON.parse(upsert.body).last_seen_at).toBe("1970-01-01T00:00:00.000Z");
  });

  test("a signal that is not an AbortSignal of this realm ends a call", async () => {
    server.answerWith(() => polyfill.dispatchEvent(new Event("abort")));
    const polyfill = Object.assign(new EventTarget(), { aborted: false, reason: "enough" });
    polyfill.addEventListener("abort", () => (polyfill.aborted = true));
    const call = api().companies.getCompany("c", { abortSignal: polyfill as never });
    expect(await errorOf(call)).toMatchObject({ code: "aborted" });
  });
});

test("members on Object.prototype and Array.prototype neither arrive nor are sent", async () => {
  server.answerWith(ok);
  const prototypes = [Object.prototype, Array.prototype] as unknown as Record<string, unknown>[];
  for (const prototype of prototypes) prototype.legacy = () => undefined;
  try {
    const { data } = await api().companies.upsertCompany({ keys: { a: "b" }, traits: { list: ["x"] } });
    expect(Object.keys(data)).not.toContain("legacy");
    expect(server.requests[0]?.body).toBe('{"keys":{"a":"b"},"traits":{"list":["x"]}}');
    server.answerWith((_, response) => json(response, {}, 404));
    expect((await errorOf(api().companies.getCompany("c"))).message).toContain("status 404: {}");
  } finally {
    for (const prototype of prototypes) delete prototype.legacy;
  }
});

describe("environments", () => {
  test.each(["TextEncoder", "Request", "AbortController"])(
    "without %s, a call names what is missing",
    async (name) => {
      vi.stubGlobal(name, undefined);
      const error = await errorOf(api().companies.getCompany("c"));
      expect(error).toMatchObject({ code: "unsupported_runtime", message: expect.stringContaining(name) });
    },
  );

  test("without fetch, a call needs one as an option", async () => {
    server.answerWith(ok);
    vi.stubGlobal("fetch", undefined);
    expect(await errorOf(api().companies.getCompany("c"))).toMatchObject({ code: "unsupported_runtime" });
    await expect(api({ fetch: nodeFetch }).companies.getCompany("c")).resolves.toBeDefined();
  });

  test("frameworks are asked not to cache, unless the caller decides", async () => {
    const caches: unknown[] = [];
    const spy: typeof fetch = async (_, init) => {
      caches.push(init?.cache);
      return Response.json({ data: {} });
    };
    const client = api({ fetch: spy });
    await client.companies.getCompany("c");
    await client.features.checkFlag("f", {});
    await client.fetch("/x");
    await client.fetch("/x", { cache: "force-cache" });
    await client.fetch("/x", { next: { revalidate: 60 } } as RequestInit);
    expect(caches).toEqual(["no-store", "no-store", "no-store", "force-cache", undefined]);
  });
});

test("the text of OpenSSL is in the cause only, and TLS errors are not repeated", async () => {
  let connections = 0;
  const plain = createServer((socket) => {
    connections++;
    socket.on("error", () => undefined).on("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  });
  await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
  const { port } = plain.address() as { port: number };
  const error = await errorOf(api({ baseUrl: `https://127.0.0.1:${port}` }).companies.getCompany("c"));
  expect(error.message).toMatch(
    `GET /companies/{company_id}: no response from 127.0.0.1:${port}: the TLS connection failed`,
  );
  expect(error.message).not.toMatch(/routines|:error:/);
  expect(String((error.cause as Error).cause)).toMatch(/SSL/);
  expect(connections).toBe(1);
  plain.close();
});
