import { backoffMs } from "@schematic-internal/kit";

/**
 * State of a slot in this process, beside the lease that the store may hold. Instants on the monotonic clock, ms.
 *
 * - `open`: the server may be asked.
 * - `dry`: the server had nothing to grant. Opens again after a pause, or when the company's balance rises.
 * - `backoff`: the server could not be asked.
 * - `foreign`: the open lease belongs to another process. Checks go to the server until it ends.
 */
export type SlotState =
  | { readonly name: "open" }
  | {
      readonly name: "dry";
      readonly until: number;
      readonly pauseMs: number;
      readonly balance: number | undefined;
    }
  | { readonly name: "backoff"; readonly until: number; readonly failures: number }
  | { readonly name: "foreign"; readonly until: number; readonly leaseId: string };

export const OPEN: SlotState = { name: "open" };

/** Pause of a slot whose balance is spent: the first, and the longest. */
const DRY_MIN_MS = 1_000;
const DRY_MAX_MS = 30_000;
const BACKOFF = { minMs: 500, maxMs: 30_000 };

/** Returns the state after the server had nothing to grant. `balance` is what the company had as far as known. */
export function afterNothing(state: SlotState, now: number, balance: number | undefined): SlotState {
  const pauseMs = state.name === "dry" ? Math.min(DRY_MAX_MS, state.pauseMs * 2) : DRY_MIN_MS;
  return { name: "dry", until: now + pauseMs, pauseMs, balance };
}

/** Returns the state after a request failed. `serverMs` is the wait that the server asked for. */
export function afterFailure(
  state: SlotState,
  now: number,
  { random, serverMs = 0 }: { random: number; serverMs?: number | undefined },
): SlotState {
  const failures = state.name === "backoff" ? state.failures + 1 : 1;
  const pauseMs = Math.max(backoffMs(failures - 1, random, BACKOFF), Math.min(serverMs, BACKOFF.maxMs * 2));
  return { name: "backoff", until: now + pauseMs, failures };
}

/** Returns why the server is not asked now. Undefined if it may be. */
export function refusalOf(
  state: SlotState,
  now: number,
  balance: number | undefined,
): Exclude<SlotState["name"], "open"> | undefined {
  if (state.name === "open" || now >= state.until) return undefined;
  if (state.name === "dry" && hasRisen(state.balance, balance)) return undefined;
  return state.name;
}

/** True if a top-up arrived: the company's balance is higher than when the slot went dry. */
function hasRisen(before: number | undefined, now: number | undefined): boolean {
  return now !== undefined && now > Math.max(0, before ?? 0);
}

/** Returns the state after the company's balance was seen. A dry slot remembers the lowest one. */
export function afterBalance(state: SlotState, balance: number | undefined): SlotState {
  if (state.name !== "dry" || balance === undefined || balance >= (state.balance ?? Infinity)) return state;
  return { ...state, balance };
}
