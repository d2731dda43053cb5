import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import * as v from "valibot";
import { HttpError } from "../../errors";
import type { Webhook } from "../../state/model";
import { ACTIONS } from "../../webhooks/actions";
import type { Delivery } from "../../webhooks/queue";
import { webhookView } from "../../wire/catalog";
import { wireTime } from "../../wire/time";
import { readBody } from "../body";
import { allowQuery, countOf, found, ok, optional, page, type Services } from "../context";

const url = v.pipe(v.string(), v.url());
const actions = v.array(v.picklist(ACTIONS, "is no webhook action"));
const createBody = v.object({ name: v.string(), url, request_types: actions });
const updateBody = v.object({
  name: optional(v.string()),
  url: optional(url),
  request_types: optional(actions),
  status: optional(v.picklist(["active", "inactive"])),
});

/** Webhooks and what was delivered to them. */
export function webhookRoutes({ world, webhooks }: Services): Hono {
  const app = new Hono();
  const byId = (c: Context) => found(world.webhooks.get(c.req.param("id") ?? ""), "webhook");

  const checkTarget = (url: string): void => {
    const problem = webhooks.targetProblem(url);
    if (problem !== undefined) throw new HttpError(400, `url: ${problem}`);
  };

  app.get("/webhooks", (c) => {
    allowQuery(c, []);
    return ok(c, page(c, world.webhooks.values()).map(webhookView));
  });
  app.get("/webhooks/count", (c) => ok(c, countOf(world.webhooks.values())));
  app.post("/webhooks", async (c) => {
    const body = await readBody(c, createBody);
    checkTarget(body.url);
    const webhook: Webhook = {
      id: world.ids.make("whk"),
      name: body.name,
      url: body.url,
      secret: `whsec_${randomBytes(24).toString("base64url")}`,
      actions: body.request_types,
      active: true,
      createdAt: world.now(),
    };
    world.webhooks.set(webhook.id, webhook);
    return ok(c, webhookView(webhook), 201);
  });
  app.get("/webhooks/:id", (c) => ok(c, webhookView(byId(c))));
  app.put("/webhooks/:id", async (c) => {
    const body = await readBody(c, updateBody);
    const known = byId(c);
    if (body.url !== undefined) checkTarget(body.url);
    const webhook: Webhook = {
      ...known,
      name: body.name ?? known.name,
      url: body.url ?? known.url,
      actions: body.request_types ?? known.actions,
      active: body.status === undefined ? known.active : body.status === "active",
    };
    world.webhooks.set(webhook.id, webhook);
    return ok(c, webhookView(webhook));
  });
  app.delete("/webhooks/:id", (c) => {
    world.webhooks.delete(byId(c).id);
    return ok(c, { deleted: true });
  });
  app.post("/webhooks/:id/test", async (c) => {
    const { request_type } = await readBody(c, v.object({ request_type: v.picklist(ACTIONS) }));
    const delivery = await webhooks.sendTest(byId(c), request_type);
    return ok(c, {
      success: delivery.status === "success",
      response_code: delivery.responseCode ?? 0,
      ...(delivery.error === undefined ? {} : { failure_reason: delivery.error }),
    });
  });

  const eventView = (delivery: Delivery) => {
    const webhook = world.webhooks.get(delivery.webhookId);
    return {
      id: delivery.id,
      attempt_count: delivery.attempts,
      payload: delivery.payload,
      request_type: delivery.action,
      ...(delivery.responseCode === undefined ? {} : { response_code: delivery.responseCode }),
      ...(delivery.sentAt === undefined ? {} : { sent_at: wireTime(delivery.sentAt) }),
      status: delivery.status,
      ...(webhook === undefined ? {} : { webhook: webhookView(webhook) }),
      webhook_id: delivery.webhookId,
      created_at: wireTime(delivery.createdAt),
      updated_at: wireTime(delivery.sentAt ?? delivery.createdAt),
    };
  };
  const deliveries = (c: Context) => {
    allowQuery(c, ["webhook_id", "ids"]);
    const id = c.req.query("webhook_id");
    const ids = c.req.queries("ids");
    return webhooks.deliveries
      .filter((d) => (id === undefined || d.webhookId === id) && (ids === undefined || ids.includes(d.id)))
      .reverse();
  };
  app.get("/webhook-events", (c) => ok(c, page(c, deliveries(c)).map(eventView)));
  app.get("/webhook-events/count", (c) => ok(c, countOf(deliveries(c))));
  app.get("/webhook-events/:id", (c) => {
    const id = c.req.param("id");
    return ok(
      c,
      eventView(
        found(
          webhooks.deliveries.find((d) => d.id === id),
          "webhook event",
        ),
      ),
    );
  });
  return app;
}
