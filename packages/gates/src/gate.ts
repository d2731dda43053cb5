import { describeError } from "@schematic-internal/kit";
import { type DenialCode, decide, isUnknownFlag } from "./decision";
import { GateError } from "./gate-error";
import type { CheckAnswer, GateClient, GatesOptions, RequireOptions, Scope } from "./options";
import { type CompleteResponse, completed, type GateProblem, problemOf, problemResponse } from "./problem";

/** Result of a gate for one request. */
export type Verdict =
  | {
      readonly allowed: true;
      /** The client bound to the request's context. Absent in shadow mode for a request without context. */
      readonly scope?: Scope;
      /** To be called with the status once the response was sent. Records the event of the gate, once. */
      readonly sent: (status: number) => void;
    }
  | { readonly allowed: false; readonly response: CompleteResponse; readonly problem: GateProblem };

/** Checks flags for requests of one framework. */
export class Gate<Req> {
  readonly #client: GateClient;
  readonly #options: GatesOptions<Req>;
  readonly #scopes = new WeakMap<WeakKey, Scope>();

  constructor(client: GateClient, options: GatesOptions<Req>) {
    if (typeof options?.context !== "function")
      throw new GateError(
        "invalid_options",
        "context is missing: give a function that returns { company?, user? } of a request",
      );
    if (typeof client?.forContext !== "function")
      throw new GateError(
        "invalid_options",
        "the first argument must be a SchematicClient with forContext()",
      );
    this.#client = client;
    this.#options = options;
  }

  /**
   * Returns the scope of a request: its context is asked for once, and no flag changes during the request. Throws what
   * `context` throws.
   */
  async scopeOf(request: Req): Promise<Scope | undefined> {
    const key = typeof request === "object" && request !== null ? request : undefined;
    const known = key && this.#scopes.get(key);
    if (known !== undefined) return known;
    const context = await this.#options.context(request);
    if (context === undefined || context === null) return undefined;
    const scope = this.#client.forContext(context, { memo: true });
    if (key !== undefined) this.#scopes.set(key, scope);
    return scope;
  }

  /** Decides about a request. Throws only what `context` throws. */
  async pass(request: Req, flag: string, options: RequireOptions<Req> = {}): Promise<Verdict> {
    const { track, ...checkOptions } = options;
    const isShadow = this.#options.mode === "shadow";
    const scope = await this.scopeOf(request);
    if (scope === undefined) {
      if (isShadow) return { allowed: true, sent: () => {} };
      return this.#denied(request, { status: 401, code: "unauthenticated", flag });
    }
    const answer = await scope.checkFlagWithEntitlement(flag, checkOptions);
    if (isUnknownFlag(answer))
      this.#log(`The flag "${flag}" of a gate does not exist: create it or correct its key`);
    const decision = decide(answer, this.#options.onUnavailable, checkOptions.usage);
    if (!decision.allowed) {
      this.#report(answer, { enforced: !isShadow, flag, status: decision.status });
      if (!isShadow) return this.#denied(request, { ...decision, flag }, answer);
    }
    return { allowed: true, scope, sent: this.#tracker(scope, request, track) };
  }

  async #denied(
    request: Req,
    denial: { status: GateProblem["status"]; code: DenialCode | "unauthenticated"; flag: string },
    answer?: CheckAnswer,
  ): Promise<Verdict> {
    const problem = problemOf(denial, answer);
    const { respond } = this.#options;
    let response: CompleteResponse | undefined;
    try {
      if (respond !== undefined) response = completed(await respond(answer, request, problem));
    } catch (error) {
      this.#log(
        `The gate's option respond failed, so a problem+json response was sent: ${describeError(error)}`,
      );
    }
    return { allowed: false, problem, response: response ?? completed(problemResponse(problem)) };
  }

  #tracker(scope: Scope, request: Req, track: RequireOptions<Req>["track"]): (status: number) => void {
    let isSent = track === undefined;
    return (status) => {
      if (isSent) return;
      isSent = true;
      if (status >= 400) return;
      try {
        const event = typeof track === "function" ? track(request) : track;
        if (event !== undefined) void scope.track(typeof event === "string" ? { event } : event);
      } catch (error) {
        this.#log(`The gate's option track failed, so no event was recorded: ${describeError(error)}`);
      }
    };
  }

  #report(answer: CheckAnswer, info: { enforced: boolean; flag: string; status: number }): void {
    const failed = (error: unknown): void =>
      this.#log(`The gate's option onDenied failed: ${describeError(error)}`);
    try {
      Promise.resolve(this.#options.onDenied?.(answer, info)).catch(failed);
    } catch (error) {
      failed(error);
    }
  }

  #log(message: string): void {
    try {
      (this.#options.logger ?? console).error(`[schematic] ${message}`);
    } catch {
      // A logger that throws cannot be reported anywhere.
    }
  }
}
