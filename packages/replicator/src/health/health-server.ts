import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Metrics } from "./metrics";

/** State of the replicator as the health server reports it. */
export interface HealthState {
  /** Redis holds everything and is kept up to date. */
  readonly ready: boolean;
  /** Why it is not ready; undefined if it is. */
  readonly reason: string | undefined;
  readonly connected: boolean;
  readonly redis: boolean;
  readonly cacheVersion: string;
  readonly replay: { enabled: boolean; cursor: string };
}

/** Bounds of one request. Nothing that is served needs more. */
const LIMITS = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
};
const CHECK_INTERVAL_MS = 1_000;
const MAX_CONNECTIONS = 1_000;

/** Serves `/ready`, `/health`, `/debug` and `/metrics`. No request can end the process. */
export class HealthServer {
  readonly #server: Server;
  readonly #state: () => HealthState;
  readonly #metrics: Metrics;

  constructor(state: () => HealthState, metrics: Metrics) {
    this.#state = state;
    this.#metrics = metrics;
    this.#server = createServer({ ...LIMITS, connectionsCheckingInterval: CHECK_INTERVAL_MS });
    this.#server.maxConnections = MAX_CONNECTIONS;
    this.#server.on("request", (request, response) => this.#serve(request, response));
    this.#server.on("clientError", (_error, socket) => {
      socket.on("error", () => {});
      socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", () =>
        socket.destroy(),
      );
    });
  }

  /** Resolves to the port. Rejects if it is taken. Without a host it listens on all interfaces. */
  listen(port: number, host?: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen({ port, ...(host !== undefined && { host }) }, () => {
        this.#server.off("error", reject);
        // Failures to accept a connection, for example for want of file descriptors, concern that connection.
        this.#server.on("error", () => {});
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    request.on("error", () => {});
    response.on("error", () => {});
    let answer: Answer;
    try {
      answer = this.#answer(request);
    } catch {
      answer = text(500, "internal error\n");
    }
    const { status, body, type } = answer;
    // A body is never read, so the connection of a request with one cannot be used again.
    if (request.method !== "GET" && request.method !== "HEAD") response.setHeader("connection", "close");
    response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
    response.end(request.method === "HEAD" ? undefined : body);
  }

  #answer({ method, url }: IncomingMessage): Answer {
    const route = ROUTES.get(pathOf(url ?? "/"));
    if (route === undefined) return text(404, "not found\n");
    if (method !== "GET" && method !== "HEAD") return text(405, "use GET\n");
    return route(this.#state(), this.#metrics);
  }
}

/** Returns the path of a request target. Accepts any text. */
export function pathOf(target: string): string {
  const path = target.split(/[?#]/, 1)[0] ?? "";
  return path.replace(/^https?:\/\/[^/]*/i, "");
}

interface Answer {
  status: number;
  body: string;
  type: string;
}

const ROUTES: ReadonlyMap<string, (state: HealthState, metrics: Metrics) => Answer> = new Map([
  ["/ready", (state: HealthState) => json(state.ready ? 200 : 503, summary(state))],
  ["/health", (state: HealthState) => json(200, summary(state))],
  [
    "/debug",
    ({ replay }: HealthState, { counts, values }: Metrics) => {
      const { messages_received: processed, messages_applied: applied, changes_failed: dropped } = counts;
      const messages = { processed, applied, dropped };
      return json(200, { replay, messages, counts, values, timestamp: new Date().toISOString() });
    },
  ],
  [
    "/metrics",
    (_: HealthState, metrics: Metrics) => ({
      status: 200,
      body: metrics.text(),
      type: "text/plain; version=0.0.4",
    }),
  ],
]);

function summary(state: HealthState): object {
  const { ready, connected, reason } = state;
  return {
    status: "healthy",
    ready,
    ...(reason !== undefined && { reason }),
    connected,
    components: {
      redis: state.redis ? "connected" : "disconnected",
      datastream: ready ? "ready" : connected ? "connected_loading" : "disconnected",
    },
    cache_version: state.cacheVersion,
    timestamp: new Date().toISOString(),
  };
}

function text(status: number, body: string): Answer {
  return { status, body, type: "text/plain; charset=utf-8" };
}

function json(status: number, body: object): Answer {
  return { status, body: `${JSON.stringify(body)}\n`, type: "application/json" };
}
