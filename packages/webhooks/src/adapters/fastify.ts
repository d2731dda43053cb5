import type { WebhookHandler } from "../handler";
import type { RawRequestLike } from "../request";

interface Reply {
  code(status: number): Reply;
  headers(headers: Record<string, string>): Reply;
  send(body: string): unknown;
}

interface Request {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/** The part of a `FastifyInstance` that is used. Its own types have too many overloads for a shape. */
export interface FastifyLike {
  removeAllContentTypeParsers: unknown;
  addContentTypeParser: unknown;
  post: unknown;
}

interface Scope {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(
    contentType: string,
    options: { parseAs: "buffer" },
    parser: (request: unknown, body: unknown, done: (error: null, body: unknown) => void) => void,
  ): void;
  post(
    path: string,
    options: { bodyLimit: number },
    handler: (request: Request, reply: Reply) => Promise<unknown>,
  ): void;
}

export interface FastifyWebhooksOptions {
  /** Path of the route. Default `/`, which is the prefix with which the plugin is registered. */
  path?: string;
  /** Longest body, in bytes. Default 1,048,576. */
  bodyLimit?: number;
}

/**
 * Returns a plugin with one POST route: `app.register(fastifyWebhooks(webhooks, { path: "/webhooks" }))`. The route has
 * its own scope, so that it receives the raw body and the parsers of other routes do not change.
 */
export function fastifyWebhooks(
  webhooks: WebhookHandler,
  options: FastifyWebhooksOptions = {},
): (scope: FastifyLike) => Promise<void> {
  const { path = "/", bodyLimit = 1_048_576 } = options;
  return async (instance) => {
    const scope = instance as Scope;
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    scope.post(path, { bodyLimit }, async (request, reply) => {
      const body = (request.body ?? "") as Exclude<RawRequestLike["body"], undefined>;
      const result = await webhooks.handle({ headers: request.headers, body });
      return reply.code(result.status).headers(result.headers).send(result.body);
    });
  };
}
