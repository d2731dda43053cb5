import {
  DefaultLogger,
  ErrorCode,
  type EvaluationContext,
  type JsonValue,
  type Logger,
  type OpenFeatureEventEmitter,
  type Provider,
  ProviderFatalError,
  type ResolutionDetails,
  type TrackingEventDetails,
} from "@openfeature/server-sdk";
import { messageOf } from "@schematic-internal/kit";
import { checkKeysOf, type TargetingKey } from "./context";
import { booleanDetails, failure } from "./details";
import type { SchematicLike } from "./schematic-like";
import { StatusEvents } from "./status-events";
import { trackBody } from "./tracking";

export interface SchematicProviderOptions {
  /** The key that `targetingKey` stands for. Default: `{ user: "id" }`. */
  targetingKey?: TargetingKey;
  /** Schematic environment id, reported as `flagSetId` in the flag metadata. Default: absent. */
  environment?: string;
  /** How long `initialize()` waits for local data, in milliseconds. Default: the client's, 10,000. */
  initializeTimeoutMs?: number;
  /** Receives warnings about tracking events that cannot be sent. Default: the console. */
  logger?: Logger;
}

const FATAL_CODES: ReadonlySet<unknown> = new Set(["unauthorized", "forbidden"]);
const codeOf = (error: unknown): unknown => (error as { code?: unknown } | null | undefined)?.code;

/**
 * OpenFeature server provider on a Schematic client.
 *
 * Give it a client that the application owns, which is flushed when the provider closes, or a function that creates
 * one, which is closed with the provider. Schematic flags are boolean: other types resolve to `TYPE_MISMATCH`.
 */
export class SchematicProvider implements Provider {
  readonly metadata: { readonly name: "schematic-provider" } = { name: "schematic-provider" };
  readonly runsOn: "server" = "server";
  readonly #given: SchematicLike | (() => SchematicLike);
  readonly #options: SchematicProviderOptions;
  readonly #targetingKey: TargetingKey;
  readonly #status = new StatusEvents();
  #client: SchematicLike | undefined;

  constructor(client: SchematicLike | (() => SchematicLike), options: SchematicProviderOptions = {}) {
    this.#given = client;
    this.#options = options;
    this.#targetingKey = options.targetingKey ?? { user: "id" };
  }

  get events(): OpenFeatureEventEmitter {
    return this.#status.emitter;
  }

  /**
   * Resolves when the client is ready. Rejects with ProviderFatalError if the API key is refused, and with the
   * client's error otherwise; then the client keeps connecting, and READY follows when it succeeds.
   */
  async initialize(): Promise<void> {
    const client = this.#connected();
    this.#status.listen(client);
    try {
      const timeoutMs = this.#options.initializeTimeoutMs;
      await client.initialize(timeoutMs === undefined ? {} : { timeoutMs });
      this.#status.settled(true);
    } catch (error) {
      this.#status.settled(false);
      if (FATAL_CODES.has(codeOf(error))) throw new ProviderFatalError(messageOf(error), { cause: error });
      throw error;
    }
  }

  /** Stops the events; closes the client if the provider created it, otherwise sends its waiting events. */
  async onClose(): Promise<void> {
    this.#status.stop();
    const client = this.#client;
    this.#client = undefined;
    if (client === undefined) return;
    if (typeof this.#given === "function") await client.close();
    else await client.flush();
  }

  async resolveBooleanEvaluation(
    flagKey: string,
    defaultValue: boolean,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<boolean>> {
    const keys = checkKeysOf(context, this.#targetingKey);
    // Without a default of its own, a failed check is recognizable by its error code.
    const flag = await this.#connected().checkFlagWithEntitlement(keys, flagKey, { includeAge: true });
    return booleanDetails(flag, defaultValue, this.#options.environment);
  }

  resolveStringEvaluation(
    flagKey: string,
    defaultValue: string,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<string>> {
    return this.#mismatch(flagKey, defaultValue, context);
  }

  resolveNumberEvaluation(
    flagKey: string,
    defaultValue: number,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<number>> {
    return this.#mismatch(flagKey, defaultValue, context);
  }

  resolveObjectEvaluation<T extends JsonValue>(
    flagKey: string,
    defaultValue: T,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<T>> {
    return this.#mismatch(flagKey, defaultValue, context);
  }

  /** Queues a usage event. An event that cannot be sent is logged and dropped; nothing is thrown. */
  track(event: string, context: EvaluationContext = {}, details: TrackingEventDetails = {}): void {
    let problem: string;
    try {
      const body = trackBody(event, checkKeysOf(context, this.#targetingKey), details);
      if (typeof body !== "string") {
        void this.#connected().track(body);
        return;
      }
      problem = body;
    } catch (error) {
      problem = messageOf(error);
    }
    const logger = this.#options.logger ?? new DefaultLogger();
    logger.warn(`[schematic] Tracking event "${event}" was dropped: ${problem}`);
  }

  /** A flag that exists is boolean, so only an error of the evaluation itself differs from a type mismatch. */
  async #mismatch<T>(
    flagKey: string,
    defaultValue: T,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<T>> {
    const { errorCode, errorMessage } = await this.resolveBooleanEvaluation(flagKey, false, context);
    if (errorCode !== undefined) return failure(defaultValue, errorCode, errorMessage ?? errorCode);
    const message = `Schematic flags are boolean: read "${flagKey}" with getBooleanValue() or getBooleanDetails()`;
    return failure(defaultValue, ErrorCode.TYPE_MISMATCH, message);
  }

  #connected(): SchematicLike {
    this.#client ??= typeof this.#given === "function" ? this.#given() : this.#given;
    return this.#client;
  }
}
