import * as L from "../../assembly/layout";
import type { SpendPolicy } from "./policies";
import type { Duplicates, Origin } from "./structs";

const FIRST_WORDS = 1024;
/** A draft larger than this is not kept for the next entity. */
const MOST_KEPT_WORDS = 65_536;

/**
 * An entity that is being read, as the records that the engine will get. A draft belongs to the host: reading
 * an entity may run a caller's code, and nothing of the engine changes before all of it has been read.
 */
export class Draft implements Origin {
  isPrototypeClean = true;
  hasOwnOnly = false;
  duplicates: Duplicates | undefined = undefined;
  id = "";
  /** Flags: the key and the default value. */
  key = "";
  defaultValue = false;
  /** Id and name of each rule, in their order. */
  rules: string[] = [];
  /** In wire form if the entity is plain data, else in public form. */
  entitlements: object[] = [];
  /** True for data whose members cannot run code, such as parsed JSON: its entitlements are kept by reference. */
  isPlain = false;
  policies: SpendPolicy[] = [];
  /** The first `textCount` are the texts of the records, and the byte offsets of their words. */
  readonly texts: string[] = [];
  readonly places: number[] = [];
  textCount = 0;
  words: Int32Array = new Int32Array(FIRST_WORDS);
  #top = 0;
  readonly #double = new Float64Array(1);
  readonly #halves: Int32Array = new Int32Array(this.#double.buffer);

  /** Forgets the last entity and starts the records of another; its root is zeroed. */
  begin(kind: number, origin: Origin): void {
    this.isPrototypeClean = origin.isPrototypeClean;
    this.hasOwnOnly = origin.hasOwnOnly;
    this.duplicates = origin.duplicates;
    this.id = "";
    this.key = "";
    this.defaultValue = false;
    this.rules = [];
    this.entitlements = [];
    this.policies = [];
    this.textCount = 0;
    if (this.words.length > MOST_KEPT_WORDS) this.#shrink();
    this.#top = L.ROOT + L.ROOT_BYTES;
    for (let i = 0; i < this.#top >> 2; i++) this.words[i] = 0;
    this.words[L.A_KIND >> 2] = kind;
  }

  /** Bytes of records written. */
  get size(): number {
    return this.#top;
  }

  /** Makes room for a record and returns its byte offset. Its content is undefined. */
  record(bytes: number): number {
    const at = this.#top;
    this.#top = at + bytes;
    if (this.#top > this.words.length << 2) this.#grow();
    return at;
  }

  #shrink(): void {
    this.words = new Int32Array(FIRST_WORDS);
    this.texts.length = 0;
    this.places.length = 0;
  }

  #grow(): void {
    const bigger = new Int32Array((this.#top >> 2) * 2);
    bigger.set(this.words);
    this.words = bigger;
  }

  put(record: number, field: number, value: number): void {
    this.words[(record + field) >> 2] = value;
  }

  /** Sets a word to the id that the engine will have for a text; 0 for an absent one. */
  putText(record: number, field: number, text: string | undefined): void {
    if (text === undefined) {
      this.put(record, field, 0);
      return;
    }
    const i = this.textCount++;
    this.texts[i] = text;
    this.places[i] = record + field;
  }

  /** Sets two words to an integer of 64 bits that has been checked. */
  putInteger(record: number, field: number, value: number | bigint): void {
    this.put(record, field, lowHalf(value));
    this.put(record, field + 4, highHalf(value));
  }

  putDouble(record: number, field: number, value: number): void {
    this.#double[0] = value;
    this.put(record, field, this.#halves[0] as number);
    this.put(record, field + 4, this.#halves[1] as number);
  }

  /** Appends an amount by name to a list of which `last` is the last record, 0 for none. Returns its record. */
  putAmount(last: number, name: string, value: number, mode = 0): number {
    const at = this.record(L.AMOUNT_BYTES);
    this.put(at, L.NEXT, 0);
    this.putText(at, L.B_NAME, name);
    this.putDouble(at, L.B_VALUE, value);
    this.put(at, L.B_MODE, mode);
    if (last !== 0) this.put(last, L.NEXT, at);
    return at;
  }

  /** Writes amounts by name as a list and returns its first record, 0 for an empty list. */
  putAmounts(amounts: readonly (readonly [string, number])[]): number {
    const head = amounts.length > 0 ? this.#top : 0;
    let last = 0;
    for (const [name, value] of amounts) last = this.putAmount(last, name, value);
    return head;
  }
}

/** Low half of an integer of 64 bits. */
export function lowHalf(value: number | bigint): number {
  return typeof value === "bigint" ? Number(BigInt.asIntN(32, value)) : value | 0;
}

/** High half of an integer of 64 bits. */
export function highHalf(value: number | bigint): number {
  if (typeof value === "bigint") return Number(BigInt.asIntN(32, value >> 32n));
  return (value | 0) === value ? value >> 31 : Math.floor(value / 2 ** 32) | 0;
}
