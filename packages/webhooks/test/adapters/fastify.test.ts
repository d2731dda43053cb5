import Fastify from "fastify";
import { describe, expect, it } from "vitest";
import { fastifyWebhooks } from "../../src/adapters/fastify";
import { createWebhookHandler, verifyWebhook } from "../../src/index";
import { anEvent, delivery, SECRET } from "../helpers";
import { describeAdapter, send } from "./suite";

describeAdapter("fastify", async (webhooks) => {
  const app = Fastify({ forceCloseConnections: true });
  app.post("/json", async (request) => request.body);
  app.register(fastifyWebhooks(webhooks), { prefix: "/webhooks" });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return { url: `${url}/webhooks`, close: () => app.close() };
});

describe("fastify, beside other routes", () => {
  it("leaves their parsers alone, and takes its path and limit", async () => {
    const app = Fastify({ forceCloseConnections: true });
    app.post("/json", async (request) => ({ got: request.body }));
    app.post("/direct", async (request) =>
      verifyWebhook(request as never, { secret: SECRET }).then(
        () => "accepted",
        (error: Error) => error.message,
      ),
    );
    app.register(
      fastifyWebhooks(createWebhookHandler({ secret: SECRET }), { path: "/hooks", bodyLimit: 200 }),
    );
    const url = await app.listen({ port: 0, host: "127.0.0.1" });
    const one = delivery(anEvent());
    expect((await send(`${url}/hooks`, one)).status).toBe(200);
    expect((await send(`${url}/hooks`, delivery(anEvent({ text: "x".repeat(300) })))).status).toBe(413);
    expect(await (await send(`${url}/json`, one)).json()).toEqual({ got: JSON.parse(one.body) });
    expect(await (await send(`${url}/direct`, one)).text()).toMatch(/fastifyWebhooks/);
    await app.close();
  });
});
