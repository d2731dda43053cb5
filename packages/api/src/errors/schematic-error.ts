import { brandError, hasBrand } from "./brand";

/** What is known of a response besides its body. */
export interface RawResponse {
  readonly headers: Headers;
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly type: Response["type"];
  readonly redirected: boolean;
}

export interface SchematicErrorOptions {
  message?: string | undefined;
  /** Short snake_case name of what went wrong, stable across versions; default `schematic_error`. */
  code?: string | undefined;
  statusCode?: number | undefined;
  /** The decoded body of the answer, or its text when it was not JSON. */
  body?: unknown;
  rawResponse?: RawResponse | undefined;
  cause?: unknown;
}

/** Base of every error that a Schematic package throws. */
export class SchematicError extends Error {
  static {
    brandError(SchematicError, "SchematicError");
  }

  /** Holds for errors of every copy and every package of the SDK, by brand. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: a subclass asks for its own brand.
    return hasBrand(this, value);
  }

  /** Short snake_case name of what went wrong, stable across versions. */
  declare readonly code: string;
  /** HTTP status, where there was an answer. */
  declare readonly statusCode?: number;
  declare readonly body?: unknown;
  declare readonly rawResponse?: RawResponse;
  declare readonly cause?: unknown;

  constructor({ message, code = "schematic_error", rawResponse, cause, ...rest }: SchematicErrorOptions) {
    super(message ?? describe(rest.statusCode, rest.body), cause === undefined ? cause : { cause });
    Object.assign(this, { code, ...rest });
    // Not enumerable: headers of an answer have no place in a log line.
    Object.defineProperty(this, "rawResponse", { value: rawResponse });
  }

  /** Id that the server gave the request (response header `x-request-id`). */
  get requestId(): string | undefined {
    return this.rawResponse?.headers.get("x-request-id") ?? undefined;
  }
}

/** One line for an answer that was an error: its status and what the server said. */
export function describe(statusCode: number | undefined, body: unknown): string {
  const said = (body as { error?: unknown } | null | undefined)?.error ?? body ?? "";
  return `status ${statusCode ?? "unknown"}: ${(typeof said === "string" ? said : JSON.stringify(said)).slice(0, 500)}`;
}

/** No answer within the time-out of an attempt. `code` is `timeout`. */
export class SchematicTimeoutError extends SchematicError {
  static {
    brandError(SchematicTimeoutError, "SchematicTimeoutError");
  }

  constructor(message: string, options?: { cause?: unknown }) {
    super({ message, code: "timeout", cause: options?.cause });
  }
}
