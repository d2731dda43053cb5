// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.

export {
  listWebhookEvents,
  getWebhookEvent,
  countWebhookEvents,
  listWebhooks,
  createWebhook,
  getWebhook,
  updateWebhook,
  deleteWebhook,
  sendTestWebhookAction,
  countWebhooks,
} from "../operations";
