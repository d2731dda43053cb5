/** What went wrong, for programs: `invalid_seed`, `seed_not_found`, `port_in_use`, `unknown_reference`, `timeout`, `invalid_option`. */
export type EmulatorErrorCode =
  | "invalid_seed"
  | "seed_not_found"
  | "port_in_use"
  | "unknown_reference"
  | "timeout"
  | "invalid_option";

/**
 * An error of the emulator itself (its seed, its options, its in-process calls). `instanceof
 * SchematicError` holds for it, as for every error of `@schematic/*`.
 */
export class EmulatorError extends Error {
  readonly code: EmulatorErrorCode;

  constructor(code: EmulatorErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "EmulatorError";
    this.code = code;
  }

  // biome-ignore-start lint/complexity/noThisInStatic: a user's subclass inherits this and is checked by its own prototype
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== EmulatorError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === "object" && value !== null && Reflect.get(value, OWN_BRAND) === true;
  }
  // biome-ignore-end lint/complexity/noThisInStatic: see above
}

const OWN_BRAND = Symbol.for("@schematic/error/EmulatorError");
for (const brand of [OWN_BRAND, Symbol.for("@schematic/error/SchematicError")]) {
  Object.defineProperty(EmulatorError.prototype, brand, { value: true });
}

/** A refusal that a route answers with: `{ "error": message }` and this status. */
export class HttpError extends Error {
  readonly status: 400 | 401 | 402 | 403 | 404 | 409 | 413 | 415 | 501;

  constructor(status: HttpError["status"], message: string) {
    super(message);
    this.name = "HttpError";
    this.status = status;
  }
}
