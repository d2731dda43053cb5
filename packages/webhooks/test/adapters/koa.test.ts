import { createServer } from "node:http";
import Koa from "koa";
import { describe, expect, it } from "vitest";
import { koaWebhooks } from "../../src/adapters/koa";
import { createWebhookHandler } from "../../src/index";
import { anEvent, delivery, SECRET } from "../helpers";
import { addressOf, describeAdapter, type Running, send } from "./suite";

async function listen(app: Koa): Promise<Running> {
  const server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `${addressOf(server)}/webhooks`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describeAdapter("koa", async (webhooks) => {
  const app = new Koa();
  app.use(koaWebhooks(webhooks, { path: "/webhooks" }));
  return listen(app);
});

async function readAll(ctx: Koa.Context): Promise<string> {
  let text = "";
  for await (const chunk of ctx.req) text += chunk;
  return text;
}

describeAdapter("koa, after a parser that keeps rawBody", async (webhooks) => {
  const app = new Koa();
  app.use(async (ctx, next) => {
    Object.assign(ctx.request, { rawBody: await readAll(ctx) });
    await next();
  });
  app.use(koaWebhooks(webhooks));
  return listen(app);
});

describe("koa", () => {
  it("passes other requests on, and says how to get the raw body after a parser", async () => {
    const app = new Koa();
    const webhooks = createWebhookHandler({ secret: SECRET, onError: () => {} });
    app.use(async (ctx, next) => {
      if (ctx.headers.parse) await readAll(ctx);
      await next();
    });
    app.use(koaWebhooks(webhooks, { path: "/webhooks" }));
    app.use((ctx) => {
      ctx.body = "elsewhere";
    });
    const { url, close } = await listen(app);
    expect(await (await fetch(url)).text()).toBe("elsewhere");
    expect(await (await fetch(`${url}/more`, { method: "POST" })).text()).toBe("elsewhere");
    const { headers, body } = delivery(anEvent());
    const answer = await send(url, { headers: { ...headers, parse: "1" }, body });
    expect(answer.status).toBe(500);
    expect((await answer.json()).error.message).toMatch(/Koa: /);
    await close();
  });
});
