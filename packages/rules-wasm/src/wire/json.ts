import { DecimalLiteral } from "./check";
import type { Duplicates } from "./structs";

/** JSON text as values, with what `JSON.parse` loses: exact integers, decimal literals and duplicate members. */
export interface ExactJson {
  /** Integers beyond 2^53 are `bigint`s; integers in decimal form are `DecimalLiteral`s. */
  readonly value: unknown;
  /** True if the value may contain `bigint`s and `DecimalLiteral`s. */
  readonly hasLiterals: boolean;
  readonly duplicates: Duplicates | undefined;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings.
const LETTERS = /[^"\\\u0000-\u001f]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Digits and sign of every integer of 64 bits fit in this length. */
const LONGEST_INTEGER = 20;

const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const COLON = 58;
const BACKSLASH = 92;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

interface Container {
  readonly value: unknown[] | Record<string, unknown>;
  readonly close: number;
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
        value = this.#takes(COMMA) ? this.#nextMember(container) : this.#close(container);
      }
    }
  }

  /** Begins a value. Returns undefined after opening a container that has elements. */
  #begin(): unknown {
    const first = this.#next();
    if (first === QUOTE) return this.#string();
    if (first === OPEN_LIST) return this.#openContainer({ value: [], close: CLOSE_LIST, key: undefined });
    if (first === OPEN_OBJECT) return this.#openContainer({ value: {}, close: CLOSE_OBJECT, key: "" });
    if (first === MINUS || (first >= 48 && first <= 57)) return this.#number();
    return this.#literal();
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
    if (this.#next() !== QUOTE) throw this.#fault();
    container.key = this.#string();
    if (!this.#takes(COLON)) throw this.#fault();
  }

  #add({ value: parent, key }: Container, value: unknown): void {
    if (Array.isArray(parent)) {
      parent.push(value);
      return;
    }
    const name = key as string;
    if (Object.hasOwn(parent, name)) this.#noteDuplicate(parent, name);
    // Assigning this member would set the prototype.
    if (name === "__proto__") {
      Object.defineProperty(parent, name, { value, enumerable: true, configurable: true, writable: true });
    } else parent[name] = value;
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
    this.#next();
    if (this.#at < this.#text.length) throw this.#fault();
    return { value, hasLiterals: true, duplicates: this.#duplicates };
  }

  /** Reads a string whose quote is next. */
  #string(): string {
    const start = this.#at++;
    let hasEscapes = false;
    for (;;) {
      this.#skip(LETTERS);
      const stop = this.#text.charCodeAt(this.#at++);
      if (stop === QUOTE) break;
      if (stop !== BACKSLASH) throw this.#fault();
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
    const start = this.#at;
    this.#skip(NUMBER);
    if (this.#at === start) throw this.#fault();
    const literal = this.#text.slice(start, this.#at);
    const value = Number(literal);
    if (!Number.isInteger(value)) return value;
    const isDecimal = literal.length > LONGEST_INTEGER || literal === "-0" || /[.eE]/.test(literal);
    if (isDecimal) return new DecimalLiteral(value);
    return Number.isSafeInteger(value) ? value : BigInt(literal);
  }

  #literal(): boolean | null {
    for (const value of [true, false, null]) {
      const name = String(value);
      if (!this.#text.startsWith(name, this.#at)) continue;
      this.#at += name.length;
      return value;
    }
    throw this.#fault();
  }

  /** The next character that is not white space; NaN at the end. */
  #next(): number {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return code;
      this.#at++;
    }
  }

  /** Takes one character after white space if it is this one. */
  #takes(character: number): boolean {
    if (this.#next() !== character) return false;
    this.#at++;
    return true;
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    if (pattern.test(this.#text)) this.#at = pattern.lastIndex;
  }

  #fault(): SyntaxError {
    return new SyntaxError(`is not valid JSON at position ${this.#at}`);
  }
}

/** Numbers of which `JSON.parse` loses something: -0, integers in decimal form, and 16 digits or more. */
const LOSSY_NUMBER = /(?:^|[:,[])\s*(?:-0(?![.\d])|-?(?:\d+\.0*(?!\d)|\d[\d.]*[eE]|[\d.]{16}))/;
const MEMBER_NAME_END = /"\s*:/g;

/** Number of own members of all objects in a value. */
function countMembers(value: object): number {
  let count = 0;
  const open = [value];
  for (let container = open.pop(); container !== undefined; container = open.pop()) {
    const elements: unknown[] = Array.isArray(container) ? container : Object.values(container);
    if (elements !== container) count += elements.length;
    for (const element of elements) if (typeof element === "object" && element !== null) open.push(element);
  }
  return count;
}

/** The value of JSON text of which `JSON.parse` loses nothing; undefined for any other text. */
function parseLossless(text: string): ExactJson | undefined {
  if (LOSSY_NUMBER.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  // A member that is given twice is counted twice in the text. Quotes within strings can only add to that count.
  const names = text.match(MEMBER_NAME_END)?.length ?? 0;
  if (typeof value !== "object" || value === null)
    return { value, hasLiterals: false, duplicates: undefined };
  return names === countMembers(value) ? { value, hasLiterals: false, duplicates: undefined } : undefined;
}

/** Reads JSON text and keeps what `JSON.parse` loses; throws a `SyntaxError` with the position of what is not JSON. */
export function readExactJson(text: string): ExactJson {
  return new JsonReader(text).read();
}

/** As `readExactJson`; most texts lose nothing and take half the time. */
export function readJson(text: string): ExactJson {
  return parseLossless(text) ?? readExactJson(text);
}
