const ownBrand: unique symbol = Symbol.for("@schematic/error/RedisCacheError");

/** Why a Redis cache did not answer. */
export type RedisCacheErrorCode =
  /** The client is not connected, or the circuit is open after a failure. */
  | "redis_unavailable"
  /** No answer within the time limit. */
  | "redis_timeout"
  /** More commands are unanswered than the cache lets wait. */
  | "redis_busy"
  /** Redis answered with an error; it is the `cause`. */
  | "redis_error"
  /** The value cannot be stored as JSON. */
  | "invalid_value"
  /** The TTL is not a number of ms. */
  | "invalid_ttl"
  /** An option of the constructor is wrong, or the client is of no known kind. */
  | "invalid_options";

/**
 * What every method of this package rejects with and its constructors throw; `instanceof SchematicError`
 * holds too. The message names no key's value and no credentials.
 */
export class RedisCacheError extends Error {
  readonly code: RedisCacheErrorCode;

  static {
    // Bundlers rename classes; inspect() and structured loggers print this name.
    Object.defineProperty(RedisCacheError, "name", { value: "RedisCacheError" });
    Object.assign(RedisCacheError.prototype, {
      name: "RedisCacheError",
      [ownBrand]: true,
      [Symbol.for("@schematic/error/SchematicError")]: true,
    });
  }

  constructor(code: RedisCacheErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }

  /** Holds across copies of this package, by brand; a subclass is told apart by its prototype. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: `this` tells this class from its subclasses.
    return this === RedisCacheError
      ? (value as { [ownBrand]?: boolean } | null | undefined)?.[ownBrand] === true
      : // biome-ignore lint/complexity/noThisInStatic: as above.
        Object.prototype.isPrototypeOf.call(this.prototype, value as object);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
