import type { AnswerSource, FlagResolution, Hold, OnAcquireFailure, Reservation } from "@schematic/core";
import type { CreditCheckAnswer } from "@schematic/core/internal";
import { toCredits } from "../amounts";

/** Returns the result of a check that local evaluation decided. */
export function localAnswer(
  resolution: FlagResolution,
  source: AnswerSource,
  reservation?: Reservation,
): CreditCheckAnswer {
  return { ...resolution, source, ...(reservation && { reservation }) };
}

/** Returns the handle of a hold in client mode. */
export function reservationOf(hold: Hold, expiresAt: number): Reservation {
  return {
    id: hold.id,
    leaseId: hold.leaseId,
    companyId: hold.companyId,
    creditTypeId: hold.creditTypeId,
    eventSubtype: hold.eventSubtype,
    quantityReserved: hold.quantity,
    creditsReserved: toCredits(hold.amount),
    consumptionRate: hold.consumptionRate,
    expiresAt: new Date(expiresAt),
    evalCtx: hold.evalCtx,
  };
}

/**
 * Returns the result of a check without a hold. With fail-open it is allowed, if everything but credits allows it;
 * `resolution` is then the evaluation with unlimited credits. A refusal of the server denies in both modes.
 */
export function failureAnswer(
  flagKey: string,
  failure: { reason: string; isRefused?: boolean },
  options: { mode: OnAcquireFailure; resolution?: FlagResolution | undefined; source: AnswerSource },
): CreditCheckAnswer {
  const { reason, isRefused = false } = failure;
  const { mode, resolution, source } = options;
  const base = resolution ?? { flagKey, value: false, reason };
  if (mode === "fail-open" && !isRefused) {
    const open = `${reason}_fail_open`;
    const why = resolution === undefined ? open : `${resolution.reason} (${open})`;
    return { ...base, value: resolution?.value ?? true, reason: why, err: reason, source };
  }
  return { ...base, value: false, reason, err: reason, source };
}

/** Returns the keys of a context as a hold keeps them: copies, without what is absent. */
export function evalContextOf(context: {
  company?: Record<string, string> | null | undefined;
  user?: Record<string, string> | null | undefined;
}): Reservation["evalCtx"] {
  const { company, user } = context;
  return { ...(company && { company: { ...company } }), ...(user && { user: { ...user } }) };
}
