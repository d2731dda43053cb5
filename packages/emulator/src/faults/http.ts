import { Buffer } from "node:buffer";
import type { IncomingMessage, ServerResponse } from "node:http";
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { FaultAction } from "./rules";

/** Handler of a request that was read from Node's server. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const method = incoming.method ?? "GET";
  const url = `http://${incoming.headers.host ?? "127.0.0.1"}${incoming.url ?? "/"}`;
  const bodyless = method === "GET" || method === "HEAD";
  return new Request(url, { method, headers, ...(bodyless ? {} : { body: Buffer.concat(chunks) }) });
}

/** Writes bytes one by one (or a few, at high rates) until done or the other side has gone. */
function trickle(
  out: Duplex | ServerResponse,
  bytes: Buffer,
  bytesPerSecond: number,
  done: () => void,
): void {
  const interval = Math.max(1, 1000 / bytesPerSecond);
  const size = Math.max(1, Math.round((bytesPerSecond * interval) / 1000));
  let sent = 0;
  const timer = setInterval(() => {
    if (out.destroyed || sent >= bytes.length) {
      clearInterval(timer);
      if (!out.destroyed) done();
      return;
    }
    out.write(bytes.subarray(sent, sent + size));
    sent += size;
  }, interval);
  timer.unref();
}

function statusBody(action: Extract<FaultAction, { type: "status" }>): string {
  if (typeof action.body === "string") return action.body;
  return JSON.stringify(action.body ?? { error: "injected fault" });
}

/** Carries out a fault on a request. */
export async function faultRequest(
  action: FaultAction,
  exchange: { incoming: IncomingMessage; outgoing: ServerResponse; handle: FetchHandler },
): Promise<void> {
  const { incoming, outgoing, handle } = exchange;
  switch (action.type) {
    case "status":
      incoming.resume();
      outgoing.writeHead(action.status, { "Content-Type": "application/json", ...action.headers });
      outgoing.end(statusBody(action));
      return;
    case "reset":
      incoming.socket.resetAndDestroy();
      return;
    case "hang":
      incoming.resume();
      return;
    case "drop_after_accept":
      await (await handle(await toRequest(incoming))).arrayBuffer();
      incoming.socket.resetAndDestroy();
      return;
    case "duplicate": {
      const request = await toRequest(incoming);
      await (await handle(request.clone())).arrayBuffer();
      const response = await handle(request);
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
      return;
    }
    case "slow_body": {
      const response = await handle(await toRequest(incoming));
      const body = Buffer.from(await response.arrayBuffer());
      outgoing.writeHead(response.status, {
        ...Object.fromEntries(response.headers),
        "content-length": String(body.length),
      });
      outgoing.flushHeaders();
      trickle(outgoing, body, action.bytesPerSecond, () => outgoing.end());
      return;
    }
    case "slow_headers": {
      incoming.resume();
      const text = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{}";
      trickle(incoming.socket, Buffer.from(text), action.bytesPerSecond, () => incoming.socket.end());
      return;
    }
    case "latency":
    case "date_skew":
      return;
  }
}

/** Refuses a WebSocket handshake with an HTTP status instead. */
export function refuseUpgrade(
  socket: Duplex,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  const lines = Object.entries({
    "Content-Type": "application/json",
    "Content-Length": String(Buffer.byteLength(body)),
    Connection: "close",
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Status"}\r\n${lines.join("\r\n")}\r\n\r\n${body}`,
  );
}

/** Carries out a fault on a handshake; false if the handshake goes on. */
export function faultUpgrade(action: FaultAction, socket: Duplex): boolean {
  switch (action.type) {
    case "status":
      refuseUpgrade(socket, action.status, statusBody(action), action.headers);
      return true;
    case "reset":
      socket.destroy();
      return true;
    case "hang":
      return true;
    case "slow_body":
    case "slow_headers":
      trickle(
        socket,
        Buffer.from("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"),
        action.bytesPerSecond,
        () => socket.destroy(),
      );
      return true;
    default:
      return false;
  }
}
