import type { WebhookHandler } from "../handler";
import type { NodeRequestLike, RawRequestLike, WebhookInput } from "../request";

/** What is used of a Koa context. */
export interface KoaContextLike {
  readonly req: NodeRequestLike;
  readonly request: { rawBody?: unknown; headers: RawRequestLike["headers"] };
  readonly method: string;
  readonly path: string;
  status: number;
  type: string;
  body: unknown;
}

export interface KoaWebhooksOptions {
  /** Answer POST requests to this path alone and pass the others on. Default: answer all, as a router wants. */
  path?: string;
}

/**
 * `app.use(koaWebhooks(webhooks, { path: "/webhooks" }))` before the body parser, or after one that keeps
 * `ctx.request.rawBody`; without a path as a route's handler.
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
    ctx.type = "application/json";
    ctx.body = result.body;
  };
}

function inputOf(ctx: KoaContextLike): WebhookInput {
  const { rawBody, headers } = ctx.request;
  if (typeof rawBody === "string" || ArrayBuffer.isView(rawBody)) {
    return { headers, rawBody: rawBody as string | Uint8Array };
  }
  // A context has nothing to read: it is refused with what to do in Koa.
  return ctx.req.readableDidRead ? ({ headers, app: true, req: ctx.req } as RawRequestLike) : ctx.req;
}
