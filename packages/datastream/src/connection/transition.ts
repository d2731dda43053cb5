import type { FlagSourceState } from "@schematic/core";
import { type ReconnectPolicy, reconnectDelay, refusedDelay } from "./backoff";

/** Everything that the connection remembers between two events. */
export interface ConnectionModel {
  readonly state: FlagSourceState;
  /** Losses since the last connection that lived long enough. */
  readonly failures: number;
  /** Refusals of the key (401, 403) in a row. */
  readonly refusals: number;
  /** When the present connection became ready, on the monotonic clock, in ms. */
  readonly readyAt: number | undefined;
}

/** What can happen to a connection. `now` is monotonic, in ms; `random` is in [0, 1). */
export type ConnectionEvent =
  | { readonly type: "start" }
  | { readonly type: "opened" }
  | { readonly type: "primed"; readonly now: number }
  | { readonly type: "lost"; readonly now: number; readonly random: number; readonly refused?: boolean }
  | { readonly type: "retry" }
  | { readonly type: "close" };

/** What the shell has to do, in this order. */
export type ConnectionEffect =
  | { readonly type: "connect" }
  | { readonly type: "prime" }
  | { readonly type: "announceReady" }
  | { readonly type: "announceLost" }
  | { readonly type: "dropSocket" }
  | { readonly type: "closeSocket" }
  | { readonly type: "wait"; readonly delayMs: number };

export interface Transition {
  readonly model: ConnectionModel;
  readonly effects: readonly ConnectionEffect[];
}

/** A connection that was never started. */
export const IDLE: ConnectionModel = { state: "idle", failures: 0, refusals: 0, readyAt: undefined };

const NOTHING: readonly ConnectionEffect[] = [];

/**
 * The whole life of a connection as a pure function. An event that means nothing in the present state
 * leaves the model as it is, so that a late callback of an old socket or timer can do no harm.
 */
export function transition(
  model: ConnectionModel,
  event: ConnectionEvent,
  policy: ReconnectPolicy,
): Transition {
  if (event.type === "close") return close(model);
  switch (model.state) {
    case "idle":
      if (event.type === "start") return connect(model);
      break;
    case "waiting":
      if (event.type === "retry") return connect(model);
      break;
    case "connecting":
      if (event.type === "lost") return lose(model, event, policy, false);
      if (event.type === "opened") {
        return { model: { ...model, state: "priming", refusals: 0 }, effects: [{ type: "prime" }] };
      }
      break;
    case "priming":
      if (event.type === "lost") return lose(model, event, policy, true);
      if (event.type === "primed") {
        return {
          model: { ...model, state: "ready", readyAt: event.now },
          effects: [{ type: "announceReady" }],
        };
      }
      break;
    case "ready":
      if (event.type === "lost") return lose(model, event, policy, true);
      break;
    case "closed":
      break;
  }
  return { model, effects: NOTHING };
}

function connect(model: ConnectionModel): Transition {
  return { model: { ...model, state: "connecting" }, effects: [{ type: "connect" }] };
}

function lose(
  model: ConnectionModel,
  event: ConnectionEvent & { type: "lost" },
  policy: ReconnectPolicy,
  wasOpen: boolean,
): Transition {
  const lived = model.readyAt !== undefined && event.now - model.readyAt >= policy.minUptimeMs;
  const failures = lived ? 0 : model.failures;
  const delayMs = event.refused
    ? refusedDelay(model.refusals, event.random, policy)
    : reconnectDelay(failures, event.random, policy);
  return {
    model: {
      state: "waiting",
      failures: failures + 1,
      refusals: event.refused ? model.refusals + 1 : model.refusals,
      readyAt: undefined,
    },
    effects: [
      { type: "dropSocket" },
      ...(wasOpen ? [{ type: "announceLost" } as const] : NOTHING),
      { type: "wait", delayMs },
    ],
  };
}

function close(model: ConnectionModel): Transition {
  if (model.state === "closed") return { model, effects: NOTHING };
  const wasOpen = model.state === "priming" || model.state === "ready";
  return {
    model: { ...model, state: "closed", readyAt: undefined },
    effects: [{ type: "closeSocket" }, ...(wasOpen ? [{ type: "announceLost" } as const] : NOTHING)],
  };
}
