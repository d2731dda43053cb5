/** Faults of the stream that are in force. */
export interface StreamState {
  /** Sockets stay open but say nothing, not even pong. */
  silent: boolean;
  /** `reset`: the handshake is cut; `status`: answered 503; `close`: accepted, then closed. */
  refuse: false | "reset" | "status" | "close";
  /** Chance of a malformed frame before each real one. */
  malformed: number;
  /** Full flag lists in pages of this size, this many ms apart. */
  pages: { size?: number; delayMs: number };
  /**
   * How a changed lease or reservation is announced: `lease_balance` sends `credit_lease_balance` only,
   * `balances` sends `credit_balances` and `entitlements`.
   */
  holds: "lease_balance" | "balances";
}

export function calmStream(): StreamState {
  return { silent: false, refuse: false, malformed: 0, pages: { delayMs: 0 }, holds: "lease_balance" };
}
