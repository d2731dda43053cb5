/** Rows in one chunk. */
const ROWS = 512;
/** Numbers in each row: seq, at, bytes, and one of the event's own. */
const NUMBERS = 4;
/** Bytes of texts in one chunk, and in one text; what does not fit stays on the heap. */
const TEXTS = 64 * 1024;
const LONGEST = 1023;
const SMALLEST = 4096;
const NONE: Uint8Array = new Uint8Array(0);

/** The number of an event and when it was accepted, ms since the epoch. */
export interface Stamp {
  readonly seq: number;
  readonly at: number;
}

/** An event as it waits: checked, copied, and not yet text. */
export interface Row extends Stamp {
  /** Size against the queue's bound, estimated. */
  bytes: number;
  /** A number of its kind's own. */
  own: number;
  /** What it is made of, in the order of its kind. */
  parts: readonly unknown[];
}

/** So many rows in columns: numbers and short texts lie outside the heap, and a row has no object of its own. */
class Chunk {
  readonly numbers: Float64Array = new Float64Array(NUMBERS * ROWS);
  readonly parts: unknown[];
  rows = 0;
  next: Chunk | undefined = undefined;
  /** Grows with what is put there. */
  #texts: Uint8Array = NONE;
  #used = 0;

  constructor(width: number) {
    this.parts = new Array(width * ROWS).fill(undefined);
  }

  /**
   * Keeps a text outside the heap and gives its place; what is too long or not ASCII is given back as it is.
   * A full queue lets go of an event for each that it takes; as strings they would have grown old on the
   * heap by then, which is what costs the garbage collector most, in time and in memory.
   */
  pack(part: unknown): unknown {
    if (typeof part !== "string") return part;
    const { length } = part;
    const start = this.#used;
    const end = start + length;
    if (length > LONGEST || end > TEXTS) return part;
    if (end > this.#texts.length) {
      const longer = new Uint8Array(Math.max(SMALLEST, 2 * this.#texts.length));
      longer.set(this.#texts);
      this.#texts = longer;
    }
    const texts = this.#texts;
    for (let i = 0; i < length; i++) {
      const code = part.charCodeAt(i);
      if (code > 127) return part;
      texts[start + i] = code;
    }
    this.#used = end;
    return start * (LONGEST + 1) + length;
  }

  /** A part as it was before {@link pack}: no other part is a number. */
  unpack(part: unknown): unknown {
    if (typeof part !== "number") return part;
    const start = Math.floor(part / (LONGEST + 1));
    const ascii = this.#texts.subarray(start, start + (part & LONGEST));
    return String.fromCharCode.apply(null, ascii as unknown as number[]);
  }

  clear(): void {
    this.parts.fill(undefined);
    this.rows = 0;
    this.next = undefined;
    this.#used = 0;
  }
}

/** A first-in-first-out queue of rows of `width` parts each, in chunks. */
export class Lane {
  size = 0;
  readonly #width: number;
  #first: Chunk | undefined;
  #last: Chunk | undefined;
  #spare: Chunk | undefined;
  /** Where the oldest lies in the first chunk. */
  #from = 0;

  constructor(width: number) {
    this.#width = width;
  }

  /** Number of the oldest row; infinite when there is none. */
  get oldest(): number {
    return this.#first?.numbers[NUMBERS * this.#from] ?? Number.POSITIVE_INFINITY;
  }

  /** The first part of the oldest row. */
  get what(): unknown {
    return this.#first?.parts[this.#width * this.#from];
  }

  /** Adds a row to the chunk that it gives; its parts are to be written to the last `width` places there. */
  push({ seq, at }: Stamp, bytes: number, own: number): Chunk {
    let chunk = this.#last;
    if (chunk === undefined || chunk.rows === ROWS) chunk = this.#grow();
    const { numbers } = chunk;
    const n = NUMBERS * chunk.rows++;
    numbers[n] = seq;
    numbers[n + 1] = at;
    numbers[n + 2] = bytes;
    numbers[n + 3] = own;
    this.size++;
    return chunk;
  }

  /** Takes the oldest row. */
  shift(): Row | undefined {
    const chunk = this.#first;
    if (chunk === undefined) return undefined;
    const { numbers } = chunk;
    const n = NUMBERS * this.#from;
    const o = this.#width * this.#from;
    const parts = chunk.parts.slice(o, o + this.#width).map((part) => chunk.unpack(part));
    const [seq, at, bytes, own] = numbers.subarray(n, n + NUMBERS) as unknown as [
      number,
      number,
      number,
      number,
    ];
    this.forget();
    return { seq, at, bytes, own, parts };
  }

  /** Lets the oldest row go, unread; gives its size. */
  forget(): number {
    const chunk = this.#first;
    if (chunk === undefined) return 0;
    const o = this.#width * this.#from;
    const bytes = chunk.numbers[NUMBERS * this.#from + 2] as number;
    // Small ones stay until the whole chunk is cleared, which is a tenth of the work.
    if (bytes > 1024) chunk.parts.fill(undefined, o, o + this.#width);
    this.#from++;
    this.size--;
    if (this.#from === ROWS || this.size === 0) this.#leave(chunk);
    return bytes;
  }

  #grow(): Chunk {
    const chunk = this.#spare ?? new Chunk(this.#width);
    this.#spare = undefined;
    if (this.#last === undefined) this.#first = chunk;
    else this.#last.next = chunk;
    this.#last = chunk;
    return chunk;
  }

  /** The first chunk is used up. */
  #leave(chunk: Chunk): void {
    this.#first = chunk.next;
    if (this.#first === undefined) this.#last = undefined;
    this.#from = 0;
    chunk.clear();
    this.#spare = chunk;
  }
}
