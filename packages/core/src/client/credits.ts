import { describeError } from "@schematic-internal/kit";
import type {
  CreditCheckOptions,
  CreditGate,
  CreditGateFactory,
  CreditHost,
  LeaseEvent,
  Reservation,
} from "../contracts/credits";
import type { EvaluationContext } from "../contracts/evaluation";
import { copyContext } from "../evaluation/input/context";
import type { CheckInput } from "../evaluation/input/read-input";
import { toCheckResult } from "../evaluation/projections";
import type { CheckResult } from "../evaluation/results";

/** Longest time for which `close()` waits for holds to be settled, ms. */
const DRAIN_MS = 5_000;
/** Time for releasing leases even if the time of `close()` is up, ms. */
const RELEASE_MS = 2_000;

/** Credit gating of a client. Its code is loaded at the first use, so that a client without it stays small. */
export class Credits {
  readonly #factory: CreditGateFactory;
  readonly #host: CreditHost;
  readonly #listeners = new Set<(event: LeaseEvent) => void>();
  #gate: CreditGate | undefined;
  #loading: Promise<CreditGate | undefined> | undefined;
  #isClosed = false;

  constructor(factory: CreditGateFactory, host: CreditHost) {
    this.#factory = factory;
    this.#host = host;
  }

  /** The gate, if it is loaded. */
  get gate(): CreditGate | undefined {
    return this.#gate;
  }

  /** Loads the gate. Resolves to undefined if it cannot be loaded, or the client is closed. Never rejects. */
  load(): Promise<CreditGate | undefined> {
    this.#loading ??= this.#open();
    return this.#loading;
  }

  async #open(): Promise<CreditGate | undefined> {
    try {
      if (this.#isClosed) return undefined;
      this.#gate = await this.#factory(this.#host);
      for (const listener of this.#listeners) this.#gate.onLease(listener);
      return this.#gate;
    } catch (error) {
      const consequence = "checks with a usage are denied";
      this.#host.logger.error(`Credit gating could not be loaded; ${consequence}: ${describeError(error)}`);
      return undefined;
    }
  }

  async check(
    { context, keys }: CheckInput,
    options: CreditCheckOptions,
    plain: () => Promise<CheckResult>,
  ): Promise<CheckResult> {
    const gate = this.#gate ?? (await this.load());
    if (this.#isClosed) return plain();
    const [flagKey = ""] = keys ?? [];
    if (gate === undefined) {
      const reason = "credits_unavailable";
      return { allowed: false, value: false, flagKey, reason, err: reason };
    }
    const answer = await gate.check(copyContext(context), flagKey, options);
    const result = toCheckResult(answer, answer.source);
    return answer.reservation === undefined ? result : { ...result, reservation: answer.reservation };
  }

  async settle(
    reservation: Reservation | undefined,
    quantity: number,
    options?: { traits?: Record<string, unknown> },
  ): Promise<void> {
    await (this.#gate ?? (await this.load()))?.settle(reservation, quantity, options);
  }

  async prewarm(context: EvaluationContext, creditTypeIds: readonly string[]): Promise<void> {
    await (this.#gate ?? (await this.load()))?.prewarm(context, creditTypeIds);
  }

  onLease(listener: (event: LeaseEvent) => void): () => void {
    if (this.#gate !== undefined) return this.#gate.onLease(listener);
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Refuses new checks and waits until holds are settled, for at most 5 s. */
  async drain(leftMs: number): Promise<void> {
    this.#isClosed = true;
    const gate = await this.#loading;
    await gate?.drain(Math.min(DRAIN_MS, leftMs));
  }

  /** Releases the leases of this process. Called after the events are delivered. */
  async close(leftMs: number): Promise<void> {
    await this.#gate?.close(Math.max(RELEASE_MS, leftMs));
  }
}
