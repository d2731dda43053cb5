// What web pages, strangers and odd clients may try with an emulator that a developer has running.
import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { type Emulator, startEmulator } from "../src/index";
import { type Api, receiver, Stream, started } from "./support/api";

const acme = { id: "acme" };
let api: Api;
beforeEach(async () => {
  api = await started();
});
afterEach(() => api.emulator.close());

interface Attempt {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Sends exactly these headers: `fetch` would set Host, Origin and Sec-Fetch-Site by itself. */
function attempt(
  { method = "GET", path = "/companies", headers = {}, body }: Attempt,
  { port, apiKey }: Emulator = api.emulator,
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  return new Promise((resolve, reject) => {
    const key = /^\/(_emulator|\?|$)/.test(path) ? {} : { "X-Schematic-Api-Key": apiKey };
    const all = { ...key, ...headers };
    const outgoing = request({ host: "127.0.0.1", port, path, method, headers: all }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

const CHANGES: Attempt[] = [
  { method: "POST", path: "/companies", body: '{"keys":{"id":"evil"}}' },
  { method: "POST", path: "/webhooks", body: '{"name":"w","url":"http://127.0.0.1:1/","request_types":[]}' },
  { method: "POST", path: "/batch", body: '{"events":[]}' },
  { method: "POST", path: "/billing/credits/lease", body: "{}" },
  { method: "POST", path: "/_emulator/reset" },
  { method: "POST", path: "/_emulator/apply", body: '{"flags":[{"key":"evil"}]}' },
  { method: "POST", path: "/_emulator/clock", body: '{"freeze":true}' },
  { method: "POST", path: "/_emulator/credits", body: '{"sweep":true}' },
  { method: "POST", path: "/_emulator/faults", body: '{"action":{"type":"hang"}}' },
  { method: "DELETE", path: "/_emulator/faults" },
  { method: "POST", path: "/_emulator/stream", body: '{"kill":true}' },
];
const READS: Attempt[] = ["/companies", "/events", "/_emulator/state", "/_emulator/live", "/"].map(
  (path) => ({ path }),
);

describe("web pages of other sites", () => {
  const ORIGINS = [
    "https://evil.example",
    "http://evil.example:8787",
    "null",
    "http://localhost.evil.example",
    "http://127.0.0.1.evil.example",
    "http://localhost@evil.example",
    "file://",
    "chrome-extension://abcdef",
  ];

  test("can neither read nor change anything, whatever their origin", async () => {
    for (const origin of ORIGINS) {
      for (const target of [...CHANGES, ...READS]) {
        const answer = await attempt({ ...target, headers: { Origin: origin } });
        expect([origin, target.path, answer.status]).toEqual([origin, target.path, 403]);
        expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
      }
    }
    expect(api.emulator.snapshot().companies).toHaveLength(2);
  });

  test("get no permission from a preflight", async () => {
    for (const path of ["/companies", "/webhooks", "/_emulator/reset", "/batch"]) {
      const headers = {
        Origin: "https://evil.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "x-schematic-api-key",
      };
      const answer = await attempt({ method: "OPTIONS", path, headers });
      expect([path, answer.status]).toEqual([path, 403]);
      expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
    }
  });

  test("cannot use requests without an Origin: images, forms and frames tell their site", async () => {
    for (const target of [...CHANGES, ...READS]) {
      const answer = await attempt({ ...target, headers: { "Sec-Fetch-Site": "cross-site" } });
      expect([target.path, answer.status]).toEqual([target.path, 403]);
    }
  });

  test("may link to the page, which is shown but cannot be framed", async () => {
    const headers = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" };
    const page = await attempt({ path: "/", headers });
    expect(page.status).toBe(200);
    expect(page.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect((await attempt({ path: "/companies", headers })).status).toBe(403);
  });

  test("cannot open the datastream", async () => {
    const open = (headers: Record<string, string>) =>
      new Promise<string>((resolve) => {
        const all = { "X-Schematic-Api-Key": api.emulator.apiKey, ...headers };
        const socket = new WebSocket(api.emulator.datastreamUrl, { headers: all });
        socket.on("open", () => {
          resolve("open");
          socket.close();
        });
        socket.on("error", (error) => resolve(error.message));
      });
    expect(await open({ Origin: "https://evil.example" })).toContain("403");
    expect(await open({ Host: "evil.example" })).toContain("403");
    expect(await open({ Origin: "http://localhost:3000" })).toBe("open");
  });
});

describe("web pages of this machine", () => {
  test("may use the API with a key, and not the control path", async () => {
    for (const origin of [
      "http://localhost:3000",
      "http://127.0.0.1:5173",
      "https://localhost",
      "http://[::1]:80",
    ]) {
      const headers = { Origin: origin };
      const answer = await attempt({ headers });
      expect([origin, answer.status, answer.headers["access-control-allow-origin"]]).toEqual([
        origin,
        200,
        origin,
      ]);
      expect((await attempt({ method: "POST", path: "/_emulator/reset", headers })).status).toBe(403);
    }
    const own = { Origin: api.emulator.url, Host: `127.0.0.1:${api.emulator.port}` };
    expect((await attempt({ method: "POST", path: "/_emulator/reset", headers: own })).status).toBe(200);
  });

  test("other origins and hosts can be allowed", async () => {
    await api.emulator.close();
    api = await started({ allowedOrigins: ["https://app.example"], allowedHosts: ["dev.example"] });
    const answer = await attempt({ headers: { Origin: "https://app.example" } });
    expect([answer.status, answer.headers["access-control-allow-origin"]]).toEqual([
      200,
      "https://app.example",
    ]);
    expect((await attempt({ headers: { Origin: "https://app.example.evil.example" } })).status).toBe(403);
    expect((await attempt({ headers: { Host: "dev.example:1" } })).status).toBe(200);
  });
});

describe("rebound names", () => {
  test.each([
    "evil.example",
    "evil.example:8787",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "0.0.0.0",
  ])("the host %j is refused everywhere", async (host) => {
    for (const target of [...CHANGES, ...READS]) {
      const answer = await attempt({ ...target, headers: { Host: host } });
      expect([target.path, answer.status >= 400]).toEqual([target.path, true]);
    }
  });

  test.each(["localhost", "LOCALHOST:80", "127.0.0.1", "[::1]:80"])(
    "the host %j is this machine",
    async (host) => {
      expect((await attempt({ headers: { Host: host } })).status).toBe(200);
    },
  );
});

describe("webhook targets", () => {
  const REMOTE = [
    "http://evil.example/",
    "http://169.254.169.254/latest/meta-data",
    "http://10.0.0.1/",
    "http://0.0.0.0/",
    "http://[::]/",
    "http://[::ffff:10.0.0.1]/",
    "http://localhost.evil.example/",
    "http://127.0.0.1@evil.example/",
    "http://127.0.0.1.evil.example/",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
    "javascript:alert(1)",
  ];

  test("on other machines are refused in REST, in pieces of a seed and in seeds", async () => {
    for (const url of REMOTE) {
      const made = await api.call("POST", "/webhooks", { name: "w", url, request_types: [] });
      const applied = await api.call("POST", "/_emulator/apply", { webhooks: [{ url }] });
      expect([url, made.status, applied.status]).toEqual([url, 400, 400]);
      await expect(startEmulator({ seed: { webhooks: [{ url }] } })).rejects.toThrow("webhooks.0.url");
    }
    const local = await api.call<{ id: string }>("POST", "/webhooks", {
      name: "w",
      url: "http://127.1:9/",
      request_types: [],
    });
    expect(local.status).toBe(201);
    for (const url of REMOTE)
      expect((await api.call("PUT", `/webhooks/${local.body.data.id}`, { url })).status).toBe(400);
  });

  test("can be allowed by name", async () => {
    await api.emulator.close();
    api = await started({ webhookHosts: ["hooks.example"] });
    const make = async (url: string) =>
      (await api.call("POST", "/webhooks", { name: "w", url, request_types: ["test.send"] })).status;
    expect(await make("https://hooks.example/x")).toBe(201);
    expect(await make("https://hooks.example.evil.example/x")).toBe(400);
  });

  test("do not lead elsewhere by a redirect", async () => {
    const elsewhere = await receiver();
    const hook = await receiver(() => 302);
    const made = await api.call<{ id: string }>("POST", "/webhooks", {
      name: "w",
      url: hook.url,
      request_types: ["test.send"],
    });
    const test = await api.call("POST", `/webhooks/${made.body.data.id}/test`, { request_type: "test.send" });
    expect(test.body.data).toMatchObject({ success: false, response_code: 302 });
    expect(elsewhere.received).toEqual([]);
    await Promise.all([hook.close(), elsewhere.close()]);
  });
});

describe("chunked bodies", () => {
  test.each([
    ["POST", "/companies", '{"keys":{"id":"chunky","name":"Gr\u00fc\u00dfe"}}', 200],
    ["POST", "/batch", '{"events":[{"type":"track","body":{"event":"e","company":{"id":"acme"}}}]}', 200],
    ["POST", "/flags/check", "{}", 201],
    ["PUT", "/billing/credits/lease/none/extend", '{"additional_amount":1}', 404],
    ["POST", "/_emulator/clock", '{"freeze":true}', 200],
    ["POST", "/_emulator/apply", "flags: [{ key: chunked }]", 200],
    ["POST", "/companies", "not json", 400],
    ["POST", "/companies", "", 400],
  ])("%s %s is read in pieces of one byte", async (method, path, body, status) => {
    const bytes = new TextEncoder().encode(body);
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    const answer = await fetch(`${api.emulator.url}${path}`, {
      method,
      headers: { "X-Schematic-Api-Key": api.emulator.apiKey },
      body: stream,
      duplex: "half",
    } as RequestInit);
    expect([answer.status, typeof (await answer.json())]).toEqual([status, "object"]);
  });
});

describe("names", () => {
  const NAMES = [
    "constructor",
    "__proto__",
    "prototype",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "a.b",
    "",
    "é 漢",
  ];

  test.each(NAMES.filter((name) => name !== ""))(
    "%j is a key, a trait, an event, a credit and a flag",
    async (name) => {
      const of = <T>(value: T): Record<string, T> => Object.fromEntries([[name, value]]);
      await api.emulator.close();
      api = await started({
        seed: {
          features: [
            { key: name, event: name },
            { key: "seats", trait: name },
            { key: "credits", event: "spent" },
          ],
          flags: [
            { key: "traity", rules: [{ value: true, when: [{ type: "trait", trait: name, value: "bob" }] }] },
          ],
          plans: [
            {
              key: name,
              entitlements: [
                { feature: name, limit: 5 },
                { feature: "credits", credit: name },
              ],
            },
          ],
          companies: [
            {
              keys: of("seeded"),
              plan: name,
              traits: of("bob"),
              usage: of(5),
              credit_balances: of(7),
            },
          ],
          users: [{ keys: of("u"), companies: [of("seeded")], traits: of(1) }],
        },
      });
      const company = of("seeded");
      expect(await api.check("traity", { company })).toMatchObject({ value: true });
      expect(await api.check(encodeURIComponent(name), { company })).toMatchObject({
        value: false,
        feature_usage: 5,
      });
      expect(await api.check("credits", { company })).toMatchObject({ entitlement: { credit_remaining: 7 } });
      const made = await api.call<{ id: string; traits: object }>("POST", "/companies", {
        keys: of("rest"),
        traits: of("x"),
      });
      expect([made.status, Object.entries(made.body.data.traits)]).toEqual([200, [[name, "x"]]]);
      const query = encodeURIComponent(JSON.stringify(of("rest")));
      expect((await api.call("GET", `/companies/lookup?keys=${query}`)).body.data.id).toBe(made.body.data.id);
      const bracket = `keys[${encodeURIComponent(name)}]=rest`;
      expect((await api.call("GET", `/companies/lookup?${bracket}`)).body.data.id).toBe(made.body.data.id);
      await api.call("POST", "/company-traits", { keys: of("rest"), trait: name, set: "y" });
      const identify = {
        keys: of("identified"),
        traits: of(3),
        company: { keys: of("rest"), traits: of("z") },
      };
      await api.call("POST", "/batch", { events: [{ type: "identify", body: identify }] });
      await api.track(name, of("rest"), { quantity: 2 });
      expect(api.emulator.events().map(({ error }) => error)).toEqual([undefined, undefined]);
      const rest = api.emulator.snapshot().companies.find(({ id }) => id === made.body.data.id);
      expect(Object.entries(rest?.traits ?? {})).toEqual([[name, "z"]]);
      const stream = await Stream.open(api.emulator);
      stream.ask("Company", { keys: company });
      const { data } = await stream.next(({ message_type }) => message_type !== "error");
      expect(Object.entries(data.keys as object)).toEqual([[name, "seeded"]]);
      expect(Object.entries(data.credit_balances as object)).toEqual([[name, 7]]);
      stream.socket.close();
    },
  );

  test("do not change what other objects have", () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("unknown names of the prototype are not found", async () => {
    const stranger = { id: "acme" };
    expect((await api.call("POST", "/flags/constructor/check", { company: stranger })).status).toBe(404);
    expect((await api.call("GET", "/companies?constructor=1")).status).toBe(501);
    expect((await api.call("GET", "/features/__proto__")).status).toBe(404);
  });
});

describe("depth", () => {
  const nested = (depth: number, open: string, close: string, core = "1") =>
    `${open.repeat(depth)}${core}${close.repeat(depth)}`;
  const send = (path: string, body: string) =>
    fetch(`${api.emulator.url}${path}`, {
      method: "POST",
      headers: { "X-Schematic-Api-Key": api.emulator.apiKey },
      body,
    });

  test.each([65, 6_000, 200_000])("values nested %d deep are refused where they enter", async (depth) => {
    for (const deep of [nested(depth, "[", "]"), nested(depth, '{"a":', "}")]) {
      const bodies: [string, string][] = [
        ["/companies", `{"keys":{"id":"deep"},"traits":{"t":${deep}}}`],
        ["/users", `{"keys":{"id":"deep"},"traits":{"t":${deep}}}`],
        ["/batch", `{"events":[{"type":"track","body":{"event":"e","traits":{"t":${deep}}}}]}`],
        ["/events", `{"event_type":"identify","body":{"keys":{"id":"deep"},"traits":{"t":${deep}}}}`],
        ["/_emulator/apply", `{"companies":[{"keys":{"id":"deep"},"traits":{"t":${deep}}}]}`],
        ["/_emulator/faults", `{"action":{"type":"status","status":200,"body":${deep}}}`],
        ["/_emulator/stream", `{"send":${deep}}`],
      ];
      for (const [path, body] of bodies) {
        const answer = await send(path, body);
        expect([path, answer.status]).toEqual([path, 400]);
        await answer.text();
      }
    }
    for (const text of [nested(depth, "[", "]"), nested(depth, "- ", ""), nested(depth, "{ a: ", " }")]) {
      const answer = await send("/_emulator/apply", `flags: ${text}`);
      expect([text.slice(0, 9), answer.status]).toEqual([text.slice(0, 9), 400]);
      await answer.text();
    }
    for (const path of ["/_emulator/state", "/_emulator/snapshot", "/companies", "/users", "/events"])
      expect([path, (await api.call("GET", path)).status]).toEqual([path, 200]);
  });

  test("a seed object that contains itself is refused", async () => {
    const traits: Record<string, unknown> = {};
    traits.self = traits;
    await expect(startEmulator({ seed: { companies: [{ keys: acme, traits }] } })).rejects.toThrow("deeper");
    expect(() => api.emulator.apply({ companies: [{ keys: acme, traits }] })).toThrow("deeper");
  });

  test("ordinary nesting is kept", async () => {
    const traits = { address: { lines: [{ text: "a" }] } };
    const made = await api.call("POST", "/companies", { keys: { id: "deep" }, traits });
    expect([made.status, made.body.data.traits]).toEqual([200, traits]);
  });
});

describe("other SDKs", () => {
  test('an empty action is taken as "start"', async () => {
    const stream = await Stream.open(api.emulator);
    stream.ask("Flags", { action: "" });
    expect(await stream.next(() => true)).toMatchObject({
      entity_type: "rulesengine.Flags",
      message_type: "full",
    });
    stream.socket.close();
  });

  test("flag lists above 512 KiB come in pages that no client refuses", async () => {
    const when = [{ type: "plan_version" as const, ids: Array.from({ length: 500 }, (_, n) => `plvr_${n}`) }];
    const flags = Array.from({ length: 300 }, (_, n) => ({ key: `f${n}`, rules: [{ value: true, when }] }));
    api.emulator.apply({ flags });
    const stream = await Stream.open(api.emulator);
    stream.ask("Flags");
    await stream.next(({ pagination }) => pagination?.has_more === false);
    expect(stream.frames.length).toBeGreaterThan(2);
    expect(stream.frames.flatMap(({ data }) => data)).toHaveLength(api.emulator.snapshot().flags.length);
    for (const text of stream.raw) expect(text.length).toBeLessThan(1024 * 1024);
    stream.socket.close();
  });

  test("a trait of null is no text, and a subscription has its products", async () => {
    const made = await api.call("POST", "/companies", {
      keys: { id: "nil" },
      traits: { gone: null, there: 1 },
    });
    expect(made.body.data.entity_traits).toMatchObject([{ value: "1" }]);
    api.emulator.apply({
      companies: [
        {
          keys: { id: "nil" },
          subscription: { period_start: "2026-01-01T00:00:00Z", period_end: "2027-01-01T00:00:00Z" },
          billing_product_ids: ["prod_1"],
        },
      ],
    });
    const { body } = await api.call("GET", `/companies/${made.body.data.id}`);
    expect(body.data.billing_subscription).toMatchObject({ products: [{ id: "prod_1" }] });
    const all = await api.call("POST", "/flags/check-bulk", { contexts: [{ company: { id: "nil" } }] });
    expect(all.body.data).toMatchObject({ data: [{ credit_spend_policies: [] }] });
    const features = await api.call<object[]>("GET", "/features");
    expect(features.body.data[0]).toMatchObject({ event_source: "track" });
  });

  test("what is not supported answers 501, and to the published SDKs 405, which they do not repeat", async () => {
    const answer = await attempt({ path: "/billing/meter" });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([501, { status: 501 }]);
    for (const language of ["JavaScript", "Python", "Go"]) {
      const fern = await attempt({ path: "/billing/meter", headers: { "X-Fern-Language": language } });
      expect([fern.status, JSON.parse(fern.text)]).toMatchObject([405, { status: 501 }]);
    }
  });
});

describe("an emulator that other machines can reach", () => {
  let open: Emulator;
  beforeEach(async () => {
    open = await startEmulator({ host: "0.0.0.0" });
  });
  afterEach(() => open.close());

  test("has a key of its own and protects its page and control path with it", async () => {
    expect(open.apiKey).toMatch(/^sch_dev_[\w-]{32}$/);
    expect((await attempt({ headers: { "X-Schematic-Api-Key": "sch_dev_emulator" } }, open)).status).toBe(
      401,
    );
    for (const target of [...READS, ...CHANGES].filter(
      ({ path }) => path === "/" || path?.startsWith("/_emulator"),
    )) {
      expect([target.path, (await attempt(target, open)).status]).toEqual([target.path, 401]);
    }
    const key = { "X-Schematic-Api-Key": open.apiKey };
    expect((await attempt({ path: "/_emulator/state", headers: key }, open)).status).toBe(200);
    const entered = await attempt({ path: `/?key=${open.apiKey}` }, open);
    expect(entered.status).toBe(302);
    const [cookie = ""] = String(entered.headers["set-cookie"]).split(";");
    expect(String(entered.headers["set-cookie"])).toMatch(/HttpOnly.*SameSite=Strict/i);
    expect((await attempt({ path: "/", headers: { Cookie: cookie } }, open)).status).toBe(200);
    expect((await attempt({ path: "/?key=wrong" }, open)).status).toBe(401);
  });

  test("accepts names of a private network and no names of the internet", async () => {
    for (const host of ["emulator:8787", "172.17.0.2:8787", "[fd00::1]:8787", "localhost"])
      expect([host, (await attempt({ headers: { Host: host } }, open)).status]).toEqual([host, 200]);
    for (const host of ["evil.example", "1.2.3.4.evil.example"])
      expect([host, (await attempt({ headers: { Host: host } }, open)).status]).toEqual([host, 403]);
  });
});

describe("reset", () => {
  test("brings the clock back to where it started", async () => {
    api.emulator.clock.freeze();
    api.emulator.clock.advance(31 * 86_400_000);
    api.emulator.reset();
    expect(api.emulator.clock.frozen).toBe(false);
    expect(Math.abs(api.emulator.clock.now() - Date.now())).toBeLessThan(60_000);
    await api.emulator.close();
    api = await started({ clock: { start: "2026-01-01T00:00:00Z", frozen: true } });
    api.emulator.clock.set("2027-01-01T00:00:00Z");
    api.emulator.clock.resume();
    api.emulator.reset();
    expect([api.emulator.clock.frozen, api.emulator.clock.now()]).toEqual([
      true,
      Date.parse("2026-01-01T00:00:00Z"),
    ]);
  });
});
