/** Everything that decides whether readers may rely on Redis. */
export interface Condition {
  /** State of the client of Redis, `ready` if it is connected. */
  readonly redisStatus: string;
  /** Why Redis cannot be used; undefined if nothing is known. */
  readonly redisTrouble: string | undefined;
  /** The thing that the start-up waits for; undefined once it is complete. */
  readonly phase: string | undefined;
  /** Why the writer lock cannot be renewed; undefined if it can. */
  readonly lockTrouble: string | undefined;
  readonly isConnected: boolean;
  /** True once Redis holds everything. */
  readonly isLoaded: boolean;
  /** The oldest change that is not in Redis yet, and why. */
  readonly waiting: { readonly ms: number; readonly reason: string | undefined } | undefined;
  /** A change may wait this long. */
  readonly maxLagMs: number;
}

/** Returns why readers should not rely on Redis; undefined if they may. */
export function unreadyReason(condition: Condition): string | undefined {
  const { redisStatus, redisTrouble, phase, lockTrouble, isConnected, isLoaded, waiting, maxLagMs } =
    condition;
  if (redisStatus !== "ready") return `Redis is not connected: ${redisTrouble ?? redisStatus}`;
  if (phase !== undefined) return phase;
  if (lockTrouble !== undefined) return `the writer lock cannot be renewed: ${lockTrouble}`;
  if (!isConnected) return "the datastream is not connected";
  if (waiting !== undefined && waiting.ms > maxLagMs) {
    const seconds = Math.round(waiting.ms / 1_000);
    const cause = waiting.reason === undefined ? "" : `: ${waiting.reason}`;
    return `a change has waited ${seconds} s to be written${cause}`;
  }
  return isLoaded ? undefined : "companies and users are being loaded";
}
