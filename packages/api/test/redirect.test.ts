import { afterEach, describe, expect, test } from "vitest";
import { createTransport, SchematicApi } from "../src";
import { json, startServer, type TestServer } from "./support/server";

const servers: TestServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(answer: Parameters<typeof startServer>[0]): Promise<TestServer> {
  const server = await startServer(answer);
  servers.push(server);
  return server;
}

const options = { apiKey: "sch_dev_redirected", headers: { "X-Tenant": "t1" }, maxRetries: 0 };

describe("a redirect", () => {
  test("to another origin gets neither the key nor the client's headers", async () => {
    const other = await serve((_, response) => json(response, { data: { id: "comp_1" }, params: {} }));
    const first = await serve((_, response) => {
      response.writeHead(307, { location: `${other.url}/elsewhere` });
      response.end();
    });
    const client = new SchematicApi({ ...options, baseUrl: first.url });
    const { data } = await client.companies.upsertCompany({ keys: { id: "acme" } });
    expect(data.id).toBe("comp_1");
    expect(first.requests[0]?.headers["x-schematic-api-key"]).toBe(options.apiKey);
    const [received] = other.requests;
    expect(received).toMatchObject({ method: "POST", url: "/elsewhere", body: '{"keys":{"id":"acme"}}' });
    expect(received?.headers["content-type"]).toBe("application/json");
    expect(JSON.stringify(received?.headers)).not.toMatch(/sch_dev_redirected|x-tenant|x-schematic/);
    // Coming back later does not bring the key back either.
    expect(first.requests).toHaveLength(1);
  });

  test("within the origin keeps them", async () => {
    const server = await serve(({ url }, response) => {
      if (url.startsWith("/new/")) return json(response, { data: [], params: {} });
      response.writeHead(308, { location: `/new${url}` });
      response.end();
    });
    await new SchematicApi({ ...options, baseUrl: server.url }).companies.listCompanies();
    expect(
      server.requests.map(({ headers }) => [headers["x-schematic-api-key"], headers["x-tenant"]]),
    ).toEqual([
      [options.apiKey, "t1"],
      [options.apiKey, "t1"],
    ]);
  });

  test("303 turns a POST into a GET without a body", async () => {
    const server = await serve(({ url }, response) => {
      if (url === "/done") return json(response, { data: { id: "comp_2" }, params: {} });
      response.writeHead(303, { location: "/done" });
      response.end();
    });
    await new SchematicApi({ ...options, baseUrl: server.url }).companies.upsertCompany({
      keys: { id: "a" },
    });
    expect(server.requests[1]).toMatchObject({ method: "GET", url: "/done", body: "" });
  });

  test("in circles ends with an error", async () => {
    const server = await serve(({ url }, response) => {
      response.writeHead(302, { location: url });
      response.end();
    });
    const call = createTransport({ ...options, baseUrl: server.url }).request({ method: "GET", path: "/x" });
    await expect(call).rejects.toMatchObject({ name: "SchematicError" });
    expect(server.requests.length).toBeLessThanOrEqual(21);
  });
});

test("501 is not tried again", async () => {
  const server = await serve((_, response) => json(response, { error: "not implemented" }, 501));
  const client = new SchematicApi({ apiKey: "sch_dev_x", baseUrl: server.url, maxRetries: 2 });
  await expect(client.companies.listCompanies()).rejects.toMatchObject({ statusCode: 501 });
  expect(server.requests).toHaveLength(1);
});
