import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { NotFoundError, paginate, SchematicApi } from "../src";
import { json, startServer, type TestServer } from "./support/server";

let server: TestServer;
let total = 0;
/** Largest page that the server sends. */
let cap = 1_000;
let api: SchematicApi;
const pages = () => server.requests.map((request) => new URL(request.url, server.url).search);

beforeAll(async () => {
  server = await startServer((request, response) => {
    const query = new URL(request.url, server.url).searchParams;
    const limit = Math.min(Number(query.get("limit")), cap);
    const offset = Number(query.get("offset"));
    if (offset > 500) return json(response, { error: "too far" }, 404);
    const data = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, i) => ({
      id: `c_${offset + i}`,
    }));
    json(response, { data, params: { limit, offset } });
  });
  api = new SchematicApi({ apiKey: "k", baseUrl: server.url });
});
beforeEach(() => {
  server.requests.length = 0;
  cap = 1_000;
});
afterAll(() => server.close());

async function ids(params?: { limit?: number; offset?: number; q?: string }): Promise<string[]> {
  const found: string[] = [];
  for await (const company of paginate(api.companies.listCompanies, params)) found.push(company.id);
  return found;
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `c_${from + i}`);

test("yields every item of every page, and stops at a short one", async () => {
  total = 7;
  expect(await ids({ limit: 3, q: "x" })).toEqual(range(0, 7));
  expect(pages()).toEqual(["?limit=3&q=x&offset=0", "?limit=3&q=x&offset=3", "?limit=3&q=x&offset=6"]);
});

test("asks once more when the last page was full", async () => {
  total = 6;
  expect(await ids({ limit: 3 })).toEqual(range(0, 6));
  expect(pages()).toHaveLength(3);
});

test("begins at an offset, with pages of 100", async () => {
  total = 130;
  expect(await ids({ offset: 20 })).toEqual(range(20, 130));
  expect(pages()).toEqual(["?offset=20&limit=100", "?offset=120&limit=100"]);
});

test("an empty list is no item and one request", async () => {
  total = 0;
  expect(await ids()).toEqual([]);
  expect(pages()).toHaveLength(1);
});

test("goes on after a page that the server cut to its own limit", async () => {
  total = 25;
  cap = 10;
  expect(await ids({ limit: 500 })).toEqual(range(0, 25));
});

test("requests no page that is not read, and passes errors on", async () => {
  total = 1_000;
  for await (const company of paginate(api.companies.listCompanies, { limit: 10 }))
    if (company.id === "c_12") break;
  expect(pages()).toHaveLength(2);
  await expect(ids({ limit: 200 })).rejects.toBeInstanceOf(NotFoundError);
});

test("rejects an answer whose data is not an array", async () => {
  const lists = [{ data: { rows: [], total: 0 } }, { data: null }, {}, { data: "text" }];
  for (const answer of lists) {
    const pages = paginate((_params: { limit?: number }) => Promise.resolve(answer as { data: string[] }));
    await expect(pages.next()).rejects.toMatchObject({ code: "invalid_response" });
  }
});
