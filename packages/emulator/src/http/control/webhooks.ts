import type { Hono } from "hono";
import * as v from "valibot";
import { ACTIONS } from "../../webhooks/actions";
import { readBody } from "../body";
import { found } from "../context";
import type { ControlParts } from "./parts";

/** Sends examples and repeats deliveries. */
export function webhookControlRoutes(app: Hono, { services }: ControlParts): void {
  const { world, webhooks } = services;
  app.post("/_emulator/webhooks/:id/test", async (c) => {
    const { action } = await readBody(
      c,
      v.strictObject({ action: v.picklist(ACTIONS, "is no webhook action") }),
    );
    const webhook = found(world.webhooks.get(c.req.param("id")), "webhook");
    return c.json(await webhooks.sendTest(webhook, action));
  });
  app.post("/_emulator/deliveries/:id/again", async (c) => {
    const delivery = found(
      webhooks.deliveries.find(({ id }) => id === c.req.param("id")),
      "delivery",
    );
    const webhook = found(world.webhooks.get(delivery.webhookId), "the webhook of the delivery");
    return c.json(await webhooks.redeliver(delivery.id, webhook.secret));
  });
}
