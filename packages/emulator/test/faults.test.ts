import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Api, Stream, started } from "./support/api";

let api: Api;
beforeEach(async () => {
  api = await started();
});
afterEach(() => api.emulator.close());

const acme = { id: "acme" };
const batch = () =>
  api.call("POST", "/batch", { events: [{ type: "track", body: { event: "api-call", company: acme } }] });

describe("requests", () => {
  it("answers a status with headers, as often as configured, on its route only", async () => {
    const fault = api.emulator.faults.add({
      route: "POST /batch",
      action: { type: "status", status: 429, headers: { "Retry-After": "1" } },
      times: 2,
      skip: 1,
    });
    expect((await batch()).status).toBe(200);
    expect(await batch()).toEqual({ status: 429, body: { error: "injected fault" } });
    expect((await api.call("GET", "/flags")).status).toBe(200);
    expect((await batch()).status).toBe(429);
    expect((await batch()).status).toBe(200);
    expect(fault.hits).toBe(2);
    expect(api.emulator.events()).toHaveLength(2);
  });

  it("cuts the connection, before or after the request counts", async () => {
    const reset = api.emulator.faults.add({ route: "/batch", action: { type: "reset" } });
    await expect(batch()).rejects.toThrow();
    expect(api.emulator.events()).toHaveLength(0);
    reset.remove();
    api.emulator.faults.add({ route: "/batch", action: { type: "drop_after_accept" }, times: 1 });
    await expect(batch()).rejects.toThrow();
    expect(api.emulator.events()).toHaveLength(1);
    expect((await batch()).status).toBe(200);
  });

  it("waits, and goes on with the next fault that matches", async () => {
    const { faults } = api.emulator;
    const long = faults.add({ route: "/flags/*/check", action: { type: "latency", ms: 600_000 }, times: 1 });
    const patience = new AbortController();
    const asked = fetch(`${api.emulator.url}/flags/beta/check`, { method: "POST", signal: patience.signal });
    const givenUp = expect(asked).rejects.toMatchObject({ name: "AbortError" });
    await expect.poll(() => long.hits, { timeout: 60_000, interval: 5 }).toBe(1);
    patience.abort();
    await givenUp;
    expect(long.hits).toBe(1);
    faults.add({ route: "/flags/*/check", action: { type: "latency", ms: 1 } });
    faults.add({ route: "POST /flags/**", action: { type: "status", status: 503 } });
    expect((await api.call("POST", "/flags/beta/check", {})).status).toBe(503);
    api.emulator.faults.clear();
    expect((await api.call("POST", "/flags/beta/check", {})).status).toBe(200);
  });

  it("hangs until the client gives up", async () => {
    const fault = api.emulator.faults.add({ action: { type: "hang" } });
    const patience = new AbortController();
    const asked = fetch(`${api.emulator.url}/flags`, { signal: patience.signal });
    const givenUp = expect(asked).rejects.toMatchObject({ name: "AbortError" });
    await expect.poll(() => fault.hits, { timeout: 60_000, interval: 5 }).toBe(1);
    patience.abort();
    await givenUp;
  });

  it("drips bodies and headers", async () => {
    api.emulator.faults.add({
      route: "GET /flags",
      action: { type: "slow_body", bytesPerSecond: 1_000_000 },
      times: 1,
    });
    expect((await api.call<unknown[]>("GET", "/flags")).body.data).toHaveLength(4);
    for (const [type, first] of [
      ["slow_body", "HTTP/1.1 200 OK"],
      ["slow_headers", "H"],
    ] as const) {
      api.emulator.faults.add({ route: "GET /flags", action: { type, bytesPerSecond: 20 }, times: 1 });
      const socket = connect(api.emulator.port, "127.0.0.1");
      socket.write(
        `GET /flags HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Schematic-Api-Key: ${api.emulator.apiKey}\r\n\r\n`,
      );
      const [chunk] = await once(socket, "data");
      expect(String(chunk).startsWith(first)).toBe(true);
      expect(String(chunk)).not.toContain("]}");
      socket.destroy();
    }
  });

  it("strikes by chance", async () => {
    const fault = api.emulator.faults.add({ action: { type: "status", status: 500 }, probability: 0.5 });
    const statuses = new Set<number>();
    for (let i = 0; i < 200 && statuses.size < 2; i++)
      statuses.add((await api.call("GET", "/flags/count")).status);
    expect(statuses).toEqual(new Set([200, 500]));
    expect(fault.hits).toBeGreaterThan(0);
  });

  it("refuses rules that say nothing sensible", () => {
    const { faults } = api.emulator;
    expect(() => faults.add({ route: "batch", action: { type: "reset" } })).toThrow(/route "batch"/);
    expect(() => faults.add({ action: { type: "status", status: 42 } })).toThrow(/status/);
    expect(() => faults.add({ action: { type: "reset" }, probability: 2 })).toThrow(/probability/);
    expect(() => faults.add({ action: { type: "nonsense" } as never })).toThrow(/unknown action/);
    expect(faults.list()).toEqual([]);
  });
});

