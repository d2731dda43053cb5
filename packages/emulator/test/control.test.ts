import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Api, Stream, started } from "./support/api";

let api: Api;
beforeEach(async () => {
  api = await started();
});
afterEach(() => api.emulator.close());

const acme = { id: "acme" };

async function control<T = Record<string, unknown>>(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: T }> {
  const response = await fetch(`${api.emulator.url}/_emulator/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as T };
}

/** fetch() sets Host and Origin by itself, so these go by hand. */
function statusWith(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const options = {
      host: "127.0.0.1",
      port: api.emulator.port,
      path: "/_emulator/reset",
      method: "POST",
      headers,
    };
    request(options, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

describe("control path", () => {
  it("applies, tracks, changes plans, resets", async () => {
    await control("POST", "apply", { flags: [{ key: "fresh", default: true }] });
    expect(await api.check("fresh", {})).toMatchObject({ value: true });
    await control("POST", "track", { event: "api-call", company: acme, quantity: 10 });
    expect(await api.check("api-calls", { company: acme })).toMatchObject({ value: false });
    await control("POST", "plan", { company: acme, plan: "pro" });
    expect(await api.check("api-calls", { company: acme })).toMatchObject({ value: true });
    expect((await control<unknown[]>("GET", "events")).body).toHaveLength(1);
    expect((await control("GET", "requests")).body).toMatchObject({ "POST /flags/api-calls/check": 2 });
    await control("POST", "reset");
    expect((await control<{ events: unknown }>("GET", "snapshot")).body.events).toEqual({
      total: 0,
      duplicates: 0,
    });
    expect((await api.call("POST", "/flags/fresh/check", {})).status).toBe(404);
  });

  it("moves the clock", async () => {
    expect((await control("POST", "clock", { freeze: "2026-01-01T00:00:00Z" })).body).toEqual({
      now: "2026-01-01T00:00:00.000Z",
      frozen: true,
    });
    expect((await control("POST", "clock", { advance_ms: 1_500 })).body.now).toBe("2026-01-01T00:00:01.500Z");
    expect((await control("POST", "clock", { set: "2027-01-01T00:00:00Z", resume: true })).body.frozen).toBe(
      false,
    );
    expect(await control("POST", "clock", { set: "nonsense" })).toMatchObject({
      status: 400,
      body: { code: "invalid_option" },
    });
    expect((await control("POST", "clock", { fast: true })).status).toBe(400);
  });

  it("adds, lists and removes faults", async () => {
    const made = await control<{ id: string }>("POST", "faults", {
      route: "GET /flags",
      action: { type: "status", status: 503 },
    });
    expect(made.status).toBe(201);
    expect((await api.call("GET", "/flags")).status).toBe(503);
    expect((await control<unknown[]>("GET", "faults")).body).toMatchObject([
      { id: made.body.id, hits: 1, route: "GET /flags" },
    ]);
    expect((await control("DELETE", `faults/${made.body.id}`)).status).toBe(200);
    expect((await control("DELETE", `faults/${made.body.id}`)).status).toBe(404);
    expect((await api.call("GET", "/flags")).status).toBe(200);
    await control("POST", "faults", { action: { type: "hang" } });
    await control("DELETE", "faults");
    expect((await control<unknown[]>("GET", "faults")).body).toEqual([]);
    expect(await control("POST", "faults", { action: { type: "nonsense" } })).toMatchObject({ status: 400 });
  });

  it("kills sockets and sends frames", async () => {
    const stream = await Stream.open(api.emulator);
    expect((await control("POST", "stream", { send: { hello: 1 } })).body).toEqual({ killed: 0, told: 1 });
    await stream.next(() => true);
    const closed = stream.closed();
    expect((await control("POST", "stream", { kill: true })).body).toEqual({ killed: 1, told: 0 });
    expect(await closed).toBe(1006);
    await control("POST", "stream", {
      refuse: "status",
      silence: true,
      malformed: 0.5,
      pages: { size: 2, delay_ms: 5 },
    });
    await expect(Stream.open(api.emulator)).rejects.toThrow("503");
  });

  it("lets no other site and no rebound name in", async () => {
    const host = `127.0.0.1:${api.emulator.port}`;
    expect(await statusWith({ Host: host })).toBe(200);
    expect(await statusWith({ Host: host, Origin: `http://${host}` })).toBe(200);
    expect(await statusWith({ Host: host, Origin: "https://evil.test" })).toBe(403);
    expect(await statusWith({ Host: `evil.test:${api.emulator.port}` })).toBe(403);
  });

  it("answers what a check would answer, and counts it as nothing", async () => {
    const check = (body: object) => control("POST", "check", body);
    const before = JSON.stringify(api.emulator.requests());
    expect((await check({ flag: "api-calls", company: acme })).body).toMatchObject({ value: true });
    expect((await check({ flag: "api-calls" })).body).toMatchObject({ value: false });
    expect((await check({ flag: "none" })).status).toBe(404);
    expect(JSON.stringify(api.emulator.requests())).toBe(before);
    expect(api.emulator.events()).toEqual([]);
  });

  it("shows the page other events beside plenty of flag checks", async () => {
    await api.track("api-call", acme);
    const checks = Array.from({ length: 80 }, (_, n) => ({
      api_key: api.emulator.apiKey,
      type: "flag_check",
      body: { flag_key: "api-calls", value: true, reason: "r" },
      idempotency_key: `check-${n}`,
    }));
    await api.call("POST", "/batch", { events: checks });
    const { body } = await control("GET", "state");
    const types = (body as { recentEvents: { type: string }[] }).recentEvents.map(({ type }) => type);
    expect(types).toEqual([...Array.from({ length: 50 }, () => "flag_check"), "track"]);
  });

  it("pushes its state to the page, and again when it changes", async () => {
    const page = await fetch(`${api.emulator.url}/`);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(await page.text()).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    const abort = new AbortController();
    const live = await fetch(`${api.emulator.url}/_emulator/live`, { signal: abort.signal });
    const states: { recentEvents: { subtype: string }[] }[] = [];
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of live.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) states.push(JSON.parse(block.slice(block.indexOf("data: ") + 6)));
      if (states.length === 1 && states[0]?.recentEvents.length === 0) await api.track("api-call", acme);
      if (states.at(-1)?.recentEvents.length === 1) break;
    }
    abort.abort();
    expect(states.at(-1)?.recentEvents[0]?.subtype).toBe("api-call");
  });
});
