// Workers, bun, deno: the Fetch form. Workers give the settings with each request.
import type { WebhookHandler } from "@schematic/webhooks";
import { createWebhooks } from "./webhooks";

let webhooks: WebhookHandler | undefined;

export default {
  fetch(request: Request, env: { SCHEMATIC_WEBHOOK_SECRET: string }): Promise<Response> {
    webhooks ??= createWebhooks(env.SCHEMATIC_WEBHOOK_SECRET);
    return webhooks.fetch(request);
  },
};
