import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import express from "express";
import express4 from "express4";
import fastify from "fastify";
import { Hono } from "hono";
import { expressGates } from "../../src/adapters/express";
import { fastifyGates } from "../../src/adapters/fastify";
import { honoGates } from "../../src/adapters/hono";
import { fetchGates, type GateClient, type GatesOptions, type RequireOptions } from "../../src/index";

/** The part of a request that the tests use, whatever the framework. */
export interface Incoming {
  header(name: string): string | undefined;
}

export interface RouteOptions {
  gates: Omit<GatesOptions<Incoming>, "context"> & { context?: GatesOptions<Incoming>["context"] };
  require?: Omit<RequireOptions<Incoming>, "track"> & { track?: string };
}

export interface Running {
  url: string;
  close(): Promise<void>;
}

/** Starts a server with `GET /exports` behind the flag `exports`. `?fail` makes its handler respond with 500. */
export type StartServer = (client: GateClient, options: RouteOptions) => Promise<Running>;

/** The company of a request, from a header that an authentication layer would have checked. */
const contextOf = ({ header }: Incoming): { company: { id: string } } | undefined => {
  const id = header("x-company");
  if (id === "broken") throw new Error("the session store is down");
  return id === undefined ? undefined : { company: { id } };
};

/** Closes a server and the connections that its clients keep alive. */
const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function listen(server: Server): Promise<Running> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => closed(server),
  };
}

/** Adapts the options to the request type of a framework. */
function adapted<Req>(options: RouteOptions, incoming: (request: Req) => Incoming): GatesOptions<Req> {
  const { context = contextOf, respond, ...rest } = options.gates;
  return {
    ...rest,
    context: (request) => context(incoming(request)),
    ...(respond && { respond: (answer, request, problem) => respond(answer, incoming(request), problem) }),
  };
}

const required = (options: RouteOptions): { track?: string } => options.require ?? {};

function expressLike(create: typeof express): StartServer {
  return async (client, options) => {
    const { createServer } = await import("node:http");
    const app = create();
    const gates = expressGates(
      client,
      adapted<express.Request>(options, (request) => ({ header: (name) => request.get(name) })),
    );
    app.get("/exports", gates.require("exports", required(options)), (request, response) => {
      if (request.query.fail !== undefined) response.status(500);
      response.json({ scoped: "schematic" in request });
    });
    app.get("/scope", gates.scope(), (request, response) => {
      response.json({ scoped: "schematic" in request });
    });
    app.use(((_error, _request, response, _next) => {
      response.status(500).json({ handled: true });
    }) satisfies express.ErrorRequestHandler);
    return listen(createServer(app));
  };
}

const startFastify: StartServer = async (client, options) => {
  const app = fastify({ forceCloseConnections: true });
  const gates = fastifyGates(
    client,
    adapted<{ headers: Record<string, string | string[] | undefined> }>(options, (request) => ({
      header: (name) => request.headers[name] as string | undefined,
    })),
  );
  await app.register(gates.plugin);
  app.get("/exports", { preHandler: gates.require("exports", required(options)) }, async (request, reply) => {
    if ((request.query as { fail?: string }).fail !== undefined) reply.code(500);
    return { scoped: "schematic" in request };
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return { url, close: () => app.close() };
};

const startHono: StartServer = async (client, options) => {
  type Env = { Variables: { schematic: unknown } };
  type C = import("hono").Context<Env>;
  const app = new Hono<Env>();
  const gates = honoGates<C>(
    client,
    adapted<C>(options, (c) => ({ header: (name) => c.req.header(name) })),
  );
  app.get("/exports", gates.require("exports", required(options)), (c) =>
    c.json({ scoped: c.get("schematic") !== undefined }, c.req.query("fail") === undefined ? 200 : 500),
  );
  app.onError((_error, c) => c.json({ handled: true }, 500));
  return served(app.fetch);
};

const startFetch: StartServer = async (client, options) => {
  const gates = fetchGates(
    client,
    adapted<Request>(options, (request) => ({ header: (name) => request.headers.get(name) ?? undefined })),
  );
  const exports = gates.wrap(
    "exports",
    async (request) => {
      const status = new URL(request.url).searchParams.has("fail") ? 500 : 200;
      return Response.json({ scoped: (await gates.scope(request)) !== undefined }, { status });
    },
    required(options),
  );
  return served((request) => exports(request).catch(() => Response.json({ handled: true }, { status: 500 })));
};

async function served(fetch: (request: Request) => Response | Promise<Response>): Promise<Running> {
  return new Promise((resolve) => {
    const server = serve({ fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}`,
        close: () => closed(server as Server),
      }),
    );
  });
}

export const SERVERS: [name: string, start: StartServer][] = [
  ["Express 5", expressLike(express)],
  ["Express 4", expressLike(express4)],
  ["Fastify 5", startFastify],
  ["Hono 4", startHono],
  ["Fetch", startFetch],
];
