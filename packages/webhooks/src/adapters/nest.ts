import type { NodeResponseLike, WebhookHandler } from "../handler";
import type { NodeRequestLike } from "../request";

/** A functional Nest middleware. */
export type NestMiddleware = (
  request: NodeRequestLike,
  response: NodeResponseLike,
  next: (error?: unknown) => void,
) => Promise<void>;

/**
 * Returns a middleware: `consumer.apply(nestWebhooks(webhooks)).forRoutes({ path: "webhooks", method:
 * RequestMethod.POST })`. On Express create the application with `NestFactory.create(AppModule, { rawBody: true })`. On
 * Fastify middleware runs before the body is parsed, so nothing else is necessary.
 */
export function nestWebhooks(webhooks: WebhookHandler): NestMiddleware {
  return (request, response) => webhooks.node(request, response);
}
