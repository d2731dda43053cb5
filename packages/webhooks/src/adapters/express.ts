import type { NodeResponseLike, WebhookHandler } from "../handler";
import type { NodeRequestLike } from "../request";

/** Takes requests for which Express answers; needs no `next`. */
export type ExpressHandler = (request: NodeRequestLike, response: NodeResponseLike) => Promise<void>;

/**
 * `app.post("/webhooks", expressWebhooks(webhooks))`, before `express.json()`; or after it where the bytes
 * are kept: `express.json({ verify: (req, _res, raw) => { req.rawBody = raw } })`.
 */
export function expressWebhooks(webhooks: WebhookHandler): ExpressHandler {
  return (request, response) => webhooks.node(request, response);
}
