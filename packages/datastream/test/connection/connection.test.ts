import { Agent } from "node:http";
import { type AddressInfo, connect as connectTcp, createServer } from "node:net";
import type { FlagSource, SocketLike } from "@schematic/core";
import { peekFlag, resolveFlag } from "@schematic-internal/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import WebSocket from "ws";
import { type DataStreamOptions, dataStream } from "../../src/index";
import { flag } from "../support/entities";
import { FakeClock, settle } from "../support/fake-clock";
import { host, next, type TestHost, until } from "../support/host";
import { StreamServer } from "../support/stream-server";

const FAST = { spread: 10, min: 0, max: 10 };
const closing: (() => unknown)[] = [];

function open(url: string, options: DataStreamOptions = {}, facts: Partial<TestHost> = {}) {
  const source = dataStream({ reconnect: FAST, ...options });
  const given = host(url, facts);
  closing.push(() => source.close());
  source.start(given);
  return { source, logger: given.logger };
}

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe("with real sockets", () => {
  let server: StreamServer;

  beforeEach(async () => {
    server = new StreamServer();
    server.flags.set("feature", flag("feature"));
    await server.start();
    closing.push(() => server.stop());
  });

  it("gives up a handshake that is not answered, and tries again", async () => {
    let connections = 0;
    const mute = createServer(() => connections++);
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    closing.push(() => mute.close());
    const { source, logger } = open(`ws://127.0.0.1:${(mute.address() as AddressInfo).port}`, {
      handshakeTimeout: 50,
    });
    await until(() => connections >= 2);
    expect(source.status().state).not.toBe("ready");
    expect(logger.lines.join()).toMatch(/timed out/i);
  });

  it("gives up a server that never sends the flags", async () => {
    let left = 2;
    server.intercept = () => left-- <= 0;
    const { source, logger } = open(server.url, { primeTimeout: 50 });
    await source.ready();
    expect(server.handshakes.length).toBeGreaterThanOrEqual(3);
    expect(logger.lines.join()).toContain("the list of flags did not come");
  });

  it("follows a refused connection with a delay, and recovers", async () => {
    const { url } = server;
    await server.stop();
    const { source, logger } = open(url);
    await until(() => logger.of("warn").length >= 2);
    await server.start();
    await source.ready();
    expect(source.status()).toMatchObject({ state: "ready", reconnects: 0 });
  });

  it("connects through an agent, as proxies need it", async () => {
    let used = 0;
    class Tunnel extends Agent {
      override createConnection(options: { port: number }): ReturnType<typeof connectTcp> {
        used++;
        return connectTcp(options.port, "127.0.0.1");
      }
    }
    const agent = new Tunnel();
    closing.push(() => agent.destroy());
    const { source } = open(server.url, { agent });
    await source.ready();
    expect(used).toBe(1);
  });

  it("takes a socket of the caller's own making", async () => {
    const made: { url: string; headers: Record<string, string>; handshakeTimeoutMs: number }[] = [];
    const { source } = open(server.url, {
      webSocket: (url, options) => {
        made.push({ url, ...options });
        return new WebSocket(url, { headers: options.headers }) as unknown as SocketLike;
      },
    });
    await source.ready();
    expect(made[0]).toMatchObject({ url: server.url, handshakeTimeoutMs: 10_000 });
    expect(server.handshakes[0]).toMatchObject({ "x-schematic-api-key": "sch_test_key" });
    const again = next(source, "ready");
    server.kill();
    await again;
    expect(server.sockets).toHaveLength(1);
  });

  it("says once that the runtime has no sockets, and leaves the checks to others", async () => {
    vi.stubGlobal("EdgeRuntime", "edge-runtime");
    try {
      const { source, logger } = open(server.url);
      expect(logger.lines).toHaveLength(1);
      expect(logger.of("warn")[0]).toContain("REST");
      expect(source.status().state).toBe("idle");
      expect(await resolveFlag(source, {}, "feature")).toBeUndefined();
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

/** A socket that does nothing by itself. */
class PuppetSocket implements SocketLike {
  readyState = 0;
  bufferedAmount = 0;
  readonly sent: string[] = [];
  closed = false;
  onopen: SocketLike["onopen"] = null;
  onmessage: SocketLike["onmessage"] = null;
  onclose: SocketLike["onclose"] = null;
  onerror: SocketLike["onerror"] = null;

  send(data: string): void {
    this.sent.push(data);
  }

  close(): void {
    this.closed = true;
    this.onclose?.({ code: 1000, reason: "" });
  }

  terminate(): void {
    this.closed = true;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  flags(keys: string[] = ["feature"]): void {
    const data = keys.map((key) => flag(key));
    this.onmessage?.({
      data: JSON.stringify({ entity_type: "rulesengine.Flags", message_type: "full", data }),
    });
  }
}

describe("with time in hand", () => {
  interface Stage {
    clock: FakeClock;
    sockets: PuppetSocket[];
    source: FlagSource;
    /** The newest socket, once it is there. */
    socket(): PuppetSocket;
  }

  async function stage(options: DataStreamOptions = {}, socket = () => new PuppetSocket()): Promise<Stage> {
    const clock = new FakeClock();
    const sockets: PuppetSocket[] = [];
    const { source } = open(
      "ws://127.0.0.1:9",
      {
        reconnect: {},
        ...options,
        webSocket: () => {
          const made = socket();
          sockets.push(made);
          return made;
        },
      },
      { clock },
    );
    await settle();
    return { clock, sockets, source, socket: () => sockets.at(-1) as PuppetSocket };
  }

  async function ready({ socket, source }: Stage): Promise<void> {
    socket().open();
    socket().flags();
    await source.ready();
  }

  it("waits minimum, spread and maximum as they are set", async () => {
    const all = await stage({ reconnect: { spread: 1_000, min: 200, max: 3_000 } });
    const waits: number[] = [];
    for (let i = 0; i < 5; i++) {
      all.socket().onclose?.({ code: 1006, reason: "" });
      const before = all.clock.now();
      const count = all.sockets.length;
      while (all.sockets.length === count) await all.clock.advance(10);
      waits.push(all.clock.now() - before);
    }
    expect(waits).toEqual([500, 700, 1_750, 3_500, 3_500]);
    expect(all.sockets.slice(0, -1).every((one) => one.closed)).toBe(true);
  });

  it("gives up a socket into which a write does not go", async () => {
    const all = await stage({ writeTimeout: 500 });
    await ready(all);
    all.socket().bufferedAmount = 100;
    void resolveFlag(all.source, { company: { org: "acme" } }, "feature");
    await all.clock.advance(499);
    expect(all.source.status().state).toBe("ready");
    await all.clock.advance(1);
    expect(all.source.status().state).toBe("waiting");
  });

  it("keeps a socket whose writes go slowly", async () => {
    const all = await stage({ writeTimeout: 500, pingInterval: 1e9, pongTimeout: 1e9 });
    await ready(all);
    all.socket().bufferedAmount = 100;
    void resolveFlag(all.source, { company: { org: "acme" } }, "feature");
    for (let left = 90; left >= 0; left -= 10) {
      all.socket().bufferedAmount = left;
      await all.clock.advance(500);
    }
    expect(all.source.status().state).toBe("ready");
  });

  it("asks a silent socket that cannot ping for something, and gives it up without an answer", async () => {
    const all = await stage({ pongTimeout: 10_000 });
    await ready(all);
    const requests = all.socket().sent.length;
    await all.clock.advance(299_999);
    expect(all.socket().sent).toHaveLength(requests);
    await all.clock.advance(1);
    expect(all.socket().sent).toHaveLength(requests + 1);
    all.socket().flags();
    await all.clock.advance(299_000);
    expect(all.source.status().state).toBe("ready");
    await all.clock.advance(11_001);
    expect(all.source.status().state).toBe("waiting");
  });

  it("hears nothing of an older socket any more", async () => {
    const all = await stage();
    await ready(all);
    const old = all.socket();
    old.onclose?.({ code: 1006, reason: "" });
    await all.clock.advance(10_000);
    expect(all.sockets).toHaveLength(2);
    await ready(all);
    old.flags(["stale"]);
    old.onclose?.({ code: 1006, reason: "" });
    expect(all.source.status()).toMatchObject({ state: "ready", flags: 1 });
    expect(peekFlag(all.source, {}, "feature")).toBeDefined();
  });

  it("closes a socket that comes after it was closed itself", async () => {
    const late = new PuppetSocket();
    let give: (socket: SocketLike) => void = () => {};
    const { source } = open("ws://127.0.0.1:9", {
      webSocket: () =>
        new Promise<SocketLike>((resolve) => {
          give = resolve;
        }),
    });
    await source.close();
    give(late);
    await settle();
    expect(late.closed).toBe(true);
    expect(late.sent).toEqual([]);
  });

  it("survives a factory that throws", async () => {
    let calls = 0;
    const clock = new FakeClock();
    const { source } = open(
      "ws://127.0.0.1:9",
      {
        webSocket: () => {
          calls++;
          throw new Error("no way");
        },
      },
      { clock },
    );
    await settle();
    await clock.advance(600_000);
    expect(calls).toBeGreaterThan(10);
    await source.close();
    const before = calls;
    await clock.advance(600_000);
    expect(calls).toBe(before);
    expect(clock.timers).toBe(0);
  });

  it("leaves no timer behind when it is closed", async () => {
    const all = await stage();
    await ready(all);
    void resolveFlag(all.source, { company: { org: "acme" } }, "feature");
    await all.source.close();
    expect(all.clock.timers).toBe(0);
    expect(all.socket().closed).toBe(true);
  });
});
