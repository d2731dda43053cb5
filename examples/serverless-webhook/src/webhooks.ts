import { createWebhookHandler, memoryReplayStore, type WebhookHandler } from "@schematic/webhooks";

/** What is done about a webhook: where it is hosted is of no matter here. */
export function createWebhooks(secret: string): WebhookHandler {
  return createWebhookHandler({
    secret,
    // One instance's memory. Instances that share the work share a store: redisReplayStore, kvReplayStore.
    replayStore: memoryReplayStore(),
  }).on("entitlement.limit.reached", ({ companyId, body }) => {
    console.log(`upsell: ${companyId} has used ${body.usage} of ${body.allocation}`);
  });
}
