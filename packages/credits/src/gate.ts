import type { CreditStatus, EvaluationContext, LeaseEvent, Reservation } from "@schematic/core";
import type { CreditCheckAnswer, CreditCheckOptions, CreditGate, CreditHost } from "@schematic/core/internal";
import { describeError, Emitter } from "@schematic-internal/kit";
import { type ClientCheckRequest, clientCheck } from "./check/client-check";
import { isUsage } from "./check/preflight";
import { failureAnswer } from "./check/results";
import { serverCheck } from "./check/server-check";
import { before, TIMED_OUT } from "./deadline";
import { OpenHolds } from "./hold/open-holds";
import { cancelReservation, type SettleParts, settleHold } from "./hold/settle";
import { type Observe, observer } from "./lease/observe";
import { type LocalLeases, localLeases } from "./local-leases";
import { CREDIT_DEFAULTS, type CreditLeaseOptions, settingsFor } from "./options";
import { prewarm } from "./prewarm";
import { ServerTime } from "./server-time";
import { apiWire, type CreditWire, type Timed } from "./wire";

/** Options that have no effect in server mode. */
const CLIENT_ONLY = [
  "defaultLeaseDuration",
  "defaultLeaseSize",
  "lowWaterMark",
  "sweepIntervalMs",
  "prewarmResolveTimeoutMs",
  "leaseStore",
  "reservationStore",
] as const;

/** Gates checks by credits; see `creditLeases`. */
export class Gate implements CreditGate {
  readonly #options: CreditLeaseOptions;
  readonly #host: CreditHost;
  readonly #wire: CreditWire;
  readonly #events: Emitter<{ lease: LeaseEvent }>;
  readonly #observe: Observe;
  readonly #time: ServerTime;
  readonly #open: OpenHolds;
  readonly #local: LocalLeases | undefined;
  /** Settles, prewarms and requests in the background under way. */
  readonly #work = new Set<Promise<unknown>>();
  #isClosed = false;

  constructor(
    options: CreditLeaseOptions,
    host: CreditHost,
    wire: CreditWire = apiWire(host.transport, host.clock),
  ) {
    const { clock, logger, evaluation } = host;
    this.#options = options;
    this.#host = host;
    this.#wire = wire;
    this.#events = new Emitter((error) => logger.warn('A listener of "lease" failed', describeError(error)));
    this.#observe = observer(host.hooks, clock, logger);
    this.#time = new ServerTime(() => clock.now());
    this.#open = new OpenHolds(clock);
    const { mode = "auto" } = options;
    if (mode === "client" && evaluation === undefined) {
      logger.warn(
        "creditLeases.mode is client, but there is no local copy of the data: the server gates every check",
      );
    }
    if (mode === "server") warnUnused(options, logger);
    if (mode === "server" || evaluation === undefined) return;
    const local = localLeases({
      host,
      options,
      wire,
      observe: this.#observe,
      emit: (event) => this.#events.emit("lease", event),
      prune: () => this.#open.prune(),
    });
    this.#local = local;
    evaluation.setUnspent(local.unspent);
  }

  async check(
    context: EvaluationContext,
    flagKey: string,
    options: CreditCheckOptions,
  ): Promise<CreditCheckAnswer> {
    const { usage, onAcquireFailure: mode = "fail-closed" } = options;
    const source = this.#host.sourceName ?? "api";
    if (!isUsage(usage)) {
      const answer = failureAnswer(flagKey, { reason: "invalid_usage" }, { mode, source });
      this.#host.events.acceptFlagCheck(answer, context);
      return answer;
    }
    const hasCompany = context.company && Object.keys(context.company).length > 0;
    if (this.#isClosed || usage === 0 || !hasCompany) return this.#host.plainCheck(context, flagKey, options);
    const checking = this.#observe(
      "check",
      { flagKey },
      () => this.#gated(context, flagKey, options),
      ({ value, reason }) => ({ outcome: value ? "ok" : "denied", reason }),
    );
    return this.#track(checking);
  }

