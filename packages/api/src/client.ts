import { bindResource } from "./bind";
import { type ApiResources, resources } from "./generated/resources";
import { getCreditLedger } from "./generated/resources/root";
import { passthrough } from "./passthrough";
import type { ApiPromise } from "./transport/api-promise";
import type { RequestOptions, TransportOptions } from "./transport/options";
import { createTransport, type Transport } from "./transport/transport";

/**
 * Defines one property per resource on `target`, bound to `transport` at its first use. An existing property of that
 * name is replaced. Returns `target`.
 */
export function defineResources<T extends object>(target: T, transport: Transport): T & ApiResources {
  for (const [name, module] of Object.entries(resources)) {
    let bound: object | undefined;
    Object.defineProperty(target, name, {
      configurable: true,
      get: () => (bound ??= bindResource(transport, module)),
    });
  }
  return target as T & ApiResources;
}

export interface SchematicApi extends ApiResources {}

/** The whole REST API: `api.<resource>.<operation>(…)`. Import single operations where size counts. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor defines what the interface lists.
export class SchematicApi {
  readonly #transport: Transport;

  /** @throws SchematicError (`invalid_options`) if an option is unknown or of a wrong type, or if the key is missing. */
  constructor(options: TransportOptions) {
    this.#transport = createTransport(options);
    defineResources(this, this.#transport);
  }

  /** `GET /billing/credits/ledger` */
  getCreditLedger(requestOptions?: RequestOptions): ApiPromise<void> {
    return getCreditLedger(this.#transport, requestOptions);
  }

  /**
   * Calls an endpoint that has no operation here, with the client's key, retries and time limit. Resolves to the
   * response, whatever its status.
   */
  fetch(
    input: Request | string | URL,
    init?: RequestInit,
    requestOptions?: RequestOptions,
  ): Promise<Response> {
    return passthrough(this.#transport, input, init, requestOptions);
  }
}
