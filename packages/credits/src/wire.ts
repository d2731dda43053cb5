import type { SchematicError, Transport } from "@schematic/api";
import { releaseCreditReservation } from "@schematic/api/credits";
import { checkAndReserveFlag } from "@schematic/api/features";
import type { CheckAndReserveFlagResponseData } from "@schematic/api/types";
import type { Clock, CreditSlot, EvaluationContext, Preflight } from "@schematic/core";
import { isObject, serverDelayMs } from "@schematic-internal/kit";
import { toCredits, toMicrosDown } from "./amounts";
import type { ResponseLease } from "./lease/decisions";
import type { Timing } from "./server-time";

/** A lease in a response. Amounts in micro-credits, instants in ms unless named otherwise. */
export interface WireLease extends ResponseLease {
  readonly id: string;
  /** End of the lease, ms since the epoch. */
  readonly expiresAt: number;
}

/** A response with the times between which the server made it. */
export interface Timed<T> {
  readonly data: T;
  readonly timing: Timing;
  /** The `Date` header, ms since the epoch. */
  readonly date: number | undefined;
}

/** Why a request about credits failed. */
export class WireFailure extends Error {
  /** HTTP status. Undefined if there was no response. */
  readonly status: number | undefined;
  readonly timing: Timing;
  readonly date: number | undefined;
  /** How long the server asked to wait, ms. */
  readonly serverMs: number | undefined;

  constructor(cause: unknown, details: Pick<WireFailure, "status" | "timing" | "date" | "serverMs">) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.status = details.status;
    this.timing = details.timing;
    this.date = details.date;
    this.serverMs = details.serverMs;
  }
}

export interface AcquireRequest extends CreditSlot {
  readonly amount: number;
  readonly expiresAtMicros: number;
  readonly userId: string | undefined;
}

export interface ExtendRequest {
  readonly leaseId: string;
  readonly amount: number;
  readonly expiresAtMicros: number;
  readonly idempotencyKey: string;
  readonly userId: string | undefined;
}

export interface CheckAndReserveRequest {
  readonly context: EvaluationContext;
  readonly quantity: number;
  /** Undefined lets the server choose. */
  readonly expiresAt: number | undefined;
  readonly preflight: Preflight;
  readonly idempotencyKey: string;
}

/** The server calls that credit gating makes. Rejects with `WireFailure` only. */
export interface CreditWire {
  acquire(request: AcquireRequest): Promise<Timed<WireLease>>;
  extend(request: ExtendRequest): Promise<Timed<WireLease>>;
  release(leaseId: string): Promise<void>;
  checkAndReserve(
    flagKey: string,
    request: CheckAndReserveRequest,
  ): Promise<Timed<CheckAndReserveFlagResponseData>>;
  releaseReservation(id: string): Promise<void>;
}

/** Time limit of a request about a lease, ms. The back-off of the slot takes the place of retries. */
const LEASE_TIMEOUT_MS = 10_000;
const LEASE_REQUEST = { maxRetries: 0, timeoutMs: LEASE_TIMEOUT_MS };
/** Attempts of check-and-reserve after the first. All carry one idempotency key. */
const CHECK_RETRIES = 2;
const CHECK_REQUEST = { maxRetries: CHECK_RETRIES };

