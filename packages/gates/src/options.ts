import type {
  CheckContext,
  CheckFlagOptions,
  CheckFlagWithEntitlementResponse,
  SchematicClient,
  Scope,
} from "@schematic/core";
import type { GateProblem } from "./problem";

/** The methods of a `SchematicClient` that gates call. */
export type GateClient = Pick<SchematicClient, "forContext">;
/** The company and user of a request. */
export type GateContext = CheckContext;
/** Result of the check behind a gate. */
export type CheckAnswer = CheckFlagWithEntitlementResponse;
export type { Scope };

/** An HTTP response, independent of the framework. */
export interface GateResponse {
  status: number;
  headers?: Record<string, string>;
  /** An object is sent as JSON. */
  body?: string | object;
}

type MaybePromise<T> = T | PromiseLike<T>;

export interface GatesOptions<Req> {
  /**
   * Returns the company and user of a request, taken from who is signed in. Without a result the
   * response is 401. An error that it throws is left to the framework.
   */
  context: (request: Req) => MaybePromise<GateContext | null | undefined>;
  /** `"shadow"` lets every request pass and only reports denials to `onDenied`. Default `"enforce"`. */
  mode?: "enforce" | "shadow";
  /**
   * The decision when no source could evaluate the flag: `"default"` takes the flag's default value, `"allow"` passes,
   * `"deny"` responds with 503 and `Retry-After: 1`. Default `"default"`.
   */
  onUnavailable?: "default" | "allow" | "deny";
  /** Called for each denied request, in shadow mode as well. What it throws is logged. */
  onDenied?: (answer: CheckAnswer, info: { enforced: boolean; flag: string; status: number }) => unknown;
  /** Returns the response for a denied request in place of problem+json. `answer` is absent for 401. */
  respond?: (
    answer: CheckAnswer | undefined,
    request: Req,
    problem: GateProblem,
  ) => MaybePromise<GateResponse>;
  /** Receives errors: flags that do not exist, events and callbacks that failed. Default: the console. */
  logger?: { error(message: string): void };
}

/** An event that is recorded after a successful response. */
export interface TrackedEvent {
  event: string;
  /** Default 1. */
  quantity?: number;
  traits?: Record<string, unknown>;
}

/** Options of one gate. The check options are passed on as they are. */
export interface RequireOptions<Req> extends CheckFlagOptions {
  /** The event to record once the response was sent with a status below 400. Default: none. */
  track?: string | TrackedEvent | ((request: Req) => TrackedEvent | undefined);
}
