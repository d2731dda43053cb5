export type Wire = Record<string, unknown>;

/** Thrown by readers for a member that does not fit the wire form; `locate` finds its path. */
export class Refusal {
  readonly message: string;
  /** True if the message names the member itself. */
  readonly isComplete: boolean;

  constructor(message: string, isComplete = false) {
    this.message = message;
    this.isComplete = isComplete;
  }
}

/** A number literal with a fraction or an exponent whose value is an integer: not an integer on the wire. */
export class DecimalLiteral {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

export function expected(what: string, value: unknown): Refusal {
  if (value === undefined || value === null) return new Refusal("is missing");
  if (value instanceof DecimalLiteral) return new Refusal(`is a decimal number, expected ${what}`);
  const type = Array.isArray(value) ? "list" : typeof value;
  return new Refusal(`is ${type === "number" ? `the number ${value}` : `of type ${type}`}, expected ${what}`);
}

/** The member under either of its names. Checks are small, so that they are always inlined. */
export function given(snake: unknown, camel: unknown): unknown {
  return camel === undefined ? snake : either(snake, camel);
}

function either(snake: unknown, camel: unknown): unknown {
  if (snake !== undefined) throw new Refusal("is given in snake_case and in camelCase");
  return camel;
}

export function text(value: unknown): string {
  if (typeof value !== "string") throw expected("a string", value);
  return value;
}

export function optionalText(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : text(value);
}

export function toggle(value: unknown): boolean {
  if (typeof value !== "boolean") throw expected("true or false", value);
  return value;
}

const LIMIT = 2 ** 63;

/** True for an integer that fits in 64 bits. */
export function isInteger(value: unknown): value is number | bigint {
  if (typeof value === "number") return Number.isInteger(value) && value >= -LIMIT && value < LIMIT;
  return typeof value === "bigint" && BigInt.asIntN(64, value) === value;
}

export function integer(value: unknown): number | bigint {
  return typeof value === "number" && (value | 0) === value ? value : long(value);
}

function long(value: unknown): number | bigint {
  if (!isInteger(value)) throw expected("an integer of 64 bits", value);
  return value;
}

export function optionalInteger(value: unknown): number | bigint | undefined {
  return value === undefined || value === null ? undefined : integer(value);
}

export function number(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : otherNumber(value);
}

function otherNumber(value: unknown): number {
  if (value instanceof DecimalLiteral) return value.value;
  if (typeof value !== "bigint") throw expected("a finite number", value);
  return number(Number(value));
}

export function optionalNumber(value: unknown): number | undefined {
  return value === undefined || value === null ? undefined : number(value);
}

/** The name of an enumeration: a string, or the form `{"name": null}` that a writer in Rust may use. */
export function name(value: unknown): string {
  return typeof value === "string" ? value : wrapped(value);
}

function wrapped(value: unknown): string {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const [[variant, content] = ["", 0], ...more] = Object.entries(value);
    if (content === null && more.length === 0) return variant;
  }
  throw expected("a string", value);
}

export function optionalName(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : name(value);
}

const NOTHING: readonly unknown[] = [];

/** The elements of a list; none for an absent one. */
export function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return NOTHING;
  if (!Array.isArray(value)) throw expected("a list", value);
  return value;
}

/** An object that is neither null nor a number literal. Lists are objects too. */
export function object(value: unknown): object {
  if (typeof value !== "object" || value === null || value instanceof DecimalLiteral) {
    throw expected("an object", value);
  }
  return value;
}

/** A map by name whose own members are read; an empty one for an absent one. */
export function map(value: unknown): Wire {
  if (value === undefined || value === null) return {};
  if (Array.isArray(value)) throw expected("an object", value);
  return object(value) as Wire;
}
