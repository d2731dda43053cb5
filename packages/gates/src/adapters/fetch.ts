import { Gate } from "../gate";
import type { GateClient, GatesOptions, RequireOptions, Scope } from "../options";
import type { CompleteResponse } from "../problem";

type Handler<R, A extends unknown[]> = (request: R, ...rest: A) => Response | PromiseLike<Response>;

/** Gates for handlers of Fetch requests: Workers, SvelteKit, Remix, Bun, Deno. */
export interface FetchGates<R extends Request> {
  /** Returns a function that resolves to the response of a denied request, and to undefined for others. */
  require(
    flag: string,
    options?: Omit<RequireOptions<R>, "track">,
  ): (request: R) => Promise<Response | undefined>;
  /** Returns a handler that calls `handler` for requests that pass, and records the event of `track` afterwards. */
  wrap<A extends unknown[]>(
    flag: string,
    handler: Handler<R, A>,
    options?: RequireOptions<R>,
  ): (request: R, ...rest: A) => Promise<Response>;
  /** Resolves to the client bound to a request's context, undefined without one. */
  scope(request: R): Promise<Scope | undefined>;
}

const toResponse = ({ status, headers, body }: CompleteResponse): Response =>
  new Response(body, { status, headers });

/**
 * Returns gates for Fetch requests.
 *
 * @throws GateError `invalid_options`
 */
export function fetchGates<R extends Request = Request>(
  client: GateClient,
  options: GatesOptions<R>,
): FetchGates<R> {
  const gate = new Gate(client, options);
  return {
    require: (flag, requireOptions) => async (request) => {
      const verdict = await gate.pass(request, flag, requireOptions);
      return verdict.allowed ? undefined : toResponse(verdict.response);
    },
    wrap:
      (flag, handler, requireOptions) =>
      async (request, ...rest) => {
        const verdict = await gate.pass(request, flag, requireOptions);
        if (!verdict.allowed) return toResponse(verdict.response);
        const response = await handler(request, ...rest);
        verdict.sent(response.status);
        return response;
      },
    scope: (request) => gate.scopeOf(request),
  };
}
