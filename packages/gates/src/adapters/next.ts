import { Gate } from "../gate";
import { GateError } from "../gate-error";
import type { GateClient, GatesOptions, RequireOptions } from "../options";
import { type FetchGates, fetchGates } from "./fetch";

type AnyFunction<A extends unknown[], T> = (...args: A) => Promise<T>;

export interface NextGates<R extends Request> {
  /** Returns a route handler of the app router that calls `handler` for requests that pass. */
  requireFlag: FetchGates<R>["wrap"];
  /** Returns a server action that calls `action` if the flag is on, and otherwise rejects with a GateError. */
  requireFlagInAction<A extends unknown[], T>(
    flag: string,
    action: AnyFunction<A, T>,
    options?: RequireOptions<undefined>,
  ): AnyFunction<A, T>;
  /** Returns a function for `proxy.ts` that resolves to the response of a denied request. */
  proxy: FetchGates<R>["require"];
}

/**
 * Returns gates for Next 15 and 16. The option `context` receives the request; for server actions it receives
 * undefined and reads the session from `cookies()` or `headers()`.
 *
 * @throws GateError `invalid_options`
 */
export function nextGates<R extends Request = Request>(
  client: GateClient,
  options: GatesOptions<R | undefined>,
): NextGates<R> {
  const routes = fetchGates<R>(client, options as GatesOptions<R>);
  const actions = new Gate<undefined>(client, options as GatesOptions<undefined>);
  return {
    requireFlag: routes.wrap,
    proxy: routes.require,
    requireFlagInAction:
      (flag, action, requireOptions) =>
      async (...args) => {
        const verdict = await actions.pass(undefined, flag, requireOptions);
        if (!verdict.allowed) {
          const { problem } = verdict;
          throw new GateError(problem.code, `The action needs the flag "${flag}": ${problem.code}`, problem);
        }
        const result = await action(...args);
        verdict.sent(200);
        return result;
      },
  };
}
