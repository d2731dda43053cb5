import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import type { ScoreboardRow } from "@schematic-internal/testing";
import { SchematicClient, type SchematicOptions, SchematicTimeoutError } from "../src/index";

const HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n";
const UPGRADE = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

/** Answers one byte a second: from the first header on, or after the headers. */
class SlowServer {
  readonly sockets = new Set<Socket>();
  #server: Server | undefined;

  async start(what: "headers" | "body"): Promise<string> {
    this.#server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
      socket.on("error", () => {});
      socket.once("data", (data) => {
        const upgrade = /^upgrade: websocket/im.test(data.toString("latin1"));
        const text = upgrade ? UPGRADE : `${HEAD}${" ".repeat(5_000)}`;
        let at = 0;
        if (what === "body" && !upgrade) {
          socket.write(HEAD);
          at = HEAD.length;
        }
        const timer = setInterval(() => socket.write(text[at++] ?? " "), 1_000);
        socket.on("close", () => clearInterval(timer));
      });
    });
    const server = this.#server;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** Waits until no socket is left, for at most `ms`; answers how many are. */
  async drained(ms: number): Promise<number> {
    const until = performance.now() + ms;
    while (this.sockets.size > 0 && performance.now() < until) await new Promise((r) => setTimeout(r, 5));
    return this.sockets.size;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.#server?.close(resolve));
  }
}

interface Tally {
  calls: number;
  ended: number;
  socketsLeft: number;
  worstOverMs: number;
}

/** Runs a call that must end by its deadline, and counts it. */
async function timed(tally: Tally, deadlineMs: number, call: () => Promise<boolean>): Promise<void> {
  const startedAt = performance.now();
  tally.calls++;
  if (await call()) tally.ended++;
  tally.worstOverMs = Math.max(tally.worstOverMs, performance.now() - startedAt - deadlineMs);
}

async function round(
  what: "headers" | "body",
  calls: number,
  deadlineMs: number,
  tally: Tally,
): Promise<void> {
  const server = new SlowServer();
  const url = await server.start(what);
  const options: SchematicOptions = {
    apiKey: "sch_dev_slow",
    basePath: url,
    eventCaptureBaseURL: url,
    timeoutMs: deadlineMs,
    maxRetries: 0,
    logger: { error() {}, warn() {}, info() {}, debug() {} },
    cacheProviders: { flagChecks: [] },
  };
  const client = new SchematicClient(options);
  const stream = new SchematicClient({
    ...options,
    useDataStream: true,
    dataStream: { handshakeTimeout: deadlineMs },
    reconnect: { spread: 0, min: 600_000, max: 600_000 },
  });
  try {
    const byTimeout = (call: Promise<unknown>): Promise<boolean> =>
      call.then(
        () => false,
        (error: unknown) => error instanceof SchematicTimeoutError,
      );
    const jobs: Promise<void>[] = [];
    for (let i = 0; i < calls; i++) {
      const who = { company: { id: `c${i}` } };
      jobs.push(timed(tally, deadlineMs, () => byTimeout(client.companies.getCompany(`c${i}`))));
      jobs.push(
        timed(
          tally,
          deadlineMs,
          async () => (await client.checkFlagWithEntitlement(who, "f")).err === "timeout",
        ),
      );
      const half = { timeoutMs: deadlineMs / 2 };
      jobs.push(timed(tally, deadlineMs / 2, async () => !(await client.checkFlag(who, "g", half))));
    }
    jobs.push(timed(tally, deadlineMs, () => byTimeout(stream.initialize({ timeoutMs: deadlineMs }))));
    await client.track({ event: "e" });
    jobs.push(timed(tally, deadlineMs, async () => (await client.flush(deadlineMs)) <= 1));
    await Promise.all(jobs);
    // Capture has its own limit of 10 s for one attempt; close() ends it.
    await Promise.all([client.close(), stream.close()]);
    // A connection that came up after its request had given up idles in Node's pool for 4 s.
    tally.socketsLeft += await server.drained(20_000);
  } finally {
    await server.close();
  }
}

/** One byte a second on headers, bodies and WebSocket upgrades. */
export const row: ScoreboardRow = {
  name: "net/slow-loris",
  target: "every call ends by its deadline, 0 sockets left",
  async run(size, progress) {
    const tally: Tally = { calls: 0, ended: 0, socketsLeft: 0, worstOverMs: 0 };
    const [calls, deadlineMs] = size === "full" ? [50, 3_000] : [3, 300];
    const rounds = [round("headers", calls, deadlineMs, tally), round("body", calls, deadlineMs, tally)];
    await Promise.all(rounds);
    progress(1, 1);
    const { calls: all, ended, socketsLeft, worstOverMs } = tally;
    return {
      figure: `${ended} of ${all} calls ended by their deadline (worst ${Math.round(worstOverMs)} ms over), ${socketsLeft} sockets left`,
      holds: ended === all && socketsLeft === 0 && worstOverMs < 2_000,
      counts: { calls: all, ended, socketsLeft },
    };
  },
};
