import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Metrics } from "./metrics";

/** What the health server tells of. */
export interface HealthState {
  /** Loaded, and kept true by an open connection. */
  readonly ready: boolean;
  readonly connected: boolean;
  readonly redis: boolean;
  readonly cacheVersion: string;
  readonly replay: { enabled: boolean; cursor: string };
}

/** `/ready`, `/health`, `/debug` and `/metrics` on all interfaces. */
export class HealthServer {
  private readonly server: Server;

  constructor(state: () => HealthState, metrics: Metrics) {
    this.server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://localhost");
      const answer = answers[pathname]?.(state(), metrics);
      const { status = 404, body = "not found\n", type = "text/plain; charset=utf-8" } = answer ?? {};
      response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
      response.end(request.method === "HEAD" ? undefined : body);
    });
  }

  /** Resolves with the port once it listens; rejects when it cannot. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, () => resolve((this.server.address() as AddressInfo).port));
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }
}

interface Answer {
  status: number;
  body: string;
  type: string;
}

const answers: Record<string, (state: HealthState, metrics: Metrics) => Answer> = {
  "/ready": (state) => json(state.ready ? 200 : 503, summary(state)),
  "/health": (state) => json(200, summary(state)),
  "/debug": ({ replay }, { counts, values }) => {
    const { messages_received: processed, messages_applied: applied } = counts;
    // Nothing is dropped: where the published replicator drops, this one stops reading.
    const messages = { processed, applied, dropped: 0 };
    return json(200, { replay, messages, counts, values, timestamp: new Date().toISOString() });
  },
  "/metrics": (_, metrics) => ({ status: 200, body: metrics.text(), type: "text/plain; version=0.0.4" }),
};

function summary(state: HealthState): object {
  const { ready, connected } = state;
  return {
    status: "healthy",
    ready,
    connected,
    components: {
      redis: state.redis ? "connected" : "disconnected",
      datastream: ready ? "ready" : connected ? "connected_loading" : "disconnected",
    },
    cache_version: state.cacheVersion,
    timestamp: new Date().toISOString(),
  };
}

function json(status: number, body: object): Answer {
  return { status, body: `${JSON.stringify(body)}\n`, type: "application/json" };
}
