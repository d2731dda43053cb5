import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Seen {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON the client sent.
  body: any;
}

export type Respond = (seen: Seen, response: ServerResponse) => unknown;

/** A real HTTP server that remembers what it was asked and answers as the test says. */
export class TestServer {
  readonly seen: Seen[] = [];
  readonly #server: Server;
  #sockets = 0;

  constructor(respond: Respond) {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", async () => {
        const text = Buffer.concat(chunks).toString();
        const { method = "", url: path = "", headers } = request;
        const seen = { method, path, headers, body: text === "" ? undefined : JSON.parse(text) };
        this.seen.push(seen);
        const answer = await respond(seen, response);
        if (response.writableEnded || response.headersSent || answer === undefined) return;
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify(answer));
      });
    });
    // A client that stood still for longer would send on a connection that is being closed.
    this.#server.keepAliveTimeout = 0;
    this.#server.on("connection", (socket) => {
      this.#sockets++;
      socket.on("close", () => this.#sockets--);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Connections that are open. */
  get sockets(): number {
    return this.#sockets;
  }

  /** The requests whose path begins with `path`. */
  to(path: string): Seen[] {
    return this.seen.filter((seen) => seen.path.startsWith(path));
  }

  static async start(respond: Respond): Promise<TestServer> {
    const server = new TestServer(respond);
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** The wire form of a check's answer. */
export function checkAnswer(flag: string, value = true, more: object = {}): object {
  return { data: { flag, value, reason: "match", ...more }, params: {} };
}
