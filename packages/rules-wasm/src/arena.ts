import { RulesEngineError } from "./errors";
import type { EngineExports } from "./wasm";

/** Texts longer than this are not remembered between loads. */
const LONGEST_KEPT = 128;
const FIRST_SWEEP = 4096;
const ROOT = 4;
const ROOT_WORDS = 12;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * The host's side of the engine's memory: the ids of texts, and the records of the entity being encoded.
 *
 * The engine may grow its memory whenever it allocates, which detaches every view; so `words` is taken
 * anew after each call that can.
 */
export class Arena {
  words: Int32Array = new Int32Array(0);
  doubles: Float64Array = new Float64Array(0);
  /** Word index of the arena's start. */
  base = 0;
  /** The two halves of the last integer that was split. */
  low = 0;
  high = 0;
  readonly exports: EngineExports;
  readonly empty: number;
  #bytes: Uint8Array = new Uint8Array(0);
  #top = 0;
  #capacity = 0;
  #ids = new Map<string, number>();
  #sweepAt = FIRST_SWEEP;
  #double = new Float64Array(1);
  #halves: Int32Array = new Int32Array(this.#double.buffer);

  constructor(exports: EngineExports) {
    this.exports = exports;
    this.empty = exports.emptyText();
    this.refresh();
  }

  /** Takes the views anew if the memory has grown. */
  refresh(): void {
    if (this.words.length !== 0) return;
    const { buffer } = this.exports.memory;
    this.words = new Int32Array(buffer);
    this.doubles = new Float64Array(buffer);
    this.#bytes = new Uint8Array(buffer);
  }

  /** Starts the records of an entity; answers its root's. */
  begin(kind: number): number {
    this.#top = ROOT;
    this.#capacity = 0;
    this.#reserve(1024);
    const root = this.record(ROOT_WORDS) + this.base;
    this.words.fill(0, root, root + ROOT_WORDS);
    this.words[root - 1] = kind;
    return ROOT;
  }

  /** Bytes of records written. */
  get size(): number {
    return this.#top << 2;
  }

  /** Room for a record of so many words: the place of its first one from `base`. */
  record(words: number): number {
    const at = this.#top;
    if (at + words > this.#capacity) this.#reserve(words + (this.#capacity >> 1));
    this.#top = at + words;
    return at;
  }

  /** Sets a word of a record. */
  put(at: number, value: number): void {
    this.words[this.base + at] = value;
  }

  #reserve(more: number): void {
    const capacity = this.#top + more;
    const address = this.#allocated(this.exports.reserveArena(this.#top << 2, capacity << 2));
    this.base = address >>> 2;
    this.#capacity = capacity;
  }

  #allocated(address: number): number {
    this.refresh();
    if (!address) throw memoryLimit();
    return address >>> 0;
  }

  /** The text's id for the entity being loaded. */
  text(text: string): number {
    return this.#ids.get(text) ?? this.#newText(text, false);
  }

  /** The same, 0 for a text that is absent. */
  textOf(text: string | undefined): number {
    return text === undefined ? 0 : this.text(text);
  }

  /** The text's id outside of a load. */
  pinned(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#newText(text, true);
    this.exports.settle();
    this.refresh();
    return id;
  }

  #newText(text: string, always: boolean): number {
    if (text === "") return this.empty;
    const length = this.write(text);
    if (!always && text.length > LONGEST_KEPT) return this.#allocated(this.exports.internForLoad(length));
    const id = this.#allocated(this.exports.pin(length));
    this.#ids.set(text, id);
    return id;
  }

  /** Copies text or bytes to the input buffer; its length in bytes. */
  write(input: string | Uint8Array): number {
    const most = typeof input === "string" ? input.length * 3 : input.length;
    const address = this.#allocated(this.exports.reserveInput(most));
    if (typeof input !== "string") {
      this.#bytes.set(input, address);
      return most;
    }
    if (input.length <= 64) {
      const bytes = this.#bytes;
      let i = 0;
      for (; i < input.length; i++) {
        const code = input.charCodeAt(i);
        if (code > 127) break;
        bytes[address + i] = code;
      }
      if (i === input.length) return i;
    }
    return encoder.encodeInto(input, this.#bytes.subarray(address, address + most)).written;
  }

  /** Forgets the texts that no entity uses. For between loads only. */
  sweep(): void {
    this.refresh();
    for (const [text, id] of this.#ids) {
      if (this.words[id >>> 2] !== 1) continue;
      this.exports.unpin(id);
      this.#ids.delete(text);
      // Even giving back may take memory first: the table of texts shrinks into a new one.
      this.refresh();
    }
    this.#sweepAt = Math.max(FIRST_SWEEP, this.#ids.size * 2);
  }

  /** Ends a load: sweeps when enough new texts have come. */
  settle(): void {
    this.exports.settle();
    this.refresh();
    if (this.#ids.size >= this.#sweepAt) this.sweep();
  }

  /** Splits an integer that has been checked. */
  split(value: number | bigint): void {
    if (typeof value === "bigint") {
      this.low = Number(BigInt.asIntN(32, value));
      this.high = Number(BigInt.asIntN(32, value >> 32n));
    } else if ((value | 0) === value) {
      this.low = value;
      this.high = value >> 31;
    } else {
      this.low = value | 0;
      this.high = Math.floor(value / 4294967296) | 0;
    }
  }

  putInteger(at: number, value: number | bigint): void {
    this.split(value);
    this.put(at, this.low);
    this.put(at + 1, this.high);
  }

  putDouble(at: number, value: number): void {
    this.#double[0] = value;
    this.put(at, this.#halves[0] as number);
    this.put(at + 1, this.#halves[1] as number);
  }

  /** The text with this id. */
  read(id: number): string {
    this.refresh();
    return this.readAt(id + 16, this.words[(id >>> 2) + 2] as number);
  }

  /** Text at an address. */
  readAt(address: number, length: number): string {
    this.refresh();
    const start = address >>> 0;
    return decoder.decode(this.#bytes.subarray(start, start + length));
  }
}

export function memoryLimit(): RulesEngineError {
  return new RulesEngineError(
    "memory_limit",
    "The engine's memory is full: free handles that are no longer used, or raise `maxMemoryBytes`.",
  );
}
