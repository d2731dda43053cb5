import type { EntityKind } from "../state/model";

export type StreamKind = EntityKind | "flag";

interface Entry {
  ms: number;
  seq: number;
  kind: StreamKind;
  frame: string;
}

const MAX_ENTRIES = 10_000;

/** Ids of stream messages (`<ms>-<seq>`) and the last 10,000 messages, for clients that reconnect. */
export class StreamLog {
  #entries: Entry[] = [];
  #ms: number;
  #seq = 0;
  /** Nothing up to here is held any more. */
  #floor: { ms: number; seq: number };
  #recording = false;

  constructor(now: number) {
    this.#ms = now;
    this.#floor = { ms: now, seq: 0 };
  }

  get head(): string {
    return `${this.#ms}-${this.#seq}`;
  }

  next(now: number): string {
    if (now > this.#ms) {
      this.#ms = now;
      this.#seq = 0;
    } else {
      // A clock that was set back must not bring old ids again.
      this.#seq++;
    }
    return this.head;
  }

  /** Starts to keep messages. Called when a client subscribes to everything. */
  startRecording(): void {
    if (this.#recording) return;
    this.#recording = true;
    this.#floor = { ms: this.#ms, seq: this.#seq };
  }

  add(kind: StreamKind, frame: string): void {
    if (!this.#recording) return;
    this.#entries.push({ ms: this.#ms, seq: this.#seq, kind, frame });
    if (this.#entries.length < MAX_ENTRIES * 1.25) return;
    this.#entries = this.#entries.slice(-MAX_ENTRIES);
    const [oldest] = this.#entries;
    // The entry before the oldest one is the last that is missing; its id is not known, so the oldest is given up too.
    if (oldest !== undefined) this.#floor = { ms: oldest.ms, seq: oldest.seq };
  }

  /** The messages of a kind after `id`, or undefined if the log does not reach back so far. */
  after(id: string, kind: StreamKind): string[] | undefined {
    const match = /^(\d{1,16})-(\d{1,9})$/.exec(id);
    if (match === null || !this.#recording) return undefined;
    const ms = Number(match[1]);
    const seq = Number(match[2]);
    if (ms < this.#floor.ms || (ms === this.#floor.ms && seq < this.#floor.seq)) return undefined;
    if (ms > this.#ms || (ms === this.#ms && seq > this.#seq)) return undefined;
    return this.#entries
      .filter((entry) => entry.kind === kind && (entry.ms > ms || (entry.ms === ms && entry.seq > seq)))
      .map((entry) => entry.frame);
  }

  clear(): void {
    this.#entries = [];
    this.#recording = false;
  }
}
