/** The webhook handler as Nest middleware, on Express with `rawBody: true` and on Fastify. */
export const packages = {
  "@nestjs/common": "11.2.10",
  "@nestjs/core": "11.2.10",
  "@nestjs/platform-express": "11.2.10",
  "@nestjs/platform-fastify": "11.2.8",
  "reflect-metadata": "0.2.2",
  rxjs: "7.8.2",
};

const secret = "whsec_nest";

async function application(webhooks) {
  await import("reflect-metadata");
  const { Controller, Get, Module, RequestMethod } = await import("@nestjs/common");
  const { nestWebhooks } = await import("@schematic/webhooks/nest");
  class Health {
    get() {
      return "up";
    }
  }
  Controller("health")(Health);
  Get()(Health.prototype, "get", Object.getOwnPropertyDescriptor(Health.prototype, "get"));
  class AppModule {
    configure(consumer) {
      consumer.apply(nestWebhooks(webhooks)).forRoutes({ path: "webhooks", method: RequestMethod.POST });
    }
  }
  Module({ controllers: [Health] })(AppModule);
  return AppModule;
}

export async function run({ check }) {
  const { createWebhookHandler, memoryReplayStore, signWebhook } = await import("@schematic/webhooks");
  const { NestFactory } = await import("@nestjs/core");
  const { FastifyAdapter } = await import("@nestjs/platform-fastify");
  const quiet = { logger: false };
  const starts = {
    "Nest on Express, rawBody": (module) => NestFactory.create(module, { ...quiet, rawBody: true }),
    "Nest on Express, parsed body": (module) => NestFactory.create(module, quiet),
    "Nest on Fastify": (module) => NestFactory.create(module, new FastifyAdapter(), quiet),
  };
  for (const [name, start] of Object.entries(starts)) {
    const seen = [];
    const errors = [];
    let fail = false;
    const webhooks = createWebhookHandler({
      secret,
      replayStore: memoryReplayStore(),
      onError: (error) => errors.push(String(error)),
    }).on("company.updated", (event) => {
      if (fail) throw new Error("at first");
      seen.push(event.body.createdAt);
    });
    const app = await start(await application(webhooks));
    await app.listen(0, "127.0.0.1");
    const url = await app.getUrl();
    const send = async (body, headers) =>
      (await fetch(`${url}/webhooks`, { method: "POST", body, headers })).status;
    const body = (id) =>
      `{ "action": "company.updated", "body": {"id": "${id}", "name": "Ü + 👋", "created_at": "2026-01-02T00:00:00Z"} }`;
    const good = await send(body("1"), signWebhook(body("1"), secret));
    if (name.endsWith("parsed body")) {
      check(`${name}: 500, and says to use rawBody`, good === 500 && /rawBody: true/.test(errors.join()));
    } else {
      check(`${name}: a good signature is handled`, good === 200 && seen[0] instanceof Date);
      check(
        `${name}: a duplicate is not`,
        (await send(body("1"), signWebhook(body("1"), secret))) === 200 && seen.length === 1,
      );
      check(
        `${name}: a bad signature is refused`,
        (await send(body("2"), signWebhook(body("1"), secret))) === 400,
      );
      fail = true;
      check(
        `${name}: a failure asks for another delivery`,
        (await send(body("3"), signWebhook(body("3"), secret))) === 500,
      );
      fail = false;
      check(
        `${name}: which is handled`,
        (await send(body("3"), signWebhook(body("3"), secret))) === 200 && seen.length === 2,
      );
    }
    check(`${name}: other routes work`, (await (await fetch(`${url}/health`)).text()) === "up");
    await app.close();
  }
}
