import { type BackoffOptions, backoffMs, retryDelayMs } from "@schematic-internal/kit";

/** State of the server. All times are monotonic, in ms. */
export interface ServerState {
  /** Failed requests since the last success, and how often all requests had to wait since then. */
  readonly failures: number;
  readonly pauses: number;
  readonly lastSuccess: number;
  readonly lastFailure: number;
  /** No request starts before these: the client's own back-off, and the wait that the server asked for. */
  readonly backOffUntil: number;
  readonly askedUntil: number;
  /** Smoothed duration of successful requests. */
  readonly roundTripMs: number;
}

/** State of a batch that failed. Its pieces inherit it. */
export interface BatchState {
  /** Attempts that failed in a row. */
  readonly failures: number;
  readonly lastFailure: number;
  /** No attempt starts before this. */
  readonly notBefore: number;
  /** Others succeeded when it failed, so that one of its events is taken to be the cause. */
  readonly isSuspect: boolean;
  /** True for one event that is set aside. */
  readonly isAside: boolean;
}

/** How a request ended. */
export type Outcome =
  | { readonly kind: "delivered"; readonly durationMs: number }
  /** The server will never accept this request: 400, 404, 413, 422 and similar. */
  | { readonly kind: "refused" }
  /** 401, 402 and 403. */
  | { readonly kind: "unauthorized" }
  /** 429. */
  | { readonly kind: "throttled"; readonly serverMs?: number | undefined }
  /** 5xx, a lost connection, a response that accepts nothing. */
  | { readonly kind: "failed"; readonly serverMs?: number | undefined }
  /** No response in time. */
  | { readonly kind: "timed-out" };

/** The next step for the events of the request. */
export type Step =
  | { readonly kind: "settle" }
  /** One event that the server refuses: it is given up. */
  | { readonly kind: "reject" }
  /** The events are sent again in `pieces` requests. */
  | { readonly kind: "split"; readonly pieces: number }
  | { readonly kind: "retry" }
  /** One event that keeps failing by itself: it is retried rarely and holds up nothing. */
  | { readonly kind: "set-aside" };

export interface Conditions {
  /** Events in the request. */
  readonly size: number;
  /** When the request started and ended. */
  readonly startedAt: number;
  readonly now: number;
  /** A number in [0, 1), for jitter. */
  readonly random: number;
  /** Failed requests in a row after which all requests wait. */
  readonly concurrency: number;
  /** True while a caller waits for delivery: waits are short. */
  readonly hurried: boolean;
  /** True before the end of the process or client: events that are set aside are tried several times. */
  readonly ending: boolean;
}

export interface Decision {
  readonly server: ServerState;
  readonly batch: BatchState;
  readonly step: Step;
}

const RETRY: BackoffOptions = { minMs: 500, maxMs: 24_000 };
/** After 401, 402 or 403: an operator has to change something first. */
const RETRY_UNAUTHORIZED: BackoffOptions = { minMs: 5_000, maxMs: 48_000 };
/** For an event that is set aside. */
const RETRY_ASIDE: BackoffOptions = { minMs: 30_000, maxMs: 480_000 };
/** Attempts with each of these events before the end of a process or client. */
export const LAST_ATTEMPTS = 3;
/** The longest wait between attempts while a caller waits for delivery. */
const HURRIED: BackoffOptions = { minMs: 500, maxMs: 1_000 };
/** Delay between a failed request and its pieces while other requests succeed. */
const PIECES: BackoffOptions = { minMs: 25, maxMs: 25 };
/** The shortest and the usual time, in round trips, after which an unanswered request is suspected. */
const SUSPECT_MS = 1_000;
const SUSPECT_ROUND_TRIPS = 10;
/** Weight of a new duration in the smoothed round trip. */
const SMOOTHING = 0.2;
/** A success counts as recent for this long, in ms, unless so many requests failed after it. */
const RECENT_MS = 2_000;
const RECENT_FAILURES = 16;
/** A suspicion needs a success within this time, in ms. Without one, the server may be down by now. */
const SUSPICION_MS = 10_000;
/** Failed attempts after which a batch is split although no other request succeeded. */
const SPLIT_FAILURES = 3;
/** Pieces of a batch that timed out: two rounds of time-outs find one event among a hundred. */
const TIMED_OUT_PIECES = 10;
/** The longest wait that a server may ask for. */
const MAX_ASKED_MS = 3_600_000;