/** Makes the calls through a transport. */
export function apiWire(transport: Transport, clock: Clock): CreditWire {
  const timed = async <T>(call: () => Promise<{ data: T; rawResponse: Responding }>): Promise<Timed<T>> => {
    const sentAt = clock.monotonic();
    try {
      const { data, rawResponse } = await call();
      return { data, timing: { sentAt, receivedAt: clock.monotonic() }, date: dateOf(rawResponse) };
    } catch (cause) {
      throw failureOf(cause, { sentAt, receivedAt: clock.monotonic() }, clock.now());
    }
  };
  const lease = (
    method: "POST" | "PUT",
    action: string,
    body: object,
    id = "",
  ): Promise<Timed<WireLease>> => {
    const path = `/billing/credits/lease${action}`;
    const url = path.replace("{lease_id}", encodeURIComponent(id));
    const call = { method, path, url, body, decode: leaseOf } as const;
    return timed(() => transport.request<WireLease>(call, LEASE_REQUEST).withRawResponse());
  };
  return {
    acquire: ({ companyId, creditTypeId, amount, expiresAtMicros, userId }) =>
      lease("POST", "", {
        company_id: companyId,
        credit_type_id: creditTypeId,
        requested_amount: toCredits(amount),
        expires_at: isoMicros(expiresAtMicros),
        user_id: userId,
      }),
    extend: ({ leaseId, amount, expiresAtMicros, idempotencyKey, userId }) => {
      const body = {
        additional_amount: toCredits(amount),
        expires_at: isoMicros(expiresAtMicros),
        idempotency_key: idempotencyKey,
        user_id: userId,
      };
      return lease("PUT", "/{lease_id}/extend", body, leaseId);
    },
    async release(leaseId) {
      await lease("PUT", "/{lease_id}/release", {}, leaseId);
    },
    checkAndReserve: (flagKey, { context, quantity, expiresAt, preflight, idempotencyKey }) =>
      timed(async () => {
        const { company, user } = context;
        const body = {
          quantity,
          preflight,
          idempotencyKey,
          ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt) }),
          ...(company && { company: { ...company } }),
          ...(user && { user: { ...user } }),
        };
        const call = checkAndReserveFlag(transport, flagKey, body, CHECK_REQUEST);
        const { data, rawResponse } = await call.withRawResponse();
        return { data: data.data, rawResponse };
      }),
    async releaseReservation(id) {
      await timed(() => releaseCreditReservation(transport, id, CHECK_REQUEST).withRawResponse());
    },
  };
}

interface Responding {
  readonly headers: Headers;
}

function dateOf({ headers }: Responding): number | undefined {
  const date = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(date) ? undefined : date;
}

function failureOf(cause: unknown, timing: Timing, now: number): WireFailure {
  const { statusCode, rawResponse } = (isObject(cause) ? cause : {}) as Partial<SchematicError>;
  const date = rawResponse && dateOf(rawResponse);
  const serverMs = rawResponse && serverDelayMs(rawResponse.headers, date ?? now);
  return new WireFailure(cause, { status: statusCode, timing, date, serverMs });
}

/** Reads the lease of a response. Throws for one that cannot be used, so that it is never drawn on. */
function leaseOf(content: unknown): WireLease {
  const data = isObject(content) && isObject(content.data) ? content.data : {};
  const { id, granted_amount: granted, tracked_amount: tracked = 0 } = data;
  const expiresAt = Date.parse(String(data.expires_at));
  const createdAt = Date.parse(String(data.created_at));
  const isUsable = typeof id === "string" && id !== "" && isAmount(granted) && isAmount(tracked ?? 0);
  if (!isUsable || Number.isNaN(expiresAt)) {
    throw new TypeError("the response is not a lease: it needs id, granted_amount and expires_at");
  }
  const { micros, hasMicros } = microsOf(String(data.expires_at), expiresAt);
  return {
    id,
    granted: toMicrosDown(granted),
    tracked: toMicrosDown(Number(tracked ?? 0)),
    createdAt,
    expiresAt,
    expiresAtMicros: micros,
    hasMicros,
  };
}

function isAmount(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= Number.MAX_SAFE_INTEGER / 1_000_000;
}

/** Returns an instant with its microseconds, which `Date` does not keep. */
function microsOf(text: string, ms: number): { micros: number; hasMicros: boolean } {
  const fraction = /\.(\d+)(?:Z|[+-]\d\d:?\d\d)$/i.exec(text)?.[1] ?? "";
  if (fraction.length <= 3) return { micros: ms * 1_000, hasMicros: false };
  const micros = Number(fraction.slice(3, 6).padEnd(3, "0"));
  return { micros: Math.floor(ms) * 1_000 + micros, hasMicros: true };
}

/** Returns an instant as RFC 3339 with microseconds. */
function isoMicros(micros: number): string {
  const ms = Math.floor(micros / 1_000);
  const rest = String(micros - ms * 1_000).padStart(3, "0");
  return new Date(ms).toISOString().replace("Z", `${rest}Z`);
}
