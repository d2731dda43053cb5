import { Gate } from "../gate";
import type { GateClient, GatesOptions, RequireOptions, Scope } from "../options";

/** The part of an Express response that is used. Responses of `node:http` have it as well. */
export interface ExpressResponseLike {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
  on(event: "finish", listener: () => void): unknown;
}

/** Middleware of Express 4 and 5. */
export type ExpressMiddleware<Req> = (
  request: Req,
  response: ExpressResponseLike,
  next: (error?: unknown) => void,
) => Promise<void>;

export interface ExpressGates<Req> {
  /** Returns middleware that lets a request pass if the flag is on for its company and user. */
  require(flag: string, options?: RequireOptions<Req>): ExpressMiddleware<Req>;
  /** Returns middleware that sets `req.schematic` and denies nothing. */
  scope(): ExpressMiddleware<Req>;
}

type WithScope = { schematic?: Scope | undefined };

/**
 * Returns gates for Express. Requests that pass have the client bound to their context in `req.schematic`.
 *
 * @throws GateError `invalid_options`
 */
export function expressGates<Req extends object>(
  client: GateClient,
  options: GatesOptions<Req>,
): ExpressGates<Req> {
  const gate = new Gate(client, options);
  return {
    require: (flag, requireOptions) => async (request, response, next) => {
      try {
        const verdict = await gate.pass(request, flag, requireOptions);
        if (verdict.allowed) {
          (request as WithScope).schematic = verdict.scope;
          response.on("finish", () => verdict.sent(response.statusCode));
        } else {
          const { status, headers, body } = verdict.response;
          response.statusCode = status;
          for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
          response.end(body);
          return;
        }
      } catch (error) {
        next(error);
        return;
      }
      // Outside of the try block: errors of later handlers are not errors of this one.
      next();
    },
    scope: () => async (request, _response, next) => {
      try {
        (request as WithScope).schematic = await gate.scopeOf(request);
      } catch (error) {
        next(error);
        return;
      }
      next();
    },
  };
}
