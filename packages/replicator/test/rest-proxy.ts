import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request for one page of companies or users. */
export interface PageRequest {
  readonly kind: "companies" | "users";
  readonly offset: number;
  /** Number of pages of this kind that were requested before. */
  readonly count: number;
}

/** A response that is sent in place of the real one. */
export interface OtherResponse {
  readonly status: number;
  readonly body: unknown;
}

/** A server in front of the REST API, which lets tests act right before and right after a page is read. */
export interface RestProxy {
  readonly url: string;
  /** Called before a page is read. */
  before: (page: PageRequest) => Promise<OtherResponse | undefined>;
  /** Called after a page was read, and before it is sent. */
  after: (page: PageRequest) => Promise<void>;
  close(): Promise<void>;
}

export async function startRestProxy(target: string): Promise<RestProxy> {
  const counts = { companies: 0, users: 0 };
  const send = (response: ServerResponse, status: number, body: string) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(body);
  };
  const server = createServer(async (request, response) => {
    try {
      const { pathname, search, searchParams } = new URL(request.url ?? "/", target);
      const kind = ({ "/companies": "companies", "/users": "users" } as const)[pathname];
      const page = kind && { kind, offset: Number(searchParams.get("offset")), count: counts[kind]++ };
      const other = page && (await proxy.before(page));
      if (other) return send(response, other.status, JSON.stringify(other.body));
      const headers = { "x-schematic-api-key": String(request.headers["x-schematic-api-key"]) };
      const real = await fetch(target + pathname + search, { headers });
      const body = await real.text();
      if (page) await proxy.after(page);
      send(response, real.status, body);
    } catch {
      response.destroy();
    }
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy: RestProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    before: async () => undefined,
    after: async () => {},
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
