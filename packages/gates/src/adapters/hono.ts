import { Gate } from "../gate";
import type { GateClient, GatesOptions, RequireOptions } from "../options";

/** The part of a Hono context that is used. */
export interface HonoContextLike {
  readonly res: { readonly status: number };
  set(name: "schematic", value: unknown): void;
}

export interface HonoGates<C> {
  /** Returns middleware that lets a request pass if the flag is on for its company and user. */
  require(
    flag: string,
    options?: RequireOptions<C>,
  ): (context: C, next: () => Promise<void>) => Promise<Response | undefined>;
}

/**
 * Returns gates for Hono. The option `context` receives Hono's context. Requests that pass have the client bound to
 * their context in `c.get("schematic")`.
 *
 * @throws GateError `invalid_options`
 */
export function honoGates<C extends object>(client: GateClient, options: GatesOptions<C>): HonoGates<C> {
  const gate = new Gate(client, options);
  return {
    require: (flag, requireOptions) => async (context, next) => {
      const verdict = await gate.pass(context, flag, requireOptions);
      if (!verdict.allowed) {
        const { status, headers, body } = verdict.response;
        return new Response(body, { status, headers });
      }
      const { set, res: _ } = context as unknown as HonoContextLike;
      set.call(context, "schematic", verdict.scope);
      await next();
      verdict.sent((context as unknown as HonoContextLike).res.status);
      return undefined;
    },
  };
}
