import {
  type ApiPromise,
  type ApiResources,
  defineResources,
  getCreditLedger,
  passthrough,
  type RequestOptions,
} from "@schematic/api";
import { type ClientOptions, SchematicClient as CoreClient } from "@schematic/core";
import { creditGateOf } from "./credit-gate";
import { assertSdkOptions } from "./option-schemas";
import type { SchematicOptions } from "./options";
import { sourceOf } from "./source";

/** Options of the core client: checked as a whole, the local copy made into a flag source. */
function coreOptions(options: SchematicOptions): ClientOptions {
  assertSdkOptions(options);
  const {
    useDataStream: _use,
    dataStream: _config,
    webSocket: _socket,
    reconnect: _reconnect,
    creditLeases: _leases,
    ...rest
  } = options;
  const creditGate = creditGateOf(options);
  const flagSource = rest.flagSource ?? sourceOf(options);
  return { ...rest, ...(flagSource && { flagSource }), ...(creditGate && { creditGate }) };
}

/** Options that say nothing without a datastream. */
const DATASTREAM_ONLY = ["dataStream", "webSocket", "reconnect"] as const;

export interface SchematicClient extends ApiResources {}

/**
 * Checks flags, identifies companies and users, tracks usage, and calls the whole REST API as
 * `client.<resource>.<method>()`. Checks and events never throw; REST calls and the constructor do.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor defines what the interface lists.
export class SchematicClient extends CoreClient {
  /** @throws SchematicError `invalid_options` */
  constructor(options: SchematicOptions = {}) {
    super(coreOptions(options));
    defineResources(this, this.transport);
    const idle = DATASTREAM_ONLY.filter((name) => options[name] !== undefined);
    if (idle.length > 0 && options.useDataStream !== true && options.flagSource === undefined) {
      this.logger.warn(`Without useDataStream: true these options have no effect: ${idle.join(", ")}`);
    }
  }

  /** `GET /billing/credits/ledger` */
  getCreditLedger(requestOptions?: RequestOptions): ApiPromise<void> {
    return getCreditLedger(this.transport, requestOptions);
  }

  /**
   * Calls an endpoint that has no method here, with the client's key, headers, retries and time-out.
   * Resolves with the response whatever its status; a relative URL is one of the REST API.
   */
  fetch(
    input: Request | string | URL,
    init?: RequestInit,
    requestOptions?: RequestOptions,
  ): Promise<Response> {
    return passthrough(this.transport, input, init, requestOptions);
  }
}
