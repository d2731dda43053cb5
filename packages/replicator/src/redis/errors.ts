/** Errors of the whole server, a user or a connection, as opposed to errors of the entry that a command names. */
const SERVER_ERROR =
  /^(ASK|BUSY|CLUSTERDOWN|EXECABORT|LOADING|MASTERDOWN|MISCONF|MOVED|NOAUTH|NOPERM|NOREPLICAS|OOM|READONLY|TRYAGAIN|UNBLOCKED|WRONGPASS|ERR max number of clients)\b/;

const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/^OOM/, "raise `maxmemory` of Redis, or remove other data"],
  [/^READONLY/, "point REDIS_ADDR to the primary, not to a replica"],
  [/^NOREPLICAS/, "check the replicas of Redis, or lower `min-replicas-to-write`"],
  [/^MISCONF/, "make the disk of Redis writable, or set `stop-writes-on-bgsave-error no`"],
  [/^NOPERM/, "allow the user of Redis this command and all keys that begin with schematic:"],
  [/^(NOAUTH|WRONGPASS)/, "check REDIS_PASSWORD"],
  [/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT/, "check REDIS_ADDR, and that Redis runs"],
  [/SSL|TLS|wrong version number/i, "check REDIS_TLS"],
];

/**
 * Returns true if an error concerns one entry or change: a value of another type, or data that cannot be
 * processed. Other changes can be written all the same.
 */
export function isEntryError(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return true;
  return error instanceof Error && error.name === "ReplyError" && !SERVER_ERROR.test(error.message);
}

/** Returns true if the user of Redis may not run the command. */
export function isForbidden(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("NOPERM");
}

/** Returns one line: the command if known, the reason and, if known, the remedy. */
export function describeRedisError(error: unknown): string {
  const { command, lastNodeError, message } = (error ?? {}) as {
    command?: { name?: string };
    lastNodeError?: { message?: string };
    message?: string;
  };
  const reason = lastNodeError?.message ?? (message || String(error));
  const remedy = REMEDIES.find(([pattern]) => pattern.test(reason))?.[1];
  const name = command?.name === undefined ? "" : `${command.name.toUpperCase()}: `;
  return `${name}${reason}${remedy === undefined ? "" : `; ${remedy}`}`;
}

const REPEAT_MS = 60_000;

/** Decides whether a repeated problem is logged: at once when it is new, then every minute. */
export class Repeated {
  #problem: string | undefined;
  #loggedAt = Number.NEGATIVE_INFINITY;

  isDue(problem: string): boolean {
    const now = performance.now();
    if (problem === this.#problem && now - this.#loggedAt < REPEAT_MS) return false;
    this.#problem = problem;
    this.#loggedAt = now;
    return true;
  }

  /** Returns true if there was a problem. */
  end(): boolean {
    const had = this.#problem !== undefined;
    this.#problem = undefined;
    return had;
  }
}
