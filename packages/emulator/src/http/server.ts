import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { EmulatorError } from "../errors";
import { faultRequest, faultUpgrade, refuseUpgrade } from "../faults/http";
import type { FaultTable } from "../faults/rules";
import type { World } from "../state/world";
import type { StreamServer } from "../stream/server";
import { type AccessRules, refusalOf } from "./access";

const MAX_ROUTES_COUNTED = 1_000;

export interface ServerParts {
  app: Hono;
  faults: FaultTable;
  stream: StreamServer;
  world: World;
  access: AccessRules;
}

/** The socket side: one port for REST, capture, the stream and the page, with faults in front. */
export class EmulatorServer {
  /** Requests so far, by method and path. */
  readonly requests: Map<string, number> = new Map();
  readonly #server: Server;
  readonly #parts: ServerParts;
  readonly #sockets = new Set<Socket>();

  constructor(parts: ServerParts) {
    this.#parts = parts;
    const listener = getRequestListener(parts.app.fetch, { overrideGlobalObjects: false });
    this.#server = createServer((incoming, outgoing) => void this.#request(incoming, outgoing, listener));
    // Node's 5 s are too short for clients on a busy machine: they would send on a connection that is being closed.
    this.#server.keepAliveTimeout = 60_000;
    this.#server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    this.#server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
  }

  /** Listens on an address and resolves to the port; 0 takes a free one. Rejects with `port_in_use`. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", (cause: NodeJS.ErrnoException) => {
        const taken = cause.code === "EADDRINUSE";
        const message = taken
          ? `Port ${port} is in use. Choose another port, or 0 for a free one.`
          : `Cannot listen on ${host}:${port}: ${cause.message}.`;
        reject(new EmulatorError(taken ? "port_in_use" : "invalid_option", message, { cause }));
      });
      this.#server.listen(port, host, () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      for (const socket of this.#sockets) socket.destroy();
    });
  }

  async #request(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    listener: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>,
  ): Promise<void> {
    const path = pathOf(incoming);
    if (isControl(path)) return listener(incoming, outgoing);
    const method = incoming.method ?? "GET";
    this.#count(`${method} ${path}`);
    const { delayMs, skewMs, action } = this.#parts.faults.strike(method, path);
    // Clients judge expiry by the server's time, which is the emulator's clock.
    outgoing.setHeader("Date", new Date(this.#parts.world.now() + skewMs).toUTCString());
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs).unref());
    if (action === undefined) return listener(incoming, outgoing);
    try {
      await faultRequest(action, { incoming, outgoing, handle: (request) => this.#parts.app.fetch(request) });
    } catch {
      // The client went away in the middle of its own request.
      incoming.socket.destroy();
    }
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const path = pathOf(request);
    this.#count(`WS ${path}`);
    const { delayMs, action } = this.#parts.faults.strike("WS", path);
    const { refuse } = this.#parts.stream.state;
    const proceed = (): void => {
      if (socket.destroyed) return;
      if (refuse === "reset") {
        socket.destroy();
        return;
      }
      if (action !== undefined && faultUpgrade(action, socket)) return;
      const refusal =
        refuse === "status" ? { status: 503, error: "injected fault" } : this.#refusal(request, path);
      if (refusal !== undefined)
        refuseUpgrade(socket, refusal.status, JSON.stringify({ error: refusal.error }));
      else
        this.#parts.stream.accept(
          request,
          socket,
          head,
          refuse === "close" || action?.type === "drop_after_accept",
        );
    };
    if (delayMs > 0) setTimeout(proceed, delayMs).unref();
    else proceed();
  }

  #refusal(request: IncomingMessage, path: string): { status: number; error: string } | undefined {
    const { host, origin } = request.headers;
    const visitor = { method: "GET", path, host, origin, fetchSite: undefined, fetchMode: undefined };
    const refusal = refusalOf(visitor, this.#parts.access);
    if (refusal !== undefined) return { status: 403, error: refusal };
    if (path !== "/datastream") return { status: 404, error: "the stream is at /datastream" };
    const key = request.headers["x-schematic-api-key"];
    const known = typeof key === "string" && this.#parts.world.apiKeys.has(key);
    return known ? undefined : { status: 401, error: "invalid API key" };
  }

  #count(route: string): void {
    const known = this.requests.get(route);
    if (known === undefined && this.requests.size >= MAX_ROUTES_COUNTED) return;
    this.requests.set(route, (known ?? 0) + 1);
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? "/").split("?")[0] ?? "/";
}

function isControl(path: string): boolean {
  return path === "/" || path.startsWith("/_emulator");
}
