import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { inTime } from "@schematic-internal/testing";

/** An event as it came over the wire. */
export interface CapturedEvent {
  api_key: string;
  type: string;
  body: Record<string, unknown>;
  sent_at?: string;
  idempotency_key?: string;
  trusted_client_clock?: boolean;
  backfill?: boolean;
}

/**
 * Behaviour of the server for a request. The events of these requests are not counted unless `accepted` is set: then
 * they were accepted and the client does not learn of it.
 */
export type Fault =
  | { kind: "status"; status: number; headers?: Record<string, string>; body?: string; accepted?: boolean }
  | { kind: "hang"; accepted?: boolean }
  | { kind: "reset"; accepted?: boolean }
  | { kind: "slow-body"; accepted: true }
  /** A success whose connection ends after this beginning of its body. */
  | { kind: "cut-body"; body: string; accepted?: boolean }
  | { kind: "delay"; ms: number };

export interface CapturedRequest {
  events: CapturedEvent[];
  bytes: number;
  headers: IncomingMessage["headers"];
  at: number;
}

/**
 * An event capture server over real HTTP, as PROTOCOL 3 describes it: at most 100 events a request,
 * the second event with a key and type is not counted.
 */
export class CaptureServer {
  /** Chooses what happens to a request; `undefined` accepts it. */
  fault: ((request: CapturedRequest, index: number) => Fault | undefined) | undefined;
  /** Called for every event that is counted. */
  onEvent: ((event: CapturedEvent) => void) | undefined;
  /** Keep counted events in memory. */
  keep = true;
  readonly events: CapturedEvent[] = [];
  readonly requests: CapturedRequest[] = [];
  readonly keys: Map<string, number> = new Map();
  requestCount = 0;
  counted = 0;
  /** Events that were sent again after they had been counted. */
  repeated = 0;
  largestBatch = 0;
  openRequests = 0;
  mostOpenRequests = 0;
  readonly #server: Server;
  readonly #sockets: Set<Socket> = new Set();
  #waiting: { until: () => boolean; resolve: () => void }[] = [];

  constructor() {
    this.#server = createServer((request, response) => void this.#handle(request, response));
    // A client that stood still for longer would send on a connection that is being closed.
    this.#server.keepAliveTimeout = 0;
    this.#server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => {
        this.#sockets.delete(socket);
        this.#check();
      });
    });
  }

  static async start(port = 0): Promise<CaptureServer> {
    const server = new CaptureServer();
    await new Promise<void>((resolve) => server.#server.listen(port, "127.0.0.1", resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get sockets(): number {
    return this.#sockets.size;
  }

  /** Resolves once `until` holds; looked at after every request and closed socket. */
  when(until: () => boolean): Promise<void> {
    if (until()) return Promise.resolve();
    const happened = new Promise<void>((resolve) => this.#waiting.push({ until, resolve }));
    return inTime(happened, () => ({
      requests: this.requestCount,
      openRequests: this.openRequests,
      counted: this.counted,
      repeated: this.repeated,
    }));
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.openRequests++;
    this.mostOpenRequests = Math.max(this.mostOpenRequests, this.openRequests);
    response.on("close", () => {
      this.openRequests--;
      this.#check();
    });
    try {
      await this.#answer(request, response);
    } catch {
      response.destroy();
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const events = (JSON.parse(text) as { events: CapturedEvent[] }).events;
    const captured = { events, bytes: text.length, headers: request.headers, at: performance.now() };
    if (this.keep) this.requests.push(captured);
    const index = this.requestCount++;
    this.largestBatch = Math.max(this.largestBatch, events.length);
    const fault = this.fault?.(captured, index);
    if (fault?.kind === "delay") await new Promise((resolve) => setTimeout(resolve, fault.ms));
    if (fault === undefined || fault.kind === "delay") {
      if (events.length > 100) return send(response, 400, '{"error":"batch too large","max_size":100}');
      this.#count(events);
      return send(response, 200, "{}");
    }
    if (fault.accepted) this.#count(events);
    this.#check();
    if (fault.kind === "reset") request.socket.destroy();
    else if (fault.kind === "slow-body") {
      response.writeHead(200, { "content-length": "1000" });
      response.write("{");
    } else if (fault.kind === "cut-body") {
      response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
      response.write(fault.body, () => request.socket.end());
    } else if (fault.kind === "status") {
      send(response, fault.status, fault.body ?? "", fault.headers);
    }
  }

  #count(events: CapturedEvent[]): void {
    for (const event of events) {
      const key = event.idempotency_key === undefined ? undefined : `${event.type} ${event.idempotency_key}`;
      if (key !== undefined) {
        const times = this.keys.get(key) ?? 0;
        this.keys.set(key, times + 1);
        if (times > 0) {
          this.repeated++;
          continue;
        }
      }
      this.counted++;
      if (this.keep) this.events.push(event);
      this.onEvent?.(event);
    }
  }

  #check(): void {
    this.#waiting = this.#waiting.filter(({ until, resolve }) => {
      if (!until()) return true;
      resolve();
      return false;
    });
  }
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers?: Record<string, string>,
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body);
}
