import type { NodeResponseLike, WebhookHandler } from "../handler";
import type { NodeRequestLike } from "../request";

/** Handles every request and never calls `next`. */
export type ExpressHandler = (request: NodeRequestLike, response: NodeResponseLike) => Promise<void>;

/**
 * Returns a route handler: `app.post("/webhooks", expressWebhooks(webhooks))`, before `express.json()`. After it the
 * bytes must be kept: `express.json({ verify: (req, _res, raw) => { req.rawBody = raw } })`.
 */
export function expressWebhooks(webhooks: WebhookHandler): ExpressHandler {
  return (request, response) => webhooks.node(request, response);
}
