import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Socket } from "node:net";
import { freePort, inTime } from "@schematic-internal/testing";
import { type WebSocket, WebSocketServer } from "ws";

/** A request as it came over a socket. */
export interface StreamRequest {
  action?: string;
  entity_type: string;
  keys?: Record<string, string>;
}

export type Entity = { id: string; keys: Record<string, string> } & Record<string, unknown>;

const COMPANY = "rulesengine.Company";
const USER = "rulesengine.User";

/** A small datastream server over real sockets: what it says and when is up to the test. */
export class StreamServer {
  readonly flags: Map<string, Record<string, unknown>> = new Map();
  readonly companies: Map<string, Entity> = new Map();
  readonly users: Map<string, Entity> = new Map();
  readonly requests: StreamRequest[] = [];
  /** What came over plain HTTP: event batches are taken, everything else is not found. */
  readonly restCalls: string[] = [];
  readonly handshakes: IncomingMessage["headers"][] = [];
  /** Answers a handshake with this status instead of a socket. */
  refuseWith: number | undefined;
  /** Takes sockets and closes them at once. */
  acceptAndClose = false;
  /** Says nothing: no answers, no pongs. */
  silent = false;
  /** Looks at a request before it is answered; false = leave it unanswered. */
  intercept: (request: StreamRequest, socket: WebSocket) => boolean | Promise<boolean> = () => true;
  #http: Server | undefined;
  #wss: WebSocketServer | undefined;
  readonly #sockets = new Set<Socket>();
  readonly #waiters = new Set<() => void>();
  #port = 0;

  /** On the port of before, if there was one. */
  async start(): Promise<void> {
    const http = createServer((request, response) => {
      request.resume();
      this.restCalls.push(`${request.method} ${request.url}`);
      response.statusCode = request.url?.includes("batch") ? 200 : 404;
      response.end(JSON.stringify({ data: {}, error: "not found" }));
      this.#wake();
    });
    const wss = new WebSocketServer({ noServer: true, autoPong: false });
    http.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => {
        this.#sockets.delete(socket);
        this.#wake();
      });
    });
    http.on("upgrade", (request, socket, head) => {
      this.handshakes.push(request.headers);
      if (this.refuseWith !== undefined) {
        socket.end(`HTTP/1.1 ${this.refuseWith} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
        this.#wake();
        return;
      }
      wss.handleUpgrade(request, socket, head, (ws) => this.#accept(ws));
    });
    // No port of outgoing connections: while this server is away, none may take it.
    this.#port ||= await freePort();
    await new Promise<void>((resolve, reject) => {
      http.once("error", reject);
      http.listen(this.#port, "127.0.0.1", resolve);
    });
    this.#http = http;
    this.#wss = wss;
  }

  get httpUrl(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.#port}/datastream`;
  }

  get sockets(): WebSocket[] {
    return [...(this.#wss?.clients ?? [])];
  }

  /** Cuts every connection without a word. */
  kill(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    const http = this.#http;
    if (http === undefined) return;
    this.#http = undefined;
    const closed = new Promise<void>((resolve) => http.close(() => resolve()));
    this.kill();
    await closed;
  }

  /** Resolves once `condition` holds; looked at after everything that happens here. */
  until(condition: () => boolean): Promise<void> {
    const happened = new Promise<void>((resolve) => {
      const look = (): void => {
        if (!condition()) return;
        this.#waiters.delete(look);
        resolve();
      };
      this.#waiters.add(look);
      look();
    });
    return inTime(happened, () => ({ requests: this.requests.slice(-20), sockets: this.sockets.length }));
  }

  /** Sends a message to every socket. */
  send(entity_type: string, message_type: string, data: unknown, more: object = {}): void {
    this.sendRaw(JSON.stringify({ entity_type, message_type, data, ...more }));
  }

  sendRaw(data: string | Buffer): void {
    for (const socket of this.sockets) socket.send(data);
  }

  partial(kind: "company" | "user", entity_id: string, data: unknown): void {
    this.send(kind === "company" ? COMPANY : USER, "partial", data, { entity_id });
  }

  #accept(ws: WebSocket): void {
    ws.on("error", () => {});
    ws.on("ping", (data) => {
      if (!this.silent) ws.pong(data);
    });
    ws.on("close", () => this.#wake());
    ws.on("message", (raw) => void this.#answer(ws, JSON.parse(String(raw)).data));
    if (this.acceptAndClose) ws.close(1013);
    this.#wake();
  }

  async #answer(ws: WebSocket, request: StreamRequest): Promise<void> {
    this.requests.push(request);
    if (!this.silent && (await this.intercept(request, ws)) && request.action !== "stop") {
      ws.send(JSON.stringify(this.#reply(request)));
    }
    this.#wake();
  }

  #reply({ entity_type, keys = {} }: StreamRequest): object {
    if (entity_type === "rulesengine.Flags") {
      return { entity_type, message_type: "full", data: [...this.flags.values()] };
    }
    const entities = entity_type === COMPANY ? this.companies : this.users;
    for (const one of entities.values()) {
      if (Object.entries(keys).some(([name, value]) => one.keys[name] === value)) {
        return { entity_type, entity_id: one.id, message_type: "full", data: one };
      }
    }
    return { entity_type, message_type: "error", data: { error: "not found", keys, entity_type } };
  }

  #wake(): void {
    for (const look of [...this.#waiters]) look();
  }
}