describe("the stream", () => {
  const opens = async () => {
    try {
      return await Stream.open(api.emulator);
    } catch (error) {
      return String(error);
    }
  };

  it("kills sockets without a close frame", async () => {
    const streams = [await Stream.open(api.emulator), await Stream.open(api.emulator)];
    const codes = streams.map((stream) => stream.closed());
    expect(api.emulator.faults.stream.killSockets(1)).toBe(1);
    expect(await codes[0]).toBe(1006);
    expect(api.emulator.faults.stream.killSockets()).toBe(1);
    expect(await codes[1]).toBe(1006);
  });

  it("refuses handshakes, or accepts and closes", async () => {
    const { stream } = api.emulator.faults;
    stream.refuse("status");
    expect(await opens()).toContain("503");
    stream.refuse("reset");
    expect(await opens()).toContain("socket hang up");
    stream.refuse("close");
    const socket = await Stream.open(api.emulator);
    expect([0, 1001]).toContain(await socket.closed());
    stream.clear();
    api.emulator.faults.add({ route: "WS /datastream", action: { type: "status", status: 401 }, times: 1 });
    expect(await opens()).toContain("401");
    expect(await opens()).toBeInstanceOf(Stream);
  });

  it("falls silent: no message, no pong, and back", async () => {
    const stream = await Stream.open(api.emulator);
    stream.ask("Flags");
    await stream.next(() => true);
    const pongs: string[] = [];
    stream.socket.on("pong", (data) => pongs.push(String(data)));
    api.emulator.faults.stream.silence(true);
    stream.socket.ping("lost");
    stream.ask("Flags");
    api.emulator.apply({ flags: [{ key: "new" }] });
    // A request over another connection is answered later than the stream would have been.
    await api.call("GET", "/flags/count");
    api.emulator.faults.stream.silence(false);
    stream.socket.ping("heard");
    await once(stream.socket, "pong");
    expect(pongs).toEqual(["heard"]);
    expect(stream.raw).toHaveLength(1);
  });

  it("mixes in malformed frames, keeps the real ones, and sends any frame", async () => {
    const stream = await Stream.open(api.emulator);
    api.emulator.faults.stream.malformed(true);
    stream.ask("Flags");
    await stream.next((frame) => Array.isArray(frame?.data) && frame.data.length === 4);
    expect(stream.raw).toHaveLength(2);
    api.emulator.faults.stream.clear();
    expect(api.emulator.faults.stream.send("nonsense")).toBe(1);
    expect(
      api.emulator.faults.stream.send({ entity_type: "rulesengine.Flag", message_type: "unknown", data: 1 }),
    ).toBe(1);
    await stream.next((frame) => frame?.message_type === "unknown");
    expect(stream.raw).toContain("nonsense");
  });

  it("sends pages, apart in time", async () => {
    api.emulator.faults.stream.pages({ size: 1, delayMs: 20 });
    const stream = await Stream.open(api.emulator);
    stream.ask("Flags");
    await stream.next((frame) => frame.pagination?.has_more === false);
    expect(stream.frames.map((frame) => frame.pagination?.page)).toEqual([1, 2, 3, 4]);
  });
});
