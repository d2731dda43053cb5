import type { NodeResponseLike, WebhookHandler } from "../handler";
import type { NodeRequestLike } from "../request";

/** Returns a route handler of the app router: `export const POST = nextWebhooks(webhooks)` in `app/…/route.ts`, on both runtimes. */
export function nextWebhooks(webhooks: WebhookHandler): (request: Request) => Promise<Response> {
  return (request) => webhooks.fetch(request);
}

/**
 * Returns an API route of the pages router: `export default nextPagesWebhooks(webhooks)` in `pages/api/….ts`, together
 * with `export const config = { api: { bodyParser: false } }`, which Next reads from the same file.
 */
export function nextPagesWebhooks(
  webhooks: WebhookHandler,
): (request: NodeRequestLike, response: NodeResponseLike) => Promise<void> {
  return (request, response) => webhooks.node(request, response);
}
