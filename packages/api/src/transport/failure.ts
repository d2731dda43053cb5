import { messageOf } from "@schematic-internal/kit";
import { SchematicError, SchematicTimeoutError } from "../errors/schematic-error";

/** Why an attempt ended without a response. */
export interface Failure {
  /**
   * `not-sent`: the server cannot have seen the request. `lost`: it may have carried the request out.
   * `final`: another attempt cannot succeed.
   */
  readonly kind: "not-sent" | "lost" | "final";
  /** The reason in words, with the runtime's error code. */
  readonly reason: string;
}

/** Error codes and messages of Node, undici, node-fetch, bun and deno, and what they mean. */
const REASONS: readonly (readonly [pattern: RegExp, kind: Failure["kind"], reason: string])[] = [
  [/ECONNREFUSED|ConnectionRefused|connection refused/i, "not-sent", "the connection was refused"],
  [/ENOTFOUND|EAI_AGAIN|dns error/i, "not-sent", "the host name could not be resolved"],
  [/EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT/, "not-sent", "the host could not be reached"],
  [
    /SSL|TLS|CERT|SELF_SIGNED|UNABLE_TO_/,
    "final",
    "the TLS connection failed; check the certificate and the proxy",
  ],
  [
    /ECONNRESET|EPIPE|UND_ERR_SOCKET|ConnectionClosed|PREMATURE_CLOSE|terminated/,
    "lost",
    "the connection closed before the response was complete",
  ],
];

/** Returns the error codes and messages of an error and its causes as one text. */
function textsOf(error: unknown): string {
  const texts: string[] = [];
  for (let at = error, depth = 0; at && depth < 4; depth++) {
    const { code, cause } = at as { code?: unknown; cause?: unknown };
    texts.push(String(code ?? ""), messageOf(at));
    at = cause;
  }
  return texts.join("\n");
}

/**
 * Returns the mark by which Next recognises its own errors: its `fetch` throws one to say that a page cannot be static.
 * An error that has it is passed on with the mark, and no other attempt is made.
 */
function digestOf(error: unknown): string | undefined {
  for (let at = error, depth = 0; at && depth < 4; depth++) {
    const { digest, cause } = at as { digest?: unknown; cause?: unknown };
    if (typeof digest === "string") return digest;
    at = cause;
  }
  return undefined;
}

/** Returns what an error that `fetch` or a stream threw means. */
export function failureOf(error: unknown): Failure {
  if (error instanceof SchematicError) return { kind: "final", reason: error.message };
  if (digestOf(error) !== undefined) return { kind: "final", reason: messageOf(error).slice(0, 200) };
  const texts = textsOf(error);
  const code = /^[A-Z][A-Z_]{3,}$/m.exec(texts)?.[0];
  const known = REASONS.find(([pattern]) => pattern.test(texts));
  if (!known) return { kind: "lost", reason: messageOf(error).slice(0, 200) };
  return { kind: known[1], reason: code ? `${known[2]} (${code})` : known[2] };
}

/** Returns `text` without the API key. */
export function redact(key: string, text: string): string {
  return text.replaceAll(key, "***");
}

/** A call whose attempts ended without a response. */
interface Unanswered {
  readonly method: string;
  readonly path: string;
  readonly url: string;
  readonly key: string;
}

/** Returns the error for a call without a response. Errors of ky hold the request, so they do not become the cause. */
export function unanswered({ method, path, url, key }: Unanswered, error: unknown): SchematicError {
  if (error instanceof SchematicError) return error;
  const call = `${method} ${path}`;
  if ((error as { name?: unknown } | null)?.name === "TimeoutError")
    return new SchematicTimeoutError(`Timeout exceeded when calling ${call}.`);
  const { host } = new URL(url);
  const failed = new SchematicError({
    message: redact(key, `${call}: no response from ${host}: ${failureOf(error).reason}`),
    code: "network_error",
    cause: typeof error === "string" ? redact(key, error) : error,
  });
  const digest = digestOf(error);
  if (digest !== undefined) Object.defineProperty(failed, "digest", { value: digest });
  return failed;
}
