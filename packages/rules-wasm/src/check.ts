export type Wire = Record<string, unknown>;

/** A member that is not what the wire form asks for; `locate` tells which one. */
export class Refusal {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/**
 * The path of the member that was read last before `read` refused the value: it reads once more, now through
 * proxies that tell what is read. So nothing has to know its path while all is well.
 */
export function locate(root: string, value: unknown, read: (value: unknown) => unknown): string {
  let path = root;
  const watch = (watched: unknown, prefix: string): unknown => {
    if (typeof watched !== "object" || watched === null) return watched;
    return new Proxy(watched, {
      get(target, key) {
        const found: unknown = Reflect.get(target, key);
        const here = Array.isArray(target) ? `${prefix}[${String(key)}]` : `${prefix}.${String(key)}`;
        const isIndex = /^\d+$/.test(String(key));
        // An absent member is told by its name in snake_case, which is read first.
        if (Array.isArray(target) ? isIndex : found !== undefined || !/[A-Z]/.test(here)) path = here;
        return watch(found, here);
      },
    });
  };
  try {
    read(watch(value, root));
  } catch {}
  return path;
}

export function expected(what: string, value: unknown): Refusal {
  if (value === undefined || value === null) return new Refusal("is missing");
  const type = Array.isArray(value) ? "list" : typeof value;
  return new Refusal(`is ${type === "number" ? `the number ${value}` : `of type ${type}`}, expected ${what}`);
}

/** The member under either of its names. Checks are so small that they are always inlined. */
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

/** Whether this is an integer that fits in 64 bits. */
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
  if (typeof value !== "number" || !Number.isFinite(value)) throw expected("a finite number", value);
  return value;
}

export function optionalNumber(value: unknown): number | undefined {
  return value === undefined || value === null ? undefined : number(value);
}

/** An enumeration's name: a string, or the form `{"name": null}` that a writer in Rust may give it. */
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

/** The elements of a list, none for one that is missing. */
export function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw expected("a list", value);
  return value;
}

/** An object that is a map by name, an empty one for one that is missing. */
export function map(value: unknown): Wire {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) throw expected("an object", value);
  return value as Wire;
}
