import { Gate } from "../gate";
import type { GateClient, GatesOptions, RequireOptions, Scope } from "../options";

/** The part of a Fastify reply that is used. */
export interface FastifyReplyLike {
  code(status: number): FastifyReplyLike;
  headers(headers: Record<string, string>): FastifyReplyLike;
  send(body: string): unknown;
  readonly raw: { readonly statusCode: number; on(event: "finish", listener: () => void): unknown };
}

/** The part of a Fastify instance that is used. */
export interface FastifyInstanceLike {
  decorateRequest: unknown;
}

export interface FastifyGates<Req> {
  /** Returns a `preHandler` that lets a request pass if the flag is on for its company and user. */
  require(
    flag: string,
    options?: RequireOptions<Req>,
  ): (request: Req, reply: FastifyReplyLike) => Promise<unknown>;
  /** Declares `request.schematic` for all routes: `app.register(gates.plugin)`. */
  plugin(instance: FastifyInstanceLike): Promise<void>;
}

type WithScope = { schematic?: Scope | undefined };

/**
 * Returns gates for Fastify. Requests that pass have the client bound to their context in `request.schematic`.
 *
 * @throws GateError `invalid_options`
 */
export function fastifyGates<Req extends object>(
  client: GateClient,
  options: GatesOptions<Req>,
): FastifyGates<Req> {
  const gate = new Gate(client, options);
  const plugin = async (instance: FastifyInstanceLike): Promise<void> => {
    (instance as { decorateRequest(name: string, value: null): void }).decorateRequest("schematic", null);
  };
  // Fastify reads this mark: the decorator is for the whole application and not only for this plugin's scope.
  Object.assign(plugin, { [Symbol.for("skip-override")]: true });
  return {
    plugin,
    require: (flag, requireOptions) => async (request, reply) => {
      const verdict = await gate.pass(request, flag, requireOptions);
      if (!verdict.allowed) {
        const { status, headers, body } = verdict.response;
        return reply.code(status).headers(headers).send(body);
      }
      (request as WithScope).schematic = verdict.scope;
      reply.raw.on("finish", () => verdict.sent(reply.raw.statusCode));
      return undefined;
    },
  };
}