const NEVER = Number.NEGATIVE_INFINITY;

export const NEW_SERVER: ServerState = {
  failures: 0,
  pauses: 0,
  lastSuccess: NEVER,
  lastFailure: NEVER,
  backOffUntil: NEVER,
  askedUntil: NEVER,
  roundTripMs: 0,
};

export const NEW_BATCH: BatchState = {
  failures: 0,
  lastFailure: NEVER,
  notBefore: NEVER,
  isSuspect: false,
  isAside: false,
};

/** Returns the earliest time at which a request may start. */
export function opensAt({ backOffUntil, askedUntil }: ServerState): number {
  return Math.max(backOffUntil, askedUntil);
}

/** True if the server is taken to be down. Requests are probes then: one at a time, with one event each. */
export function isDown(server: ServerState, concurrency: number, now: number): boolean {
  return server.failures >= concurrency && !succeededLately(server, now);
}

function succeededLately({ lastSuccess, failures }: ServerState, now: number): boolean {
  return failures < RECENT_FAILURES && now - lastSuccess <= RECENT_MS;
}

/** True for a batch that failed so often that its events may be the cause. */
export function isSuspicious({ failures }: BatchState): boolean {
  return failures >= SPLIT_FAILURES;
}

/** Returns the age in ms from which an unanswered request is suspected to hang because of its events. */
export function suspectAfterMs({ roundTripMs }: ServerState): number {
  return Math.max(SUSPECT_MS, SUSPECT_ROUND_TRIPS * roundTripMs);
}

/** True if an unanswered request should be given up because the server answered others in the meantime. */
export function isStalled(server: ServerState, startedAt: number, now: number): boolean {
  return server.lastSuccess > startedAt && now - startedAt >= suspectAfterMs(server);
}

/** Returns the state after a caller started to wait for delivery: the back-off ends soon, the server's wish stays. */
export function hurriedServer(server: ServerState): ServerState {
  return { ...server, backOffUntil: Math.min(server.backOffUntil, server.lastFailure + HURRIED.minMs) };
}

/** The same for a batch. */
export function hurriedBatch(batch: BatchState): BatchState {
  return { ...batch, notBefore: Math.min(batch.notBefore, batch.lastFailure + HURRIED.minMs) };
}

/**
 * Decides what follows from the end of a request.
 *
 * A failure has one of two causes. If no other request succeeded lately, the server is taken to be down: after
 * `concurrency` failures in a row all requests wait, with growing delays, and then one event at a time is sent as a
 * probe. If others succeed, the cause is an event of this batch: the batch is split until the event is the only one, and
 * that event is set aside. A batch that failed three times is split in any case.
 */
export function afterRequest(
  server: ServerState,
  batch: BatchState,
  outcome: Outcome,
  conditions: Conditions,
): Decision {
  const { size, now } = conditions;
  if (outcome.kind === "delivered") {
    return {
      server: afterSuccess(server, outcome.durationMs, now),
      batch: NEW_BATCH,
      step: { kind: "settle" },
    };
  }
  if (outcome.kind === "refused") {
    const step: Step = size === 1 ? { kind: "reject" } : { kind: "split", pieces: 2 };
    return { server, batch: { ...batch, notBefore: now }, step };
  }
  const othersSucceed = hasEvidence(server, batch, conditions);
  const step = stepAfter(outcome, batch, { size, othersSucceed });
  const isAside = step.kind === "set-aside";
  // The rare attempts of an event that is set aside have a schedule of their own.
  const failures = isAside && !batch.isAside ? 0 : batch.failures + 1;
  const notBefore = now + batchDelayMs(outcome, { failures, step, othersSucceed }, conditions);
  // Neither an event that is set aside nor a suspected batch says something about the server.
  const isExpected = batch.isAside || (batch.isSuspect && othersSucceed);
  const isSuspect = othersSucceed && (batch.isSuspect || step.kind === "split");
  return {
    server: isExpected ? server : serverAfter(server, outcome, othersSucceed, conditions),
    batch: { failures, lastFailure: now, notBefore, isSuspect, isAside },
    step,
  };
}

