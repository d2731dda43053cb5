import type { NodeResponseLike, WebhookHandler } from "../handler";
import type { FetchRequestLike, NodeRequestLike } from "../request";

/** App router: `export const POST = nextWebhooks(webhooks)` in `app/…/route.ts`, on either runtime. */
export function nextWebhooks(webhooks: WebhookHandler): (request: FetchRequestLike) => Promise<Response> {
  return (request) => webhooks.fetch(request);
}

/**
 * Pages router: `export default nextPagesWebhooks(webhooks)` in `pages/api/….ts`, together with
 * `export const config = { api: { bodyParser: false } }`, which Next reads from that very file.
 */
export function nextPagesWebhooks(
  webhooks: WebhookHandler,
): (request: NodeRequestLike, response: NodeResponseLike) => Promise<void> {
  return (request, response) => webhooks.node(request, response);
}
