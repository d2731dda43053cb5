import type { EngineExports } from "./wasm";

// Enumerations and structs by their numbers in assembly/schema.ts.
export const RULE_TYPE = 0;
export const PERIOD = 1;
export const CONDITION_TYPE = 4;
export const OPERATOR = 5;

export const RULE = 3;
export const CONDITION = 4;
export const GROUP = 5;
export const DEFINITION = 6;
export const TRAIT = 7;
export const METRIC = 8;
export const SUBSCRIPTION = 9;
export const ENTITLEMENT = 10;
export const TIER = 11;
export const POSTPAID = 12;

const FIRST_STRUCT = 7;
const FIRST_MEMBER = 20;
const WORDS = 448;

export interface Enumeration {
  readonly names: readonly string[];
  readonly codes: ReadonlyMap<string, number>;
  /** The code of other names. */
  readonly other: number;
}

export interface Struct {
  /** The names of its members in their order on the wire. */
  readonly names: readonly string[];
  /** Whether a list of fewer members stands for it too. */
  readonly mayBeShort: boolean;
}

type Row = [number, number, number, number];

/** The wire form, from the tables that the engine's own parser works by. */
export class Schema {
  readonly enumerations: readonly Enumeration[];
  readonly structs: readonly Struct[];

  constructor({ memory, schema }: EngineExports) {
    const bytes = new Uint8Array(memory.buffer, schema());
    const text = new TextDecoder().decode(bytes.subarray(WORDS, bytes.indexOf(0, WORDS)));
    // As names of properties they are interned, and maps find them by address.
    const words = Object.keys(Object.fromEntries(text.split(" ").map((word) => [word, 0])));
    const rows = (first: number, count: number): Row[] =>
      Array.from(
        { length: count },
        (_, i) => [...bytes.subarray((first + i) * 4, (first + i + 1) * 4)] as Row,
      );
    this.enumerations = rows(0, FIRST_STRUCT).map(([first, count, code, other]) => {
      const names = words.slice(first - 1, first - 1 + count);
      return { names, other, codes: new Map(names.map((name, i) => [name, code + i])) };
    });
    this.structs = rows(FIRST_STRUCT, FIRST_MEMBER - FIRST_STRUCT).map(([first, count, , short]) => ({
      names: rows(FIRST_MEMBER + first, count).map(([word]) => words[word - 1] as string),
      mayBeShort: short === 1,
    }));
  }

  code(enumeration: number, name: string): number {
    const { codes, other } = this.enumerations[enumeration] as Enumeration;
    return codes.get(name) ?? other;
  }
}