function afterSuccess(server: ServerState, durationMs: number, now: number): ServerState {
  const { lastSuccess, roundTripMs } = server;
  const smoothed = roundTripMs + SMOOTHING * (durationMs - roundTripMs);
  return {
    ...server,
    failures: 0,
    pauses: 0,
    lastSuccess: now,
    backOffUntil: NEVER,
    roundTripMs: lastSuccess === NEVER ? durationMs : smoothed,
  };
}

/** True if another request succeeded, so that the cause of a failure is the batch itself. */
function hasEvidence(server: ServerState, batch: BatchState, { startedAt, now }: Conditions): boolean {
  const { lastSuccess } = server;
  if (lastSuccess > startedAt || succeededLately(server, now)) return true;
  if (batch.isSuspect && now - lastSuccess <= SUSPICION_MS) return true;
  return batch.failures > 0 && lastSuccess > batch.lastFailure;
}

type Failure = Exclude<Outcome, { kind: "delivered" | "refused" }>;

function stepAfter(
  { kind }: Failure,
  batch: BatchState,
  { size, othersSucceed }: { size: number; othersSucceed: boolean },
): Step {
  if (batch.isAside) return { kind: "set-aside" };
  // Requests beyond a rate limit say nothing about their events, unless others pass at the same time.
  if (kind === "throttled" && !othersSucceed) return { kind: "retry" };
  const failures = batch.failures + 1;
  if (size === 1) {
    return othersSucceed && failures >= SPLIT_FAILURES ? { kind: "set-aside" } : { kind: "retry" };
  }
  // A time-out is so expensive that the first one is enough.
  const enough = kind === "timed-out" ? 1 : kind === "throttled" ? SPLIT_FAILURES : 2;
  if (failures < (othersSucceed ? enough : SPLIT_FAILURES)) return { kind: "retry" };
  return { kind: "split", pieces: kind === "timed-out" ? Math.min(TIMED_OUT_PIECES, size) : 2 };
}

function batchDelayMs(
  outcome: Failure,
  { failures, step, othersSucceed }: { failures: number; step: Step; othersSucceed: boolean },
  conditions: Conditions,
): number {
  const { random, ending } = conditions;
  if (step.kind === "split" && othersSucceed) return backoffMs(0, random, PIECES);
  const isRare = step.kind === "set-aside" && !(ending && failures < LAST_ATTEMPTS);
  const own = isRare
    ? backoffMs(failures, random, RETRY_ASIDE)
    : backoffMs(Math.max(0, failures - 1), random, scheduleOf(outcome, conditions));
  return retryDelayMs(own, serverMsOf(outcome), { random, maxMs: MAX_ASKED_MS });
}

function serverAfter(
  server: ServerState,
  outcome: Failure,
  othersSucceed: boolean,
  conditions: Conditions,
): ServerState {
  const { now, random, concurrency } = conditions;
  const isUnauthorized = outcome.kind === "unauthorized" && !othersSucceed;
  const failures = Math.max(server.failures + 1, isUnauthorized ? concurrency : 0);
  const next = { ...server, failures, lastFailure: now };
  const own = backoffMs(server.pauses, random, scheduleOf(outcome, conditions));
  const asked = serverMsOf(outcome);
  // While other requests succeed, the wish of the server concerns this batch only.
  if (asked !== undefined && !othersSucceed) {
    const wait = retryDelayMs(own, asked, { random, maxMs: MAX_ASKED_MS });
    return { ...next, pauses: server.pauses + 1, askedUntil: Math.max(server.askedUntil, now + wait) };
  }
  // Requests that fail at the same time count as one reason to wait.
  const waits = isDown(next, concurrency, now) || (outcome.kind === "throttled" && !othersSucceed);
  if (!waits || now < server.backOffUntil) return next;
  return { ...next, pauses: server.pauses + 1, backOffUntil: now + own };
}

function scheduleOf({ kind }: Failure, { hurried }: Conditions): BackoffOptions {
  if (kind === "unauthorized") return RETRY_UNAUTHORIZED;
  return hurried ? HURRIED : RETRY;
}

function serverMsOf(outcome: Failure): number | undefined {
  return "serverMs" in outcome ? outcome.serverMs : undefined;
}
