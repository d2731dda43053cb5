import express from "express";
import { describe, expect, it } from "vitest";
import { expressWebhooks } from "../../src/adapters/express";
import { createWebhookHandler, type WebhookHandler } from "../../src/index";
import { anEvent, delivery, SECRET } from "../helpers";
import { addressOf, describeAdapter, type Running, send } from "./suite";

async function listen(app: express.Express): Promise<Running> {
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    url: `${addressOf(server)}/webhooks`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const mounted: [string, (app: express.Express, webhooks: WebhookHandler) => void][] = [
  [
    "before express.json()",
    (app, webhooks) => {
      app.post("/webhooks", expressWebhooks(webhooks));
      app.use(express.json());
    },
  ],
  [
    "with express.raw()",
    (app, webhooks) => app.post("/webhooks", express.raw({ type: "*/*" }), expressWebhooks(webhooks)),
  ],
  [
    "after an express.json() that keeps the bytes",
    (app, webhooks) => {
      const verify = (request: object, _response: unknown, raw: Buffer) =>
        Object.assign(request, { rawBody: raw });
      app.use(express.json({ verify }));
      app.post("/webhooks", expressWebhooks(webhooks));
    },
  ],
  [
    "in a router, after a parser for other types",
    (app, webhooks) => {
      app.use(express.urlencoded());
      app.use("/", express.Router().post("/webhooks", expressWebhooks(webhooks)));
    },
  ],
];

for (const [title, mount] of mounted) {
  describeAdapter(`express, ${title}`, async (webhooks) => {
    const app = express();
    mount(app, webhooks);
    return listen(app);
  });
}

describe("express, after express.json()", () => {
  it("answers 500 and says how to get the raw body", async () => {
    const errors: unknown[] = [];
    const app = express();
    app.use(express.json());
    const webhooks = createWebhookHandler({ secret: SECRET, onError: (error) => errors.push(error) });
    app.post("/webhooks", expressWebhooks(webhooks));
    const { url, close } = await listen(app);
    const answer = await send(url, delivery(anEvent()));
    expect([answer.status, (await answer.json()).error.code]).toEqual([500, "body_unavailable"]);
    expect(String(errors)).toMatch(/express\.raw\(/);
    await close();
  });
});
