const firstPauseMs = 50;
const longestPauseMs = 1_000;

/**
 * Remembers that a node failed, so that nobody waits for it again until a probe got an answer.
 * One failure opens it: the next check would pay the time limit once more. Times in ms.
 */
export class Circuit {
  private openedUntil: number | undefined;
  private pauseMs = 0;

  /** Closed: commands may go. */
  get closed(): boolean {
    return this.openedUntil === undefined;
  }

  /** Open for as long as its pause: time to ask whether the node is back. Starts the next pause. */
  probeDue(now: number): boolean {
    if (this.openedUntil === undefined || now < this.openedUntil) return false;
    this.lengthen(now);
    return true;
  }

  /** Returns true when this failure opened it. */
  failed(now: number): boolean {
    const opened = this.closed;
    if (opened) this.lengthen(now);
    return opened;
  }

  /** The probe got an answer. The pause is forgotten only when a command succeeds. */
  probeSucceeded(): void {
    this.openedUntil = undefined;
  }

  succeeded(): void {
    if (this.closed) this.pauseMs = 0;
  }

  private lengthen(now: number): void {
    this.pauseMs = Math.min(longestPauseMs, Math.max(firstPauseMs, this.pauseMs * 2));
    this.openedUntil = now + this.pauseMs;
  }
}
