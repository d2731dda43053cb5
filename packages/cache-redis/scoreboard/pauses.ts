/**
 * How long this process stood still: gaps between turns of its event loop, by garbage collection or
 * because the machine gave its time to others. Redis has no part in them.
 */
export class Pauses {
  private last = performance.now();
  private longest = 0;
  private running = true;

  constructor() {
    const turn = (): void => {
      this.note();
      if (this.running) setImmediate(turn);
    };
    setImmediate(turn);
  }

  begin(): void {
    this.last = performance.now();
    this.longest = 0;
  }

  /** The longest since `begin`, ms. */
  end(): number {
    this.note();
    return this.longest;
  }

  stop(): void {
    this.running = false;
  }

  private note(): void {
    const now = performance.now();
    this.longest = Math.max(this.longest, now - this.last);
    this.last = now;
  }
}
