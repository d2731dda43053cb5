import type { WebhookHandler } from "../handler";
import type { FetchRequestLike, RawRequestLike } from "../request";

/** The part of a Hono context that is used. */
export interface HonoContextLike {
  readonly req: {
    readonly raw: FetchRequestLike;
    /** Bodies that were read through `c.req`, by the method that read them. */
    readonly bodyCache?: { text?: unknown; arrayBuffer?: unknown };
  };
}

/** Returns a route handler: `app.post("/webhooks", honoWebhooks(webhooks))`. */
export function honoWebhooks(webhooks: WebhookHandler): (c: HonoContextLike) => Promise<Response> {
  return async ({ req }) => {
    const read = req.raw.bodyUsed ? (req.bodyCache?.arrayBuffer ?? req.bodyCache?.text) : undefined;
    if (read === undefined) return webhooks.fetch(req.raw);
    const body = (await read) as Exclude<RawRequestLike["body"], undefined>;
    const result = await webhooks.handle({ headers: req.raw.headers, body });
    return new Response(result.body, { status: result.status, headers: result.headers });
  };
}
