import type { WebhookHandler } from "../handler";
import type { RawRequestLike } from "../request";

interface Reply {
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  send(body: string): unknown;
}

interface Request {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/** What is used of a `FastifyInstance`; its own types are overloaded beyond what a shape can say. */
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
  /** Path of the route. Default `/`, that is, the prefix with which the plugin is registered. */
  path?: string;
  /** Longest body, in bytes. Default 1,048,576. */
  bodyLimit?: number;
}

/**
 * `app.register(fastifyWebhooks(webhooks, { path: "/webhooks" }))`: a plugin with one POST route, in a
 * scope of its own, so that it gets the raw body and the parsers of other routes stay as they are.
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
      return reply.code(result.status).header("content-type", "application/json").send(result.body);
    });
  };
}
