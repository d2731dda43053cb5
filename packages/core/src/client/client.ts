import type { Transport } from "@schematic/api";
import type { EventBodyIdentify, EventBodyInference, EventBodyTrack } from "@schematic/api/types";
import { connectsByItself, describeError } from "@schematic-internal/kit";
import type { Reservation } from "../contracts/credits";
import type { SentEventType } from "../contracts/events";
import type { Logger } from "../contracts/logger";
import { DEFAULTS } from "../defaults";
import { type CheckContext, copyContext } from "../evaluation/input/context";
import type { CheckFlagOptions } from "../evaluation/input/read-input";
import { toCheckResult, toEntitlement, toEntitlementWithAge, toValue } from "../evaluation/projections";
import type {
  CheckFlagWithEntitlementResponse,
  CheckOptions,
  CheckResult,
  FlagCheckResult,
  TrackWithReservationOptions,
} from "../evaluation/results";
import { assertClientOptions } from "../options/client-options";
import type { ClientOptions } from "../options/types";
import { onceAtSignal } from "../platform/signals";
import { untilReady } from "./initialize";
import { guardListener } from "./listeners";
import type { CheckFlagWithEntitlementOptions, IdentifyOptions, TrackOptions } from "./method-options";
import { assemble, type ClientParts } from "./parts";
import { Scope, type ScopeOptions } from "./scope";
import { DrainDeadline, shutDown } from "./shutdown";
import { type ClientEvents, type ClientStatus, NO_CREDITS, NO_EVENTS } from "./status";
import {
  checkOptionsOf,
  creditOptionsOf,
  prewarmOf,
  readOrUndefined,
  signalNames,
  usageOf,
  wantsAge,
} from "./usage";

