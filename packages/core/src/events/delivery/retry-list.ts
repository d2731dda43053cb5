import type { Batch } from "./batcher";

/** Batches that wait for another attempt, ordered by its time. */
export class RetryList {
  readonly #batches: Batch[] = [];

  get size(): number {
    return this.#batches.length;
  }

  /** Earliest time of an attempt; infinite if none waits. */
  get dueAt(): number {
    return this.#batches[0]?.state.notBefore ?? Number.POSITIVE_INFINITY;
  }

  add(batch: Batch): void {
    const { notBefore } = batch.state;
    let index = this.#batches.length;
    while (index > 0 && (this.#batches[index - 1] as Batch).state.notBefore > notBefore) index--;
    this.#batches.splice(index, 0, batch);
  }

  /** Removes and returns a batch whose time has come. */
  takeDue(now: number): Batch | undefined {
    return this.dueAt <= now ? this.#batches.shift() : undefined;
  }

  /** Removes and returns the batch with the fewest failures, whatever its time. */
  takeLeastFailed(): Batch | undefined {
    const [first] = [...this.#batches].sort((a, b) => a.state.failures - b.state.failures);
    return first && this.#batches.splice(this.#batches.indexOf(first), 1)[0];
  }

  /** Removes and returns a batch that `matches`. */
  takeIf(matches: (batch: Batch) => boolean): Batch | undefined {
    const index = this.#batches.findIndex(matches);
    return index < 0 ? undefined : this.#batches.splice(index, 1)[0];
  }

  every(matches: (batch: Batch) => boolean): boolean {
    return this.#batches.every(matches);
  }

  /** Replaces the state of all batches. */
  update(change: (state: Batch["state"]) => Batch["state"]): void {
    for (const batch of this.#batches.splice(0)) {
      batch.state = change(batch.state);
      this.add(batch);
    }
  }
}
