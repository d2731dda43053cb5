import * as L from "../assembly/layout";
import { RulesEngineError } from "./errors";
import type { EngineExports } from "./wasm";
import type { Draft } from "./wire/draft";

/** Texts longer than this are not remembered between loads. */
const LONGEST_KEPT = 128;
const FIRST_SWEEP = 4096;
/** Shorter texts are copied letter by letter, which is faster than the encoder. */
const SHORT = 64;
/** Up to this number, words are copied one by one, which is faster than making a view. */
const MANY_WORDS = 512;

// Created at first use: Jest's jsdom has no coders, and an import must work there.
let encoder: TextEncoder | undefined;
let decoder: TextDecoder | undefined;

/**
 * The host's side of the engine's memory: the ids of texts, and the arena that takes a draft.
 *
 * The engine may grow its memory whenever it allocates, which detaches every view. So `words` and `doubles` are
 * renewed after each call that can allocate.
 */
export class Arena {
  words: Int32Array = new Int32Array(0);
  doubles: Float64Array = new Float64Array(0);
  readonly exports: EngineExports;
  /** Address of the preflight of an evaluation. */
  readonly preflight: number;
  readonly #empty: number;
  #bytes: Uint8Array = new Uint8Array(0);
  readonly #ids = new Map<string, number>();
  #sweepAt = FIRST_SWEEP;
  /** True if texts have been made since the last `settle`. */
  #isPending = false;

  constructor(exports: EngineExports) {
    this.exports = exports;
    this.preflight = exports.preflightArea();
    this.#empty = exports.emptyText();
    this.refresh();
  }

  /** Renews the views if the memory has grown. */
  refresh(): void {
    if (this.words.length !== 0) return;
    const { buffer } = this.exports.memory;
    this.words = new Int32Array(buffer);
    this.doubles = new Float64Array(buffer);
    this.#bytes = new Uint8Array(buffer);
  }

  /** Copies a draft into the engine and returns the address of its root. Call `settle` after its use. */
  receive(draft: Draft): number {
    const { texts, places, textCount, words } = draft;
    for (let i = 0; i < textCount; i++) {
      words[(places[i] as number) >> 2] = this.text(texts[i] as string);
    }
    const { size } = draft;
    const address = this.#allocated(this.exports.reserveArena(size));
    const count = size >> 2;
    const to = address >>> 2;
    if (count > MANY_WORDS) this.words.set(words.subarray(0, count), to);
    else for (let i = 0; i < count; i++) this.words[to + i] = words[i] as number;
    return address + L.ROOT;
  }

  #allocated(address: number): number {
    this.refresh();
    if (!address) throw memoryLimit();
    return address >>> 0;
  }

  /** The id of a text until `settle`, and longer if it is short. */
  text(text: string): number {
    return this.#ids.get(text) ?? this.#newText(text, text.length <= LONGEST_KEPT);
  }

  /** The id of a text outside of a load. */
  pinned(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#newText(text, true);
    this.exports.settle();
    this.refresh();
    return id;
  }

  #newText(text: string, isKept: boolean): number {
    if (text === "") return this.#empty;
    this.#isPending = true;
    const length = this.#write(text);
    if (!isKept) return this.#allocated(this.exports.internForLoad(length));
    const id = this.#allocated(this.exports.pin(length));
    this.#ids.set(text, id);
    return id;
  }

  /** Copies text to the input buffer and returns its length in bytes. */
  #write(text: string): number {
    const most = text.length * 3;
    const address = this.#allocated(this.exports.reserveInput(most));
    if (text.length <= SHORT) {
      const bytes = this.#bytes;
      let i = 0;
      for (; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code > 127) break;
        bytes[address + i] = code;
      }
      if (i === text.length) return i;
    }
    encoder ??= new TextEncoder();
    return encoder.encodeInto(text, this.#bytes.subarray(address, address + most)).written;
  }

  /** Releases the texts that no entity uses. Only between loads. */
  sweep(): void {
    this.refresh();
    for (const [text, id] of this.#ids) {
      if (this.words[(id + L.TX_REFERENCES) >>> 2] !== 1) continue;
      this.exports.unpin(id);
      this.#ids.delete(text);
      // Releasing may allocate too: the table of texts shrinks into a new one.
      this.refresh();
    }
    this.#sweepAt = Math.max(FIRST_SWEEP, this.#ids.size * 2);
  }

  /** Ends the use of texts; sweeps after enough new ones. */
  settle(): void {
    if (!this.#isPending) return;
    this.#isPending = false;
    this.exports.settle();
    this.refresh();
    if (this.#ids.size >= this.#sweepAt) this.sweep();
  }

  /** The text with this id. */
  read(id: number): string {
    this.refresh();
    const start = (id >>> 0) + L.TX_BYTES;
    const length = this.words[(id + L.TX_LENGTH) >>> 2] as number;
    decoder ??= new TextDecoder("utf-8", { ignoreBOM: true });
    return decoder.decode(this.#bytes.subarray(start, start + length));
  }
}

export function memoryLimit(): RulesEngineError {
  return new RulesEngineError(
    "memory_limit",
    "The memory of the engine is full: free handles that you no longer use, or raise `maxMemoryBytes`.",
  );
}
