/** The bounds of the queue, and what is held against them: waiting, on its way, or being journaled. */
export class Room {
  readonly #maxEvents: number;
  readonly #maxBytes: number;
  #events = 0;
  #bytes = 0;

  constructor(maxEvents: number, maxBytes: number) {
    this.#maxEvents = maxEvents;
    this.#maxBytes = maxBytes;
  }

  get events(): number {
    return this.#events;
  }

  /** Events that may be added until half of the room is taken. */
  get half(): number {
    return this.#bytes * 2 >= this.#maxBytes ? 0 : Math.max(0, Math.ceil(this.#maxEvents / 2) - this.#events);
  }

  fits(bytes: number): boolean {
    return this.#events < this.#maxEvents && this.#bytes + bytes <= this.#maxBytes;
  }

  /** More is held than may be. */
  get over(): boolean {
    return this.#events > this.#maxEvents || this.#bytes > this.#maxBytes;
  }

  /** Whether an event of this size could ever fit. */
  couldFit(bytes: number): boolean {
    return this.#maxEvents > 0 && bytes <= this.#maxBytes;
  }

  take(bytes: number): void {
    this.#events++;
    this.#bytes += bytes;
  }

  give(bytes: number): void {
    this.#events--;
    this.#bytes -= bytes;
  }
}