declare global {
  // For programs whose `lib` does not have it yet: `await using` is theirs to use or not.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

const DONE: Promise<void> = Promise.resolve();

/**
 * Checks flags, identifies companies and users, tracks usage.
 *
 * Checks and events never throw or reject: what goes wrong is logged, and the check answers its default.
 * The constructor throws for wrong options, opens nothing and sets no timer outside Node, bun and deno.
 */
export class SchematicClient {
  readonly #parts: ClientParts;
  readonly #stopSignals = new Set<() => void>();
  readonly #drainDeadline = new DrainDeadline();
  #closing: Promise<void> | undefined;

  /** @throws SchematicError `invalid_options` */
  constructor(options: ClientOptions = {}) {
    assertClientOptions(options);
    this.#parts = assemble(options);
    const { source, evaluator, clock } = this.#parts;
    if (source !== undefined && connectsByItself()) clock.setTimer(() => evaluator.start(), 0);
  }

  /** The transport of this client's REST calls; offline every call rejects with code `offline`. */
  protected get transport(): Transport {
    return this.#parts.transport;
  }

  /** Where this client's messages go; secrets are taken out of them. */
  protected get logger(): Logger {
    return this.#parts.logger;
  }

  /** The value of a flag for a company, a user, both or neither. */
  checkFlag(
    context: CheckContext | null | undefined,
    key: string,
    options?: CheckFlagOptions,
  ): Promise<boolean> {
    return this.#parts.evaluator.check(toValue, context, key, options);
  }

  /** The value of a flag, with its reason, what it rests on, and the entitlement behind it. */
  checkFlagWithEntitlement(
    context: CheckContext | null | undefined,
    key: string,
    options?: CheckFlagWithEntitlementOptions,
  ): Promise<CheckFlagWithEntitlementResponse> {
    const project = wantsAge(options) ? toEntitlementWithAge : toEntitlement;
    return this.#parts.evaluator.check(project, context, key, options);
  }

  /** The value of a flag from what is in memory; the default where that is not enough. */
  checkFlagSync(context: CheckContext | null | undefined, key: string, options?: CheckFlagOptions): boolean {
    return this.#parts.evaluator.checkSync(toValue, context, key, options);
  }

  /** Several flags for one context, in the order of `keys`; without keys all flags. Queues no events. */
  checkFlags(context: CheckContext | null | undefined, keys?: readonly string[]): Promise<FlagCheckResult[]> {
    return this.#parts.evaluator.checkMany(context, keys);
  }

  /**
   * Checks whether this much can be used now. With credit leases, a `usage` and a feature that is metered in credits, an
   * allowed check holds the credits and returns a `reservation`, which `trackWithReservation` settles.
   */
  check(context: CheckContext | null | undefined, key: string, options?: CheckOptions): Promise<CheckResult> {
    const { evaluator, credits } = this.#parts;
    const plain = (): Promise<CheckResult> =>
      evaluator.check(toCheckResult, context, key, checkOptionsOf(options));
    const held = credits && creditOptionsOf(options);
    const input = held && readOrUndefined(evaluator, context, key);
    if (credits === undefined || held === undefined || input === undefined) return plain();
    evaluator.start();
    return credits.check(input, held, plain);
  }

  /**
   * Checks, calls `work` with the hold if the check allows it, and settles the quantity that `work` resolves to. If
   * `work` throws, the hold is given back and the error is passed on. `work` is not called for a denied check.
   */
  async withReservation(
    context: CheckContext | null | undefined,
    key: string,
    options: CheckOptions,
    work: (hold: Reservation | undefined) => number | Promise<number>,
  ): Promise<CheckResult> {
    const result = await this.check(context, key, options);
    if (!result.allowed) return result;
    const { reservation } = result;
    let quantity: number;
    try {
      quantity = await work(reservation);
    } catch (error) {
      if (reservation !== undefined) await this.#parts.credits?.gate?.cancel(reservation);
      throw error;
    }
    if (reservation !== undefined) await this.trackWithReservation(reservation, quantity);
    return result;
  }

  /**
   * Returns a scope: the client's checks and events bound to one context. Create one for each request; a scope in a
   * global variable would mix the users of concurrent requests.
   */
  forContext(context: CheckContext | null | undefined, options?: ScopeOptions): Scope {
    return new Scope(this, context, options);
  }

  /** Creates or updates a user and its company, by an event. */
  identify(body: EventBodyIdentify, options?: IdentifyOptions): Promise<void> {
    const accepted = this.#accept("identify", body, options);
    const { credits, events } = this.#parts;
    const creditTypeIds = credits && prewarmOf(options);
    if (credits !== undefined && creditTypeIds !== undefined) {
      // The server knows a new company only once the event has arrived.
      void events?.flush();
      void this.prewarm({ company: body?.company?.keys }, creditTypeIds);
    }
    return accepted;
  }

  /** Records usage, by an event; local checks see it at once. */
  track(body: EventBodyTrack, options?: TrackOptions): Promise<void> {
    const usage = usageOf(body, options);
    if (usage !== undefined) this.#parts.source?.track(usage);
    return this.#accept("track", body, options);
  }

  /** Records tokens of a language model. OTLP spans of the same call must not reach Schematic: they bill it twice. */
  trackInference(body: EventBodyInference, options?: TrackOptions): Promise<void> {
    return this.#accept("inference", body, options);
  }

  /**
   * Settles a reservation with the quantity that was really used: bills it, and returns what was held beyond it. Safe to
   * call again, and in another process.
   */
  trackWithReservation(
    reservation: Reservation | undefined,
    actualQuantity: number,
    options?: TrackWithReservationOptions,
  ): Promise<void> {
    const { credits, logger } = this.#parts;
    if (credits !== undefined) return credits.settle(reservation, actualQuantity, options);
    logger.error(
      "trackWithReservation() recorded nothing (no_reservation): this client has no creditLeases; report the usage with track()",
    );
    return DONE;
  }

  /** Opens a lease for each credit type, so that the first check need not wait for one. Never rejects. */
  async prewarm(context: CheckContext, creditTypeIds: string[]): Promise<void> {
    const { credits, evaluator, logger } = this.#parts;
    if (credits === undefined) return;
    try {
      evaluator.start();
      await credits.prewarm(copyContext(evaluator.read(context, "prewarm").context), [...creditTypeIds]);
    } catch (error) {
      logger.error(`prewarm() opened no lease: ${describeError(error)}`);
    }
  }

  /** Sets what is answered for a flag when no source can. */
  setFlagDefault(flag: string, value: boolean): void {
    this.#parts.defaults.set(flag, value);
  }

  /** Sets several flag defaults; others stay. */
  setFlagDefaults(values: Record<string, boolean>): void {
    this.#parts.defaults.setAll(values);
  }

  /**
   * Resolves once local answers are available; without a local source, immediately.
   *
   * @throws SchematicError `unauthorized` or `forbidden` as soon as the API key is refused.
   * @throws SchematicTimeoutError after `timeoutMs` (ms, default 10,000); it names the last failure, which is its
   * `cause`. The client keeps connecting, and checks use the other sources.
   */
  async initialize(options: { timeoutMs?: number | undefined } = {}): Promise<void> {
    const { source, evaluator, clock } = this.#parts;
    if (source === undefined) return;
    evaluator.start();
    const timeoutMs = options.timeoutMs ?? DEFAULTS.initializeTimeoutMs;
    await untilReady(source, clock, timeoutMs);
  }

  /**
   * Sends the events that wait. Resolves with the number of events that are not delivered after `timeoutMs` (default
   * 10,000).
   */
  flush(timeoutMs: number = DEFAULTS.closeTimeoutMs): Promise<number> {
    const limitMs = typeof timeoutMs === "number" && timeoutMs >= 0 ? timeoutMs : DEFAULTS.closeTimeoutMs;
    const { events, clock } = this.#parts;
    if (events === undefined) return Promise.resolve(0);
    return this.#drainDeadline.flush(clock, limitMs, (remainingMs) => events.flush(remainingMs));
  }

  /** What the client is doing: state, source, connection, age of its data, events. */
  status(): ClientStatus {
    const { source, events, evaluator, rest, credits } = this.#parts;
    const connection = source?.status();
    const own = this.#closing ? "closed" : rest ? connection?.state : "offline";
    return {
      state: own ?? "ready",
      source: source?.name ?? (rest ? "api" : "default"),
      connection,
      dataAgeMs: connection?.ageMs,
      events: events?.status() ?? { ...NO_EVENTS },
      checksInFlight: evaluator.running,
      ...(credits && { credits: credits.gate?.status() ?? NO_CREDITS }),
    };
  }

  /**
   * Calls `listener` at each `event` and returns the function that removes it. A listener that throws or rejects is
   * logged.
   */
  on<E extends keyof ClientEvents>(event: E, listener: ClientEvents[E]): () => void {
    const { source, events, logger } = this.#parts;
    const guarded = guardListener(
      `"${describeError(event)}"`,
      listener as (...args: unknown[]) => unknown,
      logger,
    );
    if (event === "drop") return events?.onDrop(guarded) ?? (() => {});
    if (event === "lease") return this.#parts.credits?.onLease(guarded) ?? (() => {});
    return source?.on(event as Exclude<E, "drop" | "lease">, guarded) ?? (() => {});
  }

  /**
   * Calls `listener` with the new answer whenever the answer for this context changes: its value, rule or
   * reason, also by a period's reset; not for the first answer. Needs a local source that can tell (the
   * datastream); without one nothing is ever called, with a warning. Returns the function that ends it.
   */
  onFlagChange(
    key: string,
    context: CheckContext | null | undefined,
    listener: (answer: CheckFlagWithEntitlementResponse) => void,
  ): () => void {
    const { source, evaluator, logger } = this.#parts;
    try {
      if (source?.watch) {
        const input = evaluator.read(context, key);
        evaluator.start();
        const guarded = guardListener(`onFlagChange("${key}")`, listener, logger);
        return source.watch(copyContext(input.context), key, (changed) =>
          guarded(toEntitlement(changed, source.name)),
        );
      }
      logger.warn("onFlagChange() needs the datastream; without it no change is reported");
    } catch (error) {
      logger.error(`onFlagChange() reports no changes: ${describeError(error)}`);
    }
    return () => {};
  }

  /**
   * Ends the client: checks in flight finish, events are delivered, then the connection closes. All of it takes at most
   * 10 s, and so do a `flush()` and a `close()` right after it together. Logs what was not delivered. Idempotent. Later
   * checks return defaults.
   */
  close(): Promise<void> {
    if (this.#closing === undefined) {
      for (const stop of this.#stopSignals) stop();
      this.#stopSignals.clear();
      this.#closing = shutDown(this.#parts, this.#drainDeadline.closeBy(this.#parts.clock.monotonic()));
    }
    return this.#closing;
  }

  /** The same as `close()`. */
  shutdown(): Promise<void> {
    return this.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /**
   * Closes the client at the first of these signals (default SIGTERM and SIGINT). While a client waits for a signal,
   * the signal does not end the process by itself: your own handler, or a second signal, does. Closing the client
   * ends the wait. Returns the function that ends it earlier; does nothing on a runtime without signals.
   */
  closeOnSignal(signals: readonly string[] = ["SIGTERM", "SIGINT"]): () => void {
    if (this.#closing !== undefined) return () => {};
    const stopWatch = onceAtSignal(() => void this.close(), signalNames(signals));
    const stop = (): void => {
      this.#stopSignals.delete(stop);
      stopWatch();
    };
    this.#stopSignals.add(stop);
    return stop;
  }

  #accept(type: SentEventType, body: object, options: TrackOptions | undefined): Promise<void> {
    return this.#parts.events?.accept(type, body, options as never) ?? DONE;
  }
}
