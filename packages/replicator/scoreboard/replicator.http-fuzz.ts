import { connect, type Socket } from "node:net";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { HealthServer } from "../src/health/health-server";
import { Metrics } from "../src/health/metrics";

const TARGETS = [
  "//",
  "///",
  "/\\",
  "//:0",
  "http://",
  "http://[::1/",
  "//a:b@:x/",
  "constructor",
  "__proto__",
  "*",
  "/%",
  "/ready?%",
];
const METHODS = ["GET", "HEAD", "POST", "OPTIONS", "CONNECT", "PATCH", "BREW", "get"];
const LANES = 50;
const STATE = {
  ready: true,
  reason: undefined,
  connected: true,
  redis: true,
  cacheVersion: "v",
  replay: { enabled: true, cursor: "" },
};

/** Returns a request that no client library would send; the same for the same number. */
function request(n: number): Buffer {
  const method = METHODS[n % METHODS.length];
  const target = TARGETS[(n >> 3) % TARGETS.length];
  const head = `${method} ${target} HTTP/1.1\r\nHost: x\r\n`;
  const noise = Buffer.from(Array.from({ length: n % 200 }, (_, i) => (n * 31 + i * i * 7) & 0xff));
  switch (n % 7) {
    case 0:
      return Buffer.from(`${head}Connection: close\r\n\r\n`);
    case 1:
      return Buffer.concat([Buffer.from(head), noise, Buffer.from("\r\n\r\n")]);
    case 2:
      return Buffer.concat([noise, Buffer.from("\r\n\r\n")]);
    case 3:
      return Buffer.from(`${head}X: ${"y".repeat(20_000)}\r\n\r\n`);
    case 4:
      return Buffer.from(`${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`);
    case 5:
      return Buffer.from(`${head}Connection: upgrade\r\nUpgrade: websocket\r\n\r\n`);
    default:
      return Buffer.from(head.slice(0, n % head.length));
  }
}

/** Sends a request, half-closes, and resolves when the connection is closed. */
function send(port: number, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket: Socket = connect(port, "127.0.0.1", () => socket.end(bytes));
    socket
      .on("data", () => {})
      .on("error", () => {})
      .on("close", () => resolve());
  });
}

export const row: ScoreboardRow = {
  name: "replicator/http-fuzz",
  target: "100,000 malformed requests to the health port: process up, 0 sockets left",
  async run(size, progress): Promise<ScoreboardResult> {
    const total = size === "full" ? 100_000 : 1_000;
    let uncaught = 0;
    const onUncaught = (): void => void uncaught++;
    process.on("uncaughtException", onUncaught);
    const server = new HealthServer(() => STATE, new Metrics());
    const port = await server.listen(0, "127.0.0.1");
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < total) {
        const n = next++;
        await send(port, request(n));
        if (n % 1_000 === 0) progress(n, total);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    const { status } = await fetch(`http://127.0.0.1:${port}/ready`);
    await server.close();
    process.off("uncaughtException", onUncaught);
    const refused = await fetch(`http://127.0.0.1:${port}/ready`).then(
      () => 1,
      () => 0,
    );
    return {
      figure: `${total} requests: ${uncaught} uncaught errors, /ready responds with ${status}, ${refused} servers left after close`,
      holds: uncaught === 0 && status === 200 && refused === 0,
      counts: { uncaught, wrong: status === 200 ? 0 : 1, left: refused },
    };
  },
};
