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

  test.each([
    [301, "POST", "GET"],
    [302, "POST", "GET"],
    [303, "POST", "GET"],
    [303, "PUT", "GET"],
    [301, "PUT", "PUT"],
    [302, "DELETE", "DELETE"],
    [307, "POST", "POST"],
    [308, "POST", "POST"],
  ])("by %i makes %s to %s", async (status, method, expected) => {
    const server = await serve(({ url }, response) => {
      if (url === "/done") return json(response, {});
      response.writeHead(status, { location: "/done" }).end();
    });
    const transport = createTransport({ ...options, baseUrl: server.url });
    await transport.request({ method, path: "/start", body: { a: 1 } });
    const [, second] = server.requests;
    const keepsBody = expected === method;
    expect(second).toMatchObject({ method: expected, url: "/done", body: keepsBody ? '{"a":1}' : "" });
    expect(second?.headers["content-type"]).toBe(keepsBody ? "application/json" : undefined);
    expect(second?.headers["x-schematic-api-key"]).toBe(options.apiKey);
    expect(server.requests).toHaveLength(2);
  });

  test("to another origin and back brings the key to neither", async () => {
    const first = await serve(({ url }, response) => {
      if (url === "/back") return json(response, {});
      response.writeHead(302, { location: `${other.url}/away` }).end();
    });
    const other = await serve((_, response) => {
      response.writeHead(302, { location: `${first.url}/back` }).end();
    });
    const transport = createTransport({ ...options, baseUrl: first.url });
    for (const method of ["GET", "POST"])
      await transport.request({ method, path: "/start", body: undefined });
    const away = [...other.requests, ...first.requests.filter(({ url }) => url === "/back")];
    expect(away).toHaveLength(4);
    for (const { headers } of away) expect(JSON.stringify(headers)).not.toMatch(/sch_dev_redirected|t1/);
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
