import type { Keys } from "./record";

/** Rows in one chunk, and numbers in each. */
const ROWS = 512;
/** seq, at, bytes, one of the lane's own, and the places of two texts. */
export const NUMBERS = 6;
/** Bytes of texts in one chunk, and in one text; what does not fit stays on the heap. */
const TEXTS = 64 * 1024;
const LONGEST = 1023;
const SMALLEST = 4096;
const NONE: Uint8Array = new Uint8Array(0);

/** So many rows in columns: numbers and short texts lie outside the heap, and a row has no object of its own. */
export class Chunk {
  readonly numbers: Float64Array = new Float64Array(NUMBERS * ROWS);
  readonly objects: unknown[];
  /** Grows with what is put there. */
  #texts: Uint8Array = NONE;
  rows = 0;
  next: Chunk | undefined = undefined;
  #used = 0;

  constructor(width: number) {
    this.objects = new Array(width * ROWS).fill(undefined);
  }

  get full(): boolean {
    return this.rows === ROWS;
  }

  /**
   * Keeps a text outside the heap and gives its place; -1 when it is too long or not ASCII. A full queue
   * lets go of an event for each that it takes; as strings they would have grown old on the heap by then,
   * which is what costs the garbage collector most, in time and in memory.
   */
  put(text: string): number {
    const { length } = text;
    const start = this.#used;
    if (length > LONGEST || start + length > TEXTS) return -1;
    if (start + length > this.#texts.length) this.#grow();
    const bytes = this.#texts;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) return -1;
      bytes[start + i] = code;
    }
    this.#used = start + length;
    return start * (LONGEST + 1) + length;
  }

  text(place: number): string {
    const start = Math.floor(place / (LONGEST + 1));
    const ascii = this.#texts.subarray(start, start + (place & LONGEST));
    return String.fromCharCode.apply(null, ascii as unknown as number[]);
  }

  /** Twice as long, and so by more than one text. */
  #grow(): void {
    const from = this.#texts;
    this.#texts = new Uint8Array(Math.max(SMALLEST, 2 * from.length));
    this.#texts.set(from);
  }

  clear(): void {
    this.objects.fill(undefined);
    this.rows = 0;
    this.#used = 0;
    this.next = undefined;
  }
}

/** The value of a company's or user's keys, from where it lies. */
export function keyValue(chunk: Chunk, number: number, object: number): string | Keys | undefined {
  const place = chunk.numbers[number] as number;
  return place < 0 ? (chunk.objects[object] as Keys | undefined) : chunk.text(place);
}

/** A first-in-first-out queue of rows of `width` references each, in chunks. */
export class Rows {
  readonly #width: number;
  #first: Chunk | undefined;
  #last: Chunk | undefined;
  #spare: Chunk | undefined;
  /** Where the oldest lies in the first chunk. */
  from = 0;
  size = 0;

  constructor(width: number) {
    this.#width = width;
  }

  /** The chunk of the oldest row. */
  get first(): Chunk | undefined {
    return this.#first;
  }

  /** Number of the oldest row; infinite when there is none. */
  get oldest(): number {
    const first = this.#first;
    return first === undefined ? Number.POSITIVE_INFINITY : (first.numbers[NUMBERS * this.from] as number);
  }

  /** A chunk with room for a row, which is added by raising its `rows` and `size`. */
  roomy(): Chunk {
    const last = this.#last;
    return last !== undefined && !last.full ? last : this.#grow();
  }

  /** Lets the oldest row go. */
  forget(): void {
    const chunk = this.#first;
    if (chunk === undefined) return;
    const { objects, numbers } = chunk;
    // Small ones stay until the whole chunk is cleared, which is a tenth of the work.
    if ((numbers[NUMBERS * this.from + 2] as number) > 1024) {
      objects.fill(undefined, this.#width * this.from, this.#width * (this.from + 1));
    }
    this.from++;
    this.size--;
    if (this.from === ROWS || this.size === 0) this.#leave(chunk);
  }

  #grow(): Chunk {
    const chunk = this.#spare ?? new Chunk(this.#width);
    this.#spare = undefined;
    if (this.#last === undefined) {
      this.#first = chunk;
      this.from = 0;
    } else this.#last.next = chunk;
    this.#last = chunk;
    return chunk;
  }

  /** The first chunk is used up. */
  #leave(chunk: Chunk): void {
    this.#first = this.size > 0 ? chunk.next : undefined;
    if (this.#first === undefined) this.#last = undefined;
    this.from = 0;
    chunk.clear();
    this.#spare = chunk;
  }
}
