import type { KeySet } from "./record";

/** An event larger than this cannot be delivered. */
export const MAX_EVENT_BYTES: number = 1024 * 1024;

const MAX_DEPTH = 32;

/** Thrown inside a copy that has grown beyond {@link MAX_EVENT_BYTES}; never leaves this file's users. */
export class TooLarge extends Error {}

/**
 * Copies what a caller gave into plain JSON data, so that later changes do not reach the event, and
 * counts its size on the way. What JSON cannot hold is left out and remembered in `problems`.
 */
export class Copier {
  /** Estimated bytes of JSON text. */
  bytes = 0;
  /** Paths and kinds of what was left out, as in `traits.owner (cyclic)`. */
  problems: string[] | undefined;
  #ancestors: object[] | undefined;

  /** As `keys`, and without a copy where there is only one, which is text. */
  keySet(source: unknown, path: string): KeySet {
    let name: string | undefined;
    let count = 0;
    if (typeof source === "object" && source !== null && !Array.isArray(source)) {
      for (const key in source) {
        name = key;
        if (++count > 1) break;
      }
    }
    if (count === 1 && name !== undefined && Object.hasOwn(source as object, name)) {
      const value = (source as Record<string, unknown>)[name];
      if (typeof value === "string") {
        this.#count(name.length + value.length + 6);
        return { name, value };
      }
    }
    return { name: undefined, value: this.keys(source, path) };
  }

  /** Copies a keys object; numbers and booleans become text, as the wire takes strings alone. */
  keys(source: unknown, path: string): Record<string, string> | undefined {
    if (source === undefined || source === null) return undefined;
    if (typeof source !== "object" || Array.isArray(source)) {
      this.problem(path, `expected an object, got ${Array.isArray(source) ? "an array" : typeof source}`);
      return undefined;
    }
    // A spread keeps the shape of the source, which is several times faster than field by field.
    const out: Record<string, unknown> = { ...source };
    let sound = true;
    let bytes = 0;
    for (const key in out) {
      const value = out[key];
      if (typeof value === "string") bytes += key.length + value.length + 6;
      else sound = false;
    }
    this.#count(bytes);
    return sound ? (out as Record<string, string>) : this.#mend(out, path);
  }

  #mend(from: Record<string, unknown>, path: string): Record<string, string> {
    const out: Record<string, string> = {};
    for (const key of Object.keys(from)) {
      const value = from[key];
      if (typeof value === "string") put(out, key, value);
      else if (typeof value === "number" || typeof value === "boolean") put(out, key, String(value));
      else if (value !== undefined && value !== null) this.problem(`${path}.${key}`, typeof value);
      this.#count(8);
    }
    return out;
  }

  /** Copies a traits object. Too large: left out as a whole, so that the rest of the event goes on. */
  traits(source: unknown, path: string): Record<string, unknown> | undefined {
    if (source === undefined || source === null) return undefined;
    if (typeof source !== "object" || Array.isArray(source)) {
      this.problem(path, `expected an object, got ${Array.isArray(source) ? "an array" : typeof source}`);
      return undefined;
    }
    const before = this.bytes;
    try {
      return this.#value(source, path) as Record<string, unknown> | undefined;
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      this.bytes = before;
      this.problem(path, `larger than ${MAX_EVENT_BYTES} bytes`);
      return undefined;
    }
  }

  /** A text; anything else is left out. */
  text(source: unknown, path: string): string | undefined {
    if (source === undefined || source === null) return undefined;
    if (typeof source !== "string") {
      this.problem(path, `expected a string, got ${typeof source}`);
      return undefined;
    }
    this.#count(source.length + path.length + 6);
    return source;
  }

  problem(path: string, kind: string): void {
    this.problems ??= [];
    if (this.problems.length < 10) this.problems.push(`${path} (${kind})`);
  }

  #count(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes > MAX_EVENT_BYTES) throw new TooLarge();
  }

  #value(source: unknown, path: string): unknown {
    switch (typeof source) {
      case "string":
        this.#count(source.length + 3);
        return source;
      case "boolean":
        this.#count(6);
        return source;
      case "number":
        this.#count(8);
        if (Number.isFinite(source)) return source;
        this.problem(path, String(source));
        return undefined;
      case "undefined":
        return undefined;
      case "object":
        return source === null ? null : this.#object(source, path);
      default:
        this.problem(path, typeof source);
        return undefined;
    }
  }

  #object(source: object, path: string): unknown {
    this.#ancestors ??= [];
    if (this.#ancestors.includes(source)) return void this.problem(path, "cyclic");
    if (this.#ancestors.length >= MAX_DEPTH) return void this.problem(path, `deeper than ${MAX_DEPTH}`);
    if (source instanceof Date && Number.isNaN(source.getTime()))
      return void this.problem(path, "invalid date");
    this.#ancestors.push(source);
    try {
      if ("toJSON" in source && typeof source.toJSON === "function") {
        return this.#value(source.toJSON(), path);
      }
      return Array.isArray(source) ? this.#array(source, path) : this.#record(source, path);
    } finally {
      this.#ancestors.pop();
    }
  }

  #array(source: unknown[], path: string): unknown[] {
    const out: unknown[] = [];
    for (let i = 0; i < source.length; i++) {
      this.#count(2);
      out.push(this.#value(source[i], `${path}[${i}]`) ?? null);
    }
    return out;
  }

  #record(source: object, path: string): Record<string, unknown> {
    const out: Record<string, unknown> = {};
    for (const key of Object.keys(source)) {
      this.#count(key.length + 4);
      const value = this.#value((source as Record<string, unknown>)[key], `${path}.${key}`);
      if (value !== undefined) put(out, key, value);
    }
    return out;
  }
}

function put(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== "__proto__") target[key] = value;
  // Assigning to it would set the prototype and lose the entry.
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
