import type { Emulator } from "@schematic/emulator";
import type { SchematicClient } from "@schematic/sdk";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { fetchGates } from "../src/index";
import { type RouteOptions, type Running, SERVERS } from "./support/servers";
import { clientOf, emulator, until } from "./support/world";

let server: Emulator;
let client: SchematicClient;
const open: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  server = await emulator();
  client = clientOf(server);
  await client.initialize();
});

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
  await client.close();
  await server.close();
});

afterAll(() => expect(open).toEqual([]));

describe.each(SERVERS)("%s", (_, start) => {
  async function running(
    options: RouteOptions = { gates: {} },
    from: SchematicClient = client,
  ): Promise<Running> {
    const app = await start(from, options);
    open.push(app.close);
    return app;
  }

  const get = (app: Running, company?: string, path = "/exports"): Promise<Response> =>
    fetch(app.url + path, { headers: company === undefined ? {} : { "x-company": company } });

  test("401 for a request without context, as problem+json that no cache keeps", async () => {
    const response = await get(await running());
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({
      type: "about:blank",
      title: "Unauthorized",
      status: 401,
      flag: "exports",
      code: "unauthenticated",
    });
  });

  test("a context that throws is an error of the framework", async () => {
    const response = await get(await running(), "broken");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("unauthenticated");
  });

  test("lets a request pass and binds the client to its context", async () => {
    const response = await get(await running(), "acme");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ scoped: true });
  });

  test("tracks successful responses once, up to the limit, then 402 with usage and reset", async () => {
    const app = await running({ gates: {}, require: { track: "export" } });
    expect((await get(app, "acme", "/exports?fail")).status).toBe(500);
    let passed = 0;
    let denied = await get(app, "acme");
    // A response may be complete before its event is counted, so more than two requests can pass.
    await until(async () => {
      if (denied.status !== 200) return true;
      passed++;
      denied = await get(app, "acme");
      return false;
    });
    expect([denied.status, passed >= 2]).toEqual([402, true]);
    const problem = (await denied.json()) as Record<string, unknown>;
    expect(problem).toMatchObject({ status: 402, code: "limit_reached", flag: "exports", allocation: 2 });
    expect(Number(problem.usage)).toBeGreaterThanOrEqual(2);
    expect(Date.parse(String(problem.resetsAt))).toBeGreaterThan(server.clock.now());
    expect(JSON.stringify(problem)).not.toMatch(/acme|comp_|rule_|flag_|starter/);
    await client.flush();
    const tracked = server.events().filter(({ type }) => type === "track");
    expect(tracked.length).toBe(passed);
  });

  test("403 without an entitlement, and 200 in real time after the plan has changed", async () => {
    server.apply({ companies: [{ keys: { id: "initech" } }] });
    const app = await running();
    const denied = await get(app, "initech");
    expect([denied.status, ((await denied.json()) as { code: string }).code]).toEqual([403, "not_entitled"]);
    server.apply({ companies: [{ keys: { id: "initech" }, plan: "pro" }] });
    await until(async () => (await get(app, "initech")).status === 200);
  });

  test("a capture server that is down changes no response", async () => {
    server.faults.add({ route: "POST /batch", action: { type: "status", status: 503 } });
    const app = await running({ gates: {}, require: { track: "export" } });
    expect((await get(app, "globex")).status).toBe(200);
    server.faults.clear();
  });

  test("shadow mode lets denials through and reports them", async () => {
    const denials: unknown[] = [];
    const onDenied = (answer: { value: boolean }, info: object): void => {
      denials.push([answer.value, info]);
      throw new Error("a callback that fails");
    };
    const app = await running({ gates: { mode: "shadow", onDenied, logger: { error: () => {} } } });
    expect((await get(app, "nobody-knows")).status).toBe(200);
    expect((await get(app)).status).toBe(200);
    expect(denials).toEqual([[false, { enforced: false, flag: "exports", status: 403 }]]);
  });

  test("respond replaces the response, and one that throws does not", async () => {
    const app = await running({
      gates: {
        logger: { error: () => {} },
        respond: (answer, { header }, { code }) => {
          if (header("x-company") === "umbrella") throw new Error("a template that fails");
          return { status: 418, headers: { "X-Code": code }, body: { allowed: answer?.value ?? null } };
        },
      },
    });
    const replaced = await get(app, "unknown");
    expect([replaced.status, replaced.headers.get("x-code"), await replaced.json()]).toEqual([
      418,
      "not_entitled",
      { allowed: false },
    ]);
    expect(await (await get(app)).json()).toEqual({ allowed: null });
    expect((await get(app, "umbrella")).status).toBe(403);
  });

  test.each([
    ["default", 403, undefined],
    ["allow", 200, undefined],
    ["deny", 503, "1"],
  ] as const)("onUnavailable %s: %s", async (onUnavailable, status, retryAfter) => {
    server.faults.add({ route: "/flags/**", action: { type: "status", status: 500 } });
    const rest = clientOf(server, { useDataStream: false, maxRetries: 0 });
    open.push(() => rest.close());
    const response = await get(await running({ gates: { onUnavailable } }, rest), "acme");
    expect(response.status).toBe(status);
    expect(response.headers.get("retry-after") ?? undefined).toBe(retryAfter);
  });

  test("a configured default decides when nothing else can", async () => {
    server.faults.add({ route: "/flags/**", action: { type: "status", status: 500 } });
    const rest = clientOf(server, { useDataStream: false, maxRetries: 0, flagDefaults: { exports: true } });
    open.push(() => rest.close());
    expect((await get(await running({ gates: {} }, rest), "acme")).status).toBe(200);
  });

  test("the local data decides while the datastream is cut", async () => {
    const app = await running();
    expect((await get(app, "globex")).status).toBe(200);
    server.faults.stream.refuse("reset");
    server.faults.stream.killSockets();
    await until(() => client.status().state !== "ready");
    expect((await get(app, "globex")).status).toBe(200);
  });

  test("requests of two tenants never cross", async () => {
    server.apply({ companies: [{ keys: { id: "none" } }] });
    const app = await running();
    const wrong: string[] = [];
    for (let round = 0; round < 10; round++) {
      await Promise.all(
        Array.from({ length: 20 }, async (_unused, index) => {
          const company = index % 2 === 0 ? "globex" : "none";
          const { status } = await get(app, company);
          if (status !== (company === "globex" ? 200 : 403)) wrong.push(`${company}: ${status}`);
        }),
      );
    }
    expect(wrong).toEqual([]);
  });
});

test("a thousand parallel requests of two tenants never cross", async () => {
  const gates = fetchGates(client, {
    context: async (request: Request) => {
      await new Promise((resolve) => setImmediate(resolve));
      return { company: { id: request.headers.get("x-company") ?? "" } };
    },
  });
  const handler = gates.wrap("exports", async (request) => {
    const scope = await gates.scope(request);
    return Response.json(scope?.context.company?.id);
  });
  const crossed = await Promise.all(
    Array.from({ length: 1_000 }, async (_, index) => {
      const company = index % 2 === 0 ? "globex" : "unknown";
      const response = await handler(new Request("http://localhost/", { headers: { "x-company": company } }));
      if (company === "unknown") return response.status !== 403;
      return response.status !== 200 || (await response.json()) !== company;
    }),
  );
  expect(crossed.filter(Boolean)).toEqual([]);
});
