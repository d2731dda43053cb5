// The functions on this machine, each called as its platform calls it.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { handler as webhooks } from "./lambda";
import { handler as metered } from "./metered";
import worker from "./worker";

interface FunctionUrlEvent {
  version: "2.0";
  rawPath: string;
  headers: Record<string, string>;
  requestContext: { http: { method: string } };
  body: string;
  isBase64Encoded: boolean;
}

/** The event that a Function URL makes of a request, the body as it came. */
async function functionUrlEvent(request: Request): Promise<FunctionUrlEvent> {
  return {
    version: "2.0",
    rawPath: new URL(request.url).pathname,
    headers: Object.fromEntries(request.headers),
    requestContext: { http: { method: request.method } },
    body: Buffer.from(await request.arrayBuffer()).toString("base64"),
    isBase64Encoded: true,
  };
}

async function route(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === "/worker") {
    return worker.fetch(request, { SCHEMATIC_WEBHOOK_SECRET: process.env.SCHEMATIC_WEBHOOK_SECRET ?? "" });
  }
  const lambda = pathname === "/webhooks" ? webhooks : pathname === "/calls" ? metered : undefined;
  if (lambda === undefined) return new Response("not here", { status: 404 });
  const { statusCode, body } = await lambda(await functionUrlEvent(request));
  return new Response(body, { status: statusCode });
}

const server = serve({ fetch: route, port: Number(process.env.PORT ?? 3000), hostname: "127.0.0.1" });
if (!server.listening) await once(server, "listening");
console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => server.close());
