import type { AnswerSource, Clock, EvaluationContext, HoldLedger, Logger } from "@schematic/core";
import type { CreditCase, CreditCheckAnswer, CreditCheckOptions, EventSink } from "@schematic/core/internal";
import { describeError, randomId } from "@schematic-internal/kit";
import { costOf, toCredits } from "../amounts";
import { type TakeParts, type TakeResult, takeHold } from "../hold/take-hold";
import type { LeaseNeed } from "../lease/slot-table";
import type { CreditSettings } from "../options";
import { preflightOf } from "./preflight";
import { type Probe, probe } from "./probe";
import { evalContextOf, failureAnswer, localAnswer, reservationOf } from "./results";

export interface ClientCheckParts extends TakeParts {
  readonly ledger: HoldLedger;
  readonly events: EventSink;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: (creditTypeId: string) => CreditSettings;
  readonly sourceName: AnswerSource;
  /** Unspent credits of this process's leases of a company, by credit id. */
  readonly unspent: (companyId: string) => Readonly<Record<string, number>> | undefined;
  /** Called with each hold that was taken and is valid. */
  readonly opened: (hold: { id: string; leaseId: string }, ttlMs: number) => void;
}

export interface ClientCheckRequest {
  readonly credit: CreditCase;
  readonly context: EvaluationContext;
  readonly flagKey: string;
  readonly options: CreditCheckOptions;
  /** On the monotonic clock. */
  readonly deadline: number;
}

type Gated = Extract<Probe, { kind: "gated" }>;
type Taken = Extract<TakeResult, { outcome: "taken" }>;

/**
 * Checks with a hold out of a lease. `plain`: the flag is not metered in credits. `server`: it can be gated by the
 * server only.
 */
export async function clientCheck(
  parts: ClientCheckParts,
  request: ClientCheckRequest,
): Promise<CreditCheckAnswer | "plain" | "server"> {
  const { credit, flagKey, options } = request;
  const mode = options.onAcquireFailure ?? "fail-closed";
  const { sourceName: source } = parts;
  let probed: Probe;
  try {
    probed = probe(credit, preflightOf(options), options.eventSubtype);
  } catch (error) {
    return finish(parts, request, failureAnswer(flagKey, { reason: wasmReason(error) }, { mode, source }));
  }
  if (probed.kind === "plain") return "plain";
  if (probed.kind === "unknown") return "server";
  const { resolution } = probed;
  if (probed.kind === "settled") return finish(parts, request, localAnswer(resolution, source));
  if (probed.kind === "mismatch") {
    const failure = { reason: "event_subtype_mismatch", isRefused: true };
    return finish(parts, request, failureAnswer(flagKey, failure, { mode, resolution, source }));
  }
  return gatedCheck(parts, request, probed);
}

async function gatedCheck(
  parts: ClientCheckParts,
  request: ClientCheckRequest,
  probed: Gated,
): Promise<CreditCheckAnswer | "server"> {
  const { credit, context, flagKey, options, deadline } = request;
  const { sourceName: source } = parts;
  const { companyId, userId } = credit;
  const { creditId, rate, eventSubtype, resolution } = probed;
  const mode = options.onAcquireFailure ?? "fail-closed";
  const amount = costOf(options.usage, rate);
  if (amount === undefined) {
    const failure = { reason: "insufficient_lease_balance", isRefused: true };
    return finish(parts, request, failureAnswer(flagKey, failure, { mode, resolution, source }));
  }
  const hold = {
    id: randomId(),
    companyId,
    creditTypeId: creditId,
    eventSubtype,
    quantity: options.usage,
    amount,
    consumptionRate: rate,
    evalCtx: evalContextOf(context),
  };
  const need: LeaseNeed = { cost: amount, userId, balance: credit.balance(creditId) };
  const taken = await takeHold(parts, { hold, need, settings: parts.settings(creditId), deadline });
  if (taken.outcome === "foreign") return "server";
  if (taken.outcome === "failed") {
    return finish(parts, request, failureAnswer(flagKey, taken, { mode, resolution, source }));
  }
  return gate(parts, request, { probed, taken, need });
}

/** Evaluates once more with the balance out of which the hold was taken, and keeps the hold only if that allows. */
async function gate(
  parts: ClientCheckParts,
  request: ClientCheckRequest,
  { probed, taken, need }: { probed: Gated; taken: Taken; need: LeaseNeed },
): Promise<CreditCheckAnswer> {
  const { credit, flagKey, options } = request;
  const { sourceName: source } = parts;
  const { hold, expiresAt, view } = taken;
  const { creditId } = probed;
  try {
    const preflight = { ...preflightOf(options), creditCost: { [creditId]: toCredits(hold.amount) } };
    const others = othersOf(parts, credit);
    const balances = { ...others, [creditId]: toCredits(view.remaining + hold.amount) };
    const resolution = credit.evaluate(preflight, balances);
    if (resolution.value) {
      parts.manager.lookAfter(hold, need, view);
      parts.opened(hold, Math.min(parts.settings(creditId).ttlMs, view.lifeMs));
      return finish(parts, request, localAnswer(resolution, source, reservationOf(hold, expiresAt)));
    }
    await cancelHold(parts, taken);
    return finish(parts, request, localAnswer(resolution, source));
  } catch (error) {
    await cancelHold(parts, taken);
    const mode = options.onAcquireFailure ?? "fail-closed";
    const { resolution } = probed;
    const failure = { reason: wasmReason(error) };
    return finish(parts, request, failureAnswer(flagKey, failure, { mode, resolution, source }));
  }
}

/** Balances of the company with the unspent credits of this process's leases added. */
function othersOf(parts: ClientCheckParts, credit: CreditCase): Record<string, number> {
  const balances: Record<string, number> = {};
  const unspent = parts.unspent(credit.companyId);
  for (const id of Object.keys(unspent ?? {}))
    balances[id] = (credit.balance(id) ?? 0) + (unspent?.[id] ?? 0);
  return balances;
}

async function cancelHold({ ledger, logger }: ClientCheckParts, { hold }: Taken): Promise<void> {
  try {
    await ledger.settle(hold, 0);
  } catch (error) {
    logger.warn(`Hold ${hold.id} was not cancelled; it expires by itself`, describeError(error));
  }
}

/** Queues the `flag_check` event of a result. */
function finish(
  parts: ClientCheckParts,
  { context, options }: ClientCheckRequest,
  answer: CreditCheckAnswer,
): CreditCheckAnswer {
  parts.events.acceptFlagCheck(answer, context, preflightOf(options));
  return answer;
}

function wasmReason(error: unknown): string {
  return `wasm_error: ${error instanceof Error ? error.message : String(error)}`;
}
