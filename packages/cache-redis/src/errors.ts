import { brandError, hasBrand, SCHEMATIC_ERROR } from "@schematic-internal/kit";

/** The reason for which a Redis cache failed. */
export type RedisCacheErrorCode =
  /** The client is not connected, or the circuit is open after a failure. */
  | "redis_unavailable"
  /** Redis did not respond within the time limit. */
  | "redis_timeout"
  /** Too many commands are waiting for Redis. */
  | "redis_busy"
  /** Redis returned an error, which is the `cause`. */
  | "redis_error"
  /** The value cannot be stored as JSON. */
  | "invalid_value"
  /** The TTL is not a number of milliseconds. */
  | "invalid_ttl"
  /** An option of the constructor is wrong, or the client is not a supported Redis client. */
  | "invalid_options";

/**
 * Thrown by the constructors of this package and used for every rejection of its methods. It is also
 * `instanceof SchematicError`. The message holds no cached value and no credentials.
 */
export class RedisCacheError extends Error {
  readonly code: RedisCacheErrorCode;

  static {
    brandError(RedisCacheError, "RedisCacheError", SCHEMATIC_ERROR);
  }

  constructor(code: RedisCacheErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }

  /** Holds for errors of every copy of this package. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: a subclass is recognised by its own prototype.
    return hasBrand(this, value);
  }
}
