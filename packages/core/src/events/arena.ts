const SMALLEST = 4096;
/** Longer texts stay on the heap. */
const LONGEST = 1023;

/**
 * Short texts, first in, first out, as bytes outside the heap. A full queue lets go of an event for each
 * that it takes; as strings they would have grown old on the heap by then, which is what costs the
 * garbage collector most, in time and in memory.
 */
export class Arena {
  #bytes: Uint8Array = new Uint8Array(SMALLEST);
  #head = 0;
  #tail = 0;

  /** Keeps a text and gives its place; -1 when it is too long or not ASCII. */
  put(text: string): number {
    const { length } = text;
    if (length > LONGEST) return -1;
    const start = this.#tail;
    while (start + length - this.#head > this.#bytes.length) this.#grow();
    const bytes = this.#bytes;
    const mask = bytes.length - 1;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) return -1;
      bytes[(start + i) & mask] = code;
    }
    this.#tail = start + length;
    return start * (LONGEST + 1) + length;
  }

  /** Gives back the oldest text and forgets it; texts are taken in the order in which they were put. */
  take(place: number): string {
    const start = this.skip(place);
    const from = start & (this.#bytes.length - 1);
    const length = place & LONGEST;
    const head = this.#bytes.subarray(from, from + length);
    // What is left of a text that goes on at the beginning.
    const rest = this.#bytes.subarray(0, length - head.length);
    return textOf(head) + (rest.length === 0 ? "" : textOf(rest));
  }

  /** Forgets the oldest text; gives where it began. */
  skip(place: number): number {
    const length = place & LONGEST;
    const start = (place - length) / (LONGEST + 1);
    this.#head = start + length;
    return start;
  }

  /** Forgets everything, and the room that it took. */
  clear(): void {
    if (this.#bytes.length > SMALLEST) this.#bytes = new Uint8Array(SMALLEST);
    this.#head = 0;
    this.#tail = 0;
  }

  #grow(): void {
    const from = this.#bytes;
    const to = new Uint8Array(from.length * 2);
    for (let i = this.#head; i < this.#tail; i++) {
      to[i & (to.length - 1)] = from[i & (from.length - 1)] as number;
    }
    this.#bytes = to;
  }
}

function textOf(ascii: Uint8Array): string {
  return String.fromCharCode.apply(null, ascii as unknown as number[]);
}
