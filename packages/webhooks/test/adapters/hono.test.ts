import { serve } from "@hono/node-server";
import { Hono, type MiddlewareHandler } from "hono";
import { describe, expect, it } from "vitest";
import { honoWebhooks } from "../../src/adapters/hono";
import { createWebhookHandler, type WebhookHandler } from "../../src/index";
import { anEvent, delivery, SECRET } from "../helpers";
import { describeAdapter, type Running } from "./suite";

function listen(webhooks: WebhookHandler, before: MiddlewareHandler): Promise<Running> {
  const app = new Hono();
  app.use(before);
  app.post("/webhooks", honoWebhooks(webhooks));
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
      resolve({ url: `http://127.0.0.1:${port}/webhooks`, close: () => server.close() }),
    );
  });
}

describeAdapter("hono", (webhooks) => listen(webhooks, (_c, next) => next()));

describeAdapter("hono, after c.req.text()", (webhooks) =>
  listen(webhooks, async (c, next) => {
    await c.req.text();
    await next();
  }),
);

describeAdapter("hono, after c.req.arrayBuffer()", (webhooks) =>
  listen(webhooks, async (c, next) => {
    await c.req.arrayBuffer();
    await next();
  }),
);

for (const read of ["text", "json", "arrayBuffer"] as const) {
  describe(`hono on a Fetch runtime, after c.req.${read}()`, () => {
    it("takes the bytes that Hono keeps", async () => {
      const app = new Hono();
      app.use(async (c, next) => {
        await c.req[read]();
        await next();
      });
      app.post("/", honoWebhooks(createWebhookHandler({ secret: SECRET })));
      const { headers, body } = delivery(` { "action" : "test.send", "body":{"n":1.0}}\n`);
      const answer = await app.request("/", { method: "POST", headers: headers as HeadersInit, body });
      expect(answer.status).toBe(200);
    });
  });
}

describe("hono on a Fetch runtime, after c.req.raw.json()", () => {
  it("answers 500 and says how to get the raw body", async () => {
    const app = new Hono();
    app.use(async (c, next) => {
      await c.req.raw.json();
      await next();
    });
    app.post("/", honoWebhooks(createWebhookHandler({ secret: SECRET, onError: () => {} })));
    const { headers, body } = delivery(anEvent());
    const answer = await app.request("/", { method: "POST", headers: headers as HeadersInit, body });
    expect(answer.status).toBe(500);
    expect((await answer.json()).error.message).toMatch(/before request\.json/);
  });
});