  async #gated(
    context: EvaluationContext,
    flagKey: string,
    options: CreditCheckOptions,
  ): Promise<CreditCheckAnswer> {
    const { clock, evaluation, sourceName } = this.#host;
    const deadline = clock.monotonic() + (options.timeoutMs ?? Number.POSITIVE_INFINITY);
    const local = this.#local;
    if (local !== undefined && evaluation !== undefined && sourceName !== undefined) {
      const credit = await before(evaluation.open(context, flagKey), { clock, deadline });
      if (credit === TIMED_OUT) {
        const mode = options.onAcquireFailure ?? "fail-closed";
        return failureAnswer(flagKey, { reason: "lease_acquire_failed" }, { mode, source: sourceName });
      }
      if (credit !== undefined) {
        const answer = await this.#clientCheck(local, { credit, context, flagKey, options, deadline });
        if (answer === "plain") return this.#host.plainCheck(context, flagKey, options);
        if (answer !== "server") return answer;
      }
    }
    return serverCheck(this.#serverParts(), { context, flagKey, options, deadline });
  }

  #clientCheck(local: LocalLeases, request: ClientCheckRequest): ReturnType<typeof clientCheck> {
    const { clock, logger, events, sourceName = "datastream" } = this.#host;
    const { manager, ledger, sweeper, unspent } = local;
    return clientCheck(
      {
        manager,
        ledger,
        events,
        clock,
        logger,
        sourceName,
        unspent,
        settings: (creditTypeId) => settingsFor(this.#options, creditTypeId),
        opened: (hold, ttlMs) => {
          this.#open.add(hold, ttlMs);
          sweeper.wake();
        },
      },
      request,
    );
  }

  #serverParts(): Parameters<typeof serverCheck>[0] {
    const { clock, logger, defaultValue } = this.#host;
    return {
      wire: this.#wire,
      clock,
      logger,
      defaultValue,
      ttlMs: settingsFor(this.#options, "").ttlMs,
      serverNow: () => this.#time.at(clock.monotonic()),
      observe: (response) => this.#observeTime(response),
      track: (work) => void this.#track(work),
      opened: (hold, ttlMs) => this.#open.add(hold, ttlMs),
    };
  }

  settle(
    reservation: Reservation | undefined,
    actualQuantity: number,
    options?: { traits?: Record<string, unknown> },
  ): Promise<void> {
    const settling = settleHold(this.#settleParts(), reservation, {
      quantity: actualQuantity,
      traits: options?.traits,
    });
    return this.#track(settling);
  }

  cancel(reservation: Reservation): Promise<void> {
    return this.#track(cancelReservation(this.#settleParts(), reservation));
  }

  async prewarm(context: EvaluationContext, creditTypeIds: readonly string[]): Promise<void> {
    const local = this.#local;
    const { evaluation, clock, logger } = this.#host;
    if (local === undefined || evaluation === undefined || this.#isClosed) return;
    const { prewarmResolveTimeoutMs: resolveMs = CREDIT_DEFAULTS.prewarmResolveTimeoutMs } = this.#options;
    const parts = { ...local, evaluation, clock, logger, resolveMs, isClosed: () => this.#isClosed };
    local.sweeper.wake();
    await this.#track(prewarm(parts, context, creditTypeIds));
  }

  onLease(listener: (event: LeaseEvent) => void): () => void {
    return this.#events.on("lease", listener);
  }

  status(): CreditStatus {
    const local = this.#local;
    return {
      mode: local === undefined ? "server" : "client",
      leases: local?.manager.slots().length ?? 0,
      openHolds: this.#open.prune(),
      requests: (local?.manager.requests ?? 0) + this.#work.size,
    };
  }

  async drain(timeoutMs: number): Promise<void> {
    const { clock } = this.#host;
    this.#isClosed = true;
    this.#local?.manager.stop();
    const deadline = clock.monotonic() + timeoutMs;
    const work = async (): Promise<void> => {
      await this.#local?.manager.settled();
      await this.#open.none();
      while (this.#work.size > 0) await Promise.allSettled([...this.#work]);
    };
    await before(work(), { clock, deadline });
  }

  async close(timeoutMs: number): Promise<void> {
    const { clock, evaluation } = this.#host;
    const local = this.#local;
    this.#isClosed = true;
    local?.manager.stop();
    local?.sweeper.stop();
    evaluation?.setUnspent(undefined);
    if (local === undefined) return;
    const releasing = local.manager.release((leaseId) => this.#open.has(leaseId));
    await before(releasing, { clock, deadline: clock.monotonic() + timeoutMs });
  }

  #settleParts(): SettleParts {
    const { logger } = this.#host;
    const settled = (id: string): void => this.#open.delete(id);
    return { host: this.#host, wire: this.#wire, local: this.#local, logger, settled };
  }

  #observeTime(response: Pick<Timed<unknown>, "date" | "timing">): void {
    this.#time.observeHeader(response.date, response.timing);
    this.#local?.manager.observe(response);
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#work.add(work);
    const done = (): void => void this.#work.delete(work);
    work.then(done, done);
    return work;
  }
}

function warnUnused(options: CreditLeaseOptions, logger: CreditHost["logger"]): void {
  const unused = CLIENT_ONLY.filter((name) => options[name] !== undefined);
  if (unused.length > 0)
    logger.warn(`In server mode these options of creditLeases have no effect: ${unused.join(", ")}`);
}
