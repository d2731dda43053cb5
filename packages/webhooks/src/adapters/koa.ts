import type { WebhookHandler } from "../handler";
import type { NodeRequestLike, RawRequestLike, WebhookInput } from "../request";

/** The part of a Koa context that is used. */
export interface KoaContextLike {
  readonly req: NodeRequestLike;
  readonly request: { rawBody?: unknown; headers: RawRequestLike["headers"] };
  readonly method: string;
  readonly path: string;
  status: number;
  body: unknown;
  set(headers: Record<string, string>): unknown;
}

export interface KoaWebhooksOptions {
  /** Handles only POST requests to this path and passes the others on. Default: handles all, as in a router. */
  path?: string;
}

/**
 * Returns a middleware: `app.use(koaWebhooks(webhooks, { path: "/webhooks" }))` before the body parser, or after one
 * that keeps `ctx.request.rawBody`. Without a path it is the handler of a route.
 */
export function koaWebhooks(
  webhooks: WebhookHandler,
  options: KoaWebhooksOptions = {},
): (ctx: KoaContextLike, next: () => Promise<unknown>) => Promise<void> {
  return async (ctx, next) => {
    if (options.path !== undefined && (ctx.path !== options.path || ctx.method !== "POST")) {
      await next();
      return;
    }
    const result = await webhooks.handle(inputOf(ctx));
    ctx.status = result.status;
    ctx.set(result.headers);
    ctx.body = result.body;
  };
}

function inputOf(ctx: KoaContextLike): WebhookInput {
  const { rawBody, headers } = ctx.request;
  const { method } = ctx;
  if (typeof rawBody === "string" || ArrayBuffer.isView(rawBody)) {
    return { headers, method, rawBody: rawBody as string | Uint8Array };
  }
  // Without a body the delivery is refused with advice for Koa.
  return ctx.req.readableDidRead ? ({ headers, method, app: true, req: ctx.req } as RawRequestLike) : ctx.req;
}
