import { DecimalLiteral } from "./check";
import type { Duplicates } from "./structs";

/** JSON text as values, with what `JSON.parse` loses: exact integers, decimal literals and duplicate members. */
export interface ExactJson {
  /** Integers beyond 2^53 are `bigint`s; integers in decimal form are `DecimalLiteral`s. */
  readonly value: unknown;
  readonly duplicates: Duplicates | undefined;
}

const SPACE = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings.
const LETTERS = /[^"\\\u0000-\u001f]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const LITERAL = /true|false|null/y;
/** Digits and sign of every integer of 64 bits fit in this length. */
const LONGEST_INTEGER = 20;

interface Container {
  readonly value: unknown[] | Record<string, unknown>;
  readonly close: string;
  /** Name of the member that is being read; undefined in lists. */
  key: string | undefined;
}

/** Reads one JSON text. Nested values are kept on a list instead of the call stack, so no depth overflows it. */
class JsonReader {
  readonly #text: string;
  readonly #open: Container[] = [];
  #at = 0;
  #duplicates: Map<object, Set<string>> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(): ExactJson {
    for (;;) {
      let value = this.#begin();
      while (value !== undefined) {
        const container = this.#open.at(-1);
        if (container === undefined) return this.#end(value);
        this.#add(container, value);
        value = this.#takes(",") ? this.#nextMember(container) : this.#close(container);
      }
    }
  }

  /** Begins a value. Returns undefined after opening a container that has elements. */
  #begin(): unknown {
    this.#match(SPACE);
    const first = this.#text[this.#at];
    if (first === '"') return this.#string();
    if (first === "[") return this.#openContainer({ value: [], close: "]", key: undefined });
    if (first === "{") return this.#openContainer({ value: Object.create(null), close: "}", key: "" });
    const literal = this.#match(LITERAL)?.[0];
    if (literal !== undefined) return literal === "null" ? null : literal === "true";
    return this.#number();
  }

  #openContainer(container: Container): unknown {
    this.#at++;
    if (this.#takes(container.close)) return container.value;
    this.#open.push(container);
    return this.#nextMember(container);
  }

  /** Reads the name of the next member, in objects. */
  #nextMember(container: Container): undefined {
    if (container.key === undefined) return;
    this.#match(SPACE);
    container.key = this.#string();
    if (!this.#takes(":")) throw this.#fault();
  }

  #add({ value: parent, key }: Container, value: unknown): void {
    if (Array.isArray(parent)) {
      parent.push(value);
      return;
    }
    const name = key as string;
    if (name in parent) this.#noteDuplicate(parent, name);
    parent[name] = value;
  }

  #noteDuplicate(parent: object, name: string): void {
    this.#duplicates ??= new Map();
    const names = this.#duplicates.get(parent) ?? new Set();
    this.#duplicates.set(parent, names.add(name));
  }

  #close(container: Container): unknown {
    if (!this.#takes(container.close)) throw this.#fault();
    this.#open.pop();
    return container.value;
  }

  #end(value: unknown): ExactJson {
    this.#match(SPACE);
    if (this.#at < this.#text.length) throw this.#fault();
    return { value, duplicates: this.#duplicates };
  }

  #string(): string {
    const start = this.#at;
    if (this.#text[start] !== '"') throw this.#fault();
    this.#at++;
    let hasEscapes = false;
    for (;;) {
      this.#match(LETTERS);
      const stop = this.#text[this.#at++];
      if (stop === '"') break;
      if (stop !== "\\") throw this.#fault();
      hasEscapes = true;
      this.#at++;
    }
    return hasEscapes ? this.#unescaped(start) : this.#text.slice(start + 1, this.#at - 1);
  }

  #unescaped(start: number): string {
    try {
      return JSON.parse(this.#text.slice(start, this.#at));
    } catch {
      throw this.#fault();
    }
  }

  #number(): number | bigint | DecimalLiteral {
    const match = this.#match(NUMBER);
    if (match === undefined) throw this.#fault();
    const [literal, fraction, exponent] = match;
    const value = Number(literal);
    const isDecimal = fraction !== undefined || exponent !== undefined || Object.is(value, -0);
    if (isDecimal || literal.length > LONGEST_INTEGER) {
      return Number.isInteger(value) ? new DecimalLiteral(value) : value;
    }
    return Number.isSafeInteger(value) ? value : BigInt(literal);
  }

  /** Takes one character after white space if it is this one. */
  #takes(character: string): boolean {
    this.#match(SPACE);
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#at += match[0].length;
    return match;
  }

  #fault(): SyntaxError {
    return new SyntaxError(`is not valid JSON at position ${this.#at}`);
  }
}

/** Reads JSON text; throws a `SyntaxError` with the position of what is not JSON. */
export function readJson(text: string): ExactJson {
  return new JsonReader(text).read();
}
