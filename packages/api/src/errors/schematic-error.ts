import { brandError, hasBrand, isObject } from "@schematic-internal/kit";

/** A response without its body. */
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
  /** Short snake_case name of the problem, stable across versions. Default `schematic_error`. */
  code?: string | undefined;
  statusCode?: number | undefined;
  /** The parsed body of the response, or its text if it was not JSON. */
  body?: unknown;
  rawResponse?: RawResponse | undefined;
  cause?: unknown;
}

/** Base class of every error that a Schematic package throws. */
export class SchematicError extends Error {
  static {
    brandError(SchematicError, "SchematicError");
  }

  /** True for errors of every copy and every package of the SDK, by brand. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: a subclass has its own brand.
    return hasBrand(this, value);
  }

  /** Short snake_case name of the problem, stable across versions. */
  declare readonly code: string;
  /** HTTP status, if there was a response. */
  declare readonly statusCode?: number;
  declare readonly body?: unknown;
  declare readonly rawResponse?: RawResponse;
  declare readonly cause?: unknown;

  constructor({ message, code = "schematic_error", rawResponse, cause, ...rest }: SchematicErrorOptions) {
    super(message ?? describe(rest.statusCode, rest.body), cause === undefined ? cause : { cause });
    Object.assign(this, { code, ...rest });
    // Not enumerable: headers of a response do not belong into a log line.
    Object.defineProperty(this, "rawResponse", { value: rawResponse });
  }

  /** Id of the request on the server (response header `x-request-id`). */
  get requestId(): string | undefined {
    return this.rawResponse?.headers.get("x-request-id") ?? undefined;
  }
}

/** Returns one line about an error response: its status and the server's message. */
export function describe(statusCode: number | undefined, body: unknown): string {
  const message = (isObject(body) && Object.hasOwn(body, "error") ? body.error : body) ?? "";
  return `status ${statusCode ?? "unknown"}: ${textOf(message).slice(0, 500)}`;
}

function textOf(value: unknown): string {
  try {
    return typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  } catch {
    // Too deep, or it contains itself.
    return "a body that cannot be shown";
  }
}

/** No response within the time limit of an attempt. `code` is `timeout`. */
export class SchematicTimeoutError extends SchematicError {
  static {
    brandError(SchematicTimeoutError, "SchematicTimeoutError");
  }

  constructor(message: string, options?: { cause?: unknown }) {
    super({ message, code: "timeout", cause: options?.cause });
  }
}
