import { brandError, SchematicError } from "@schematic/api/errors";

/** Kinds of errors, for programs: `invalid_seed`, `seed_not_found`, `port_in_use`, `unknown_reference`, `timeout`, `invalid_option`. */
export type EmulatorErrorCode =
  | "invalid_seed"
  | "seed_not_found"
  | "port_in_use"
  | "unknown_reference"
  | "timeout"
  | "invalid_option";

/** An error of the emulator itself: its seed, its options, its in-process calls. */
export class EmulatorError extends SchematicError {
  static {
    brandError(EmulatorError, "EmulatorError");
  }

  declare readonly code: EmulatorErrorCode;

  constructor(code: EmulatorErrorCode, message: string, options: { cause?: unknown } = {}) {
    super({ code, message, cause: options.cause });
  }
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
