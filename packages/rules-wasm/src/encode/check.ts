/** A member that is not what the wire form asks for; becomes `RulesEngineError` (`invalid_entity`) with its path. */
export class Refusal {
  readonly message: string;
  path: string;

  constructor(path: string, message: string) {
    this.path = path;
    this.message = message;
  }
}

export type Wire = Record<string, unknown>;

/** Puts what led to the member before its path. */
export function within(prefix: string, error: unknown): unknown {
  if (error instanceof Refusal) error.path = `${prefix}${error.path.startsWith("[") ? "" : "."}${error.path}`;
  return error;
}

function refuse(name: string, value: unknown, expected: string): Refusal {
  const found = value === null || value === undefined ? "is missing" : `is ${describe(value)}`;
  return new Refusal(name, `${found}, expected ${expected}`);
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number")
    return Number.isFinite(value) ? `the number ${String(value)}` : String(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** The member under either of its names. */
export function either(snake: unknown, camel: unknown, name: string): unknown {
  if (camel === undefined) return snake;
  if (snake !== undefined) throw new Refusal(name, "is given in snake_case and in camelCase");
  return camel;
}

export function requiredText(value: unknown, name: string): string {
  if (typeof value !== "string") throw refuse(name, value, "a string");
  return value;
}

export function optionalText(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw refuse(name, value, "a string");
  return value;
}

export function requiredBoolean(value: unknown, name: string): boolean {
  if (typeof value !== "boolean") throw refuse(name, value, "true or false");
  return value;
}

const LIMIT = 2 ** 63;

/** Whether this is an integer that fits in 64 bits. */
export function isInteger(value: unknown): value is number | bigint {
  if (typeof value === "number") return Number.isInteger(value) && value >= -LIMIT && value < LIMIT;
  return typeof value === "bigint" && BigInt.asIntN(64, value) === value;
}

export function requiredInteger(value: unknown, name: string): number | bigint {
  if (typeof value === "number" && (value | 0) === value) return value;
  if (!isInteger(value)) throw refuse(name, value, "an integer of 64 bits");
  return value;
}

export function optionalInteger(value: unknown, name: string): number | bigint | undefined {
  return value === undefined || value === null ? undefined : requiredInteger(value, name);
}

export function requiredNumber(value: unknown, name: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw refuse(name, value, "a finite number");
  return value;
}

export function optionalNumber(value: unknown, name: string): number | undefined {
  return value === undefined || value === null ? undefined : requiredNumber(value, name);
}

/** An enumeration's name: a string, or the form `{"name": null}` that a writer in Rust may give it. */
export function requiredName(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  const found = optionalName(value, name);
  if (found === undefined) throw refuse(name, value, "a string");
  return found;
}

export function optionalName(value: unknown, name: string): string | undefined {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return undefined;
  if (typeof value === "object" && !Array.isArray(value)) {
    const [[variant, content] = ["", 0], ...more] = Object.entries(value);
    if (content === null && more.length === 0) return variant;
  }
  throw refuse(name, value, "a string");
}

/** A struct, where a list of all its members in their order stands for it too. */
export function struct(value: unknown, order: readonly string[], mayBeShort = false): Wire {
  if (Array.isArray(value)) {
    if (value.length > order.length || (value.length < order.length && !mayBeShort)) {
      throw new Refusal("", `is a list of ${value.length}, expected an object`);
    }
    return Object.fromEntries(value.map((member, i) => [order[i], member]));
  }
  if (typeof value !== "object" || value === null) throw refuse("", value, "an object");
  return value as Wire;
}

export function list(value: unknown, name: string): readonly unknown[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw refuse(name, value, "a list");
  return value;
}

export function map(value: unknown, name: string): Wire | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object" || Array.isArray(value)) throw refuse(name, value, "an object");
  return value as Wire;
}
