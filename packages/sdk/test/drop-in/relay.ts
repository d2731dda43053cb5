// Stands in front of a server and keeps what clients ask of it.
import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

/** A request as a client made it. */
export interface Recorded {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Relay {
  url: string;
  recorded: Recorded[];
  close(): Promise<void>;
}

/** A relay to `target` on a free port; WebSockets pass through. */
export async function relayTo(target: string): Promise<Relay> {
  const { hostname, port } = new URL(target);
  const recorded: Recorded[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      recorded.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      const onward = httpRequest({ hostname, port, method, path: url, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on("error", () => response.destroy());
      onward.end(Buffer.concat(chunks));
    });
  });
  // A client that stood still for longer would send on a connection that is being closed.
  server.keepAliveTimeout = 0;
  server.on("upgrade", (request, socket: Socket) => {
    const onward = connect(Number(port), hostname, () => {
      const lines = request.rawHeaders.flatMap((text, i, all) => (i % 2 ? [] : [`${text}: ${all[i + 1]}`]));
      onward.write([`GET ${request.url} HTTP/1.1`, ...lines, "", ""].join("\r\n"));
      onward.pipe(socket).pipe(onward);
    });
    for (const one of [socket, onward]) {
      sockets.add(one);
      one.on("error", () => one.destroy());
      one.on("close", () => sockets.delete(one));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    recorded,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
