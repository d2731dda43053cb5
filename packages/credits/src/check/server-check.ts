import type { CheckAndReserveFlagResponseData } from "@schematic/api/types";
import type { Clock, EvaluationContext, FlagResolution, Logger, Reservation } from "@schematic/core";
import type { CreditCheckAnswer, CreditCheckOptions } from "@schematic/core/internal";
import { describeError, isObject, randomId } from "@schematic-internal/kit";
import { before, TIMED_OUT } from "../deadline";
import { MAX_LIFE_MS } from "../options";
import { type CreditWire, type Timed, WireFailure } from "../wire";
import { preflightOf } from "./preflight";
import { evalContextOf, failureAnswer } from "./results";

export interface ServerCheckParts {
  readonly wire: CreditWire;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly ttlMs: number;
  /** The server's time, ms since the epoch. */
  readonly serverNow: () => number;
  readonly observe: (response: Pick<Timed<unknown>, "date" | "timing">) => void;
  readonly defaultValue: (flagKey: string, options: CreditCheckOptions) => boolean;
  /** Counts a request in the background as under way. */
  readonly track: (work: Promise<unknown>) => void;
  readonly opened: (hold: { id: string; leaseId: string }, ttlMs: number) => void;
}

export interface ServerCheckRequest {
  readonly context: EvaluationContext;
  readonly flagKey: string;
  readonly options: CreditCheckOptions;
  readonly deadline: number;
}

type Data = CheckAndReserveFlagResponseData;

/** Checks and holds in one request to the server. Passes on only what a `defaultValue` function throws. */
export async function serverCheck(
  parts: ServerCheckParts,
  request: ServerCheckRequest,
): Promise<CreditCheckAnswer> {
  const { wire, clock } = parts;
  const { context, flagKey, options, deadline } = request;
  const ttlMs = Math.min(parts.ttlMs, MAX_LIFE_MS);
  const sending = wire.checkAndReserve(flagKey, {
    context,
    quantity: Math.ceil(options.usage),
    expiresAt: Math.floor(parts.serverNow() + ttlMs),
    preflight: preflightOf(options),
    idempotencyKey: randomId(),
  });
  parts.track(sending);
  // The caller has gone when this arrives: a hold that it brings is given back.
  const late = ({ data }: Timed<Data>): void => {
    if (data.reservation !== undefined) giveBack(parts, data.reservation.id);
  };
  try {
    const response = await before(sending, { clock, deadline, late });
    if (response === TIMED_OUT) return failed(parts, request, "server_reservation_failed");
    parts.observe(response);
    return answerOf(parts, request, { data: response.data, ttlMs });
  } catch (error) {
    if (error instanceof WireFailure) {
      parts.observe(error);
      if (error.status === 402) return refused(request, error);
    }
    parts.logger.error(`The server could not hold credits for "${flagKey}"`, describeError(error));
    return failed(parts, request, "server_reservation_failed");
  }
}

function answerOf(
  parts: ServerCheckParts,
  request: ServerCheckRequest,
  { data, ttlMs }: { data: Data; ttlMs: number },
): CreditCheckAnswer {
  const resolution = resolutionOf(data, request.flagKey);
  const { reservation: held } = data;
  if (!data.value || held === undefined) {
    if (held !== undefined) giveBack(parts, held.id);
    return { ...resolution, source: "api" };
  }
  const eventSubtype = held.eventSubtype ?? request.options.eventSubtype;
  if (eventSubtype === undefined) {
    giveBack(parts, held.id);
    return failed(parts, request, "missing_event_subtype", resolution);
  }
  const reservation: Reservation = {
    id: held.id,
    leaseId: held.id,
    mode: "server",
    companyId: held.companyId,
    creditTypeId: held.creditTypeId,
    eventSubtype,
    quantityReserved: held.quantityReserved,
    creditsReserved: held.creditsReserved,
    consumptionRate: held.consumptionRate,
    expiresAt: held.expiresAt,
    evalCtx: evalContextOf(request.context),
  };
  parts.opened(reservation, ttlMs);
  return { ...resolution, source: "api", reservation };
}

function resolutionOf(
  { flag: _, error, reservation: _held, ...rest }: Data,
  flagKey: string,
): FlagResolution {
  return { ...rest, flagKey, ...(error !== undefined && { err: error }) } as FlagResolution;
}

/** The server knows that the credits are spent: denied in both modes. */
function refused({ flagKey }: ServerCheckRequest, { cause, message }: WireFailure): CreditCheckAnswer {
  const body = isObject(cause) && isObject(cause.body) ? cause.body : {};
  const err = typeof body.error === "string" ? body.error : message;
  return { flagKey, value: false, reason: "Insufficient credits", err, source: "api" };
}

/** Without a result of the server fail-open resolves to the caller's default. */
function failed(
  parts: ServerCheckParts,
  { flagKey, options }: ServerCheckRequest,
  reason: string,
  resolution?: FlagResolution,
): CreditCheckAnswer {
  const mode = options.onAcquireFailure ?? "fail-closed";
  if (mode === "fail-closed" || resolution !== undefined) {
    return failureAnswer(flagKey, { reason }, { mode, resolution, source: "api" });
  }
  const value = parts.defaultValue(flagKey, options);
  return { flagKey, value, reason: `${reason}_fail_open`, err: reason, source: "default" };
}

/** Releases a hold that no caller will settle. */
function giveBack({ wire, logger, track }: ServerCheckParts, id: string): void {
  const released = wire.releaseReservation(id).catch((error: unknown) => {
    logger.warn(`Reservation ${id} was not released; it expires by itself`, describeError(error));
  });
  track(released);
}
