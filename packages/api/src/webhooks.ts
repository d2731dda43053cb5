export * from "./generated/resources/webhooks";
export * from "./generated/webhooks";
export type { WebhookBody } from "./webhook-body";
