import type { Transport } from "./transport/transport";

type Bound<F> = F extends (transport: Transport, ...args: infer A) => infer R ? (...args: A) => R : never;

/** The operations of a resource's module without their first parameter, the transport. */
export type BoundResource<M> = { readonly [K in keyof M]: Bound<M[K]> };

/** Returns a resource's operations bound to a transport, as in `bindResource(transport, companies)`. */
export function bindResource<M extends object>(transport: Transport, module: M): BoundResource<M> {
  return Object.fromEntries(
    Object.entries(module).map(([name, operation]) => [name, operation.bind(undefined, transport)]),
  ) as BoundResource<M>;
}
