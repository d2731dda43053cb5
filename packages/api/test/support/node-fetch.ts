import { type IncomingMessage, request } from "node:http";

/** A response like those of node-fetch 2 and cross-fetch, whose body is a Node stream without `getReader` and `cancel`. */
class NodeResponse {
  readonly headers: { get(name: string): string | null };
  readonly status: number;
  readonly ok: boolean;
  readonly statusText: string;
  readonly url: string;
  readonly body: IncomingMessage;

  constructor(message: IncomingMessage, url: string) {
    this.headers = { get: (name) => message.headers[name.toLowerCase()]?.toString() ?? null };
    this.status = message.statusCode ?? 0;
    this.ok = this.status >= 200 && this.status < 300;
    this.statusText = message.statusMessage ?? "";
    this.url = url;
    this.body = message;
  }

  async text(): Promise<string> {
    let text = "";
    for await (const chunk of this.body) text += chunk;
    return text;
  }
}

/** A `fetch` over Node's HTTP client that behaves like node-fetch 2: it follows no redirect that is `manual`. */
export const nodeFetch = ((url: string, init: RequestInit & { headers: Record<string, string> }) =>
  new Promise((resolve, reject) => {
    const { method = "GET", headers, body, signal } = init;
    const sent = request(url, { method, headers, signal: signal ?? undefined }, (message) =>
      resolve(new NodeResponse(message, url)),
    );
    sent.on("error", reject).end(body as string | undefined);
  })) as unknown as typeof fetch;
