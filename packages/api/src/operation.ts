import { decode } from "./codec/decode-response";
import { encode } from "./codec/encode";
import type { Table } from "./codec/table";
import { SchematicError } from "./errors/schematic-error";
import { type ApiPromise, apiPromise } from "./transport/api-promise";
import type { RequestOptions } from "./transport/options";
import type { Call } from "./transport/send";
import type { Transport } from "./transport/transport";

/** Describes one operation of the REST API. Specifications are generated, see `generated/resources`. */
export interface OperationSpec extends Pick<Call, "readOnly" | "idempotencyField" | "repeat"> {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path with the names of its parameters, as in `/companies/{company_id}`. */
  readonly path: string;
  /** True if the operation takes a request that is sent as query parameters. */
  readonly query?: true;
  /** Table of the request if it is sent as the body; `"verbatim"` sends the body as it is. */
  readonly body?: Table | "verbatim";
  /** Fields of the body that are the same in every call, in wire form. */
  readonly constants?: object;
  /** Table of the answer, or `"stream"`. Without it, the operation resolves to undefined. */
  readonly response?: Table | "stream";
}

/** Signature of every operation: the transport, path parameters, the request if it takes one, request options. */
type Operation = (transport: Transport, ...args: never[]) => ApiPromise<unknown>;

/**
 * Returns the function of one operation. Its signature is declared where it is exported. The promise that it
 * returns rejects with a `SchematicError`: `invalid_options` or `invalid_path_parameter` for wrong arguments,
 * otherwise what `Transport.request` rejects with.
 */
export function operation<F extends Operation>(spec: OperationSpec): F {
  const takesRequest = spec.query !== undefined || spec.body !== undefined;
  const call: Operation = (transport, ...args: unknown[]) => {
    const names = [...spec.path.matchAll(/{(\w+)}/g)].map(([, name]) => name as string);
    const values = args.slice(0, names.length);
    const [request, options] = takesRequest ? args.slice(names.length) : [undefined, args[names.length]];
    if (typeof transport?.request !== "function") return apiPromise(Promise.reject(noTransport(spec)));
    const makeCall = (): Call<unknown> => ({
      ...callOf(spec, request),
      url: fillPath(spec.path, names, values),
    });
    return transport.request<unknown>(makeCall, options as RequestOptions | undefined);
  };
  return call as F;
}

function noTransport({ method, path }: OperationSpec): SchematicError {
  return new SchematicError({
    message: `${method} ${path}: pass a transport of createTransport() as the first argument`,
    code: "invalid_options",
  });
}

/** Replaces the parameters of a path by their values. Encoded text has no `$`, so it is no replacement pattern. */
function fillPath(path: string, names: readonly string[], values: readonly unknown[]): string {
  return names.reduce((filled, name, i) => filled.replace(`{${name}}`, segment(path, name, values[i])), path);
}

/** Returns a path parameter as it is sent. Only a non-empty text or a number makes a segment of its own. */
function segment(path: string, name: string, value: unknown): string {
  const text = typeof value === "number" || typeof value === "bigint" ? `${value}` : value;
  // Dot segments would be resolved, and another operation would be called.
  if (typeof text === "string" && !/^\s*$|^\.\.?$/.test(text)) {
    try {
      return encodeURIComponent(text);
    } catch {
      // A lone surrogate; reported below.
    }
  }
  throw new SchematicError({
    message: `${path}: ${name} must be a non-empty string of valid Unicode other than "." and ".."`,
    code: "invalid_path_parameter",
  });
}

/** Returns what the transport needs for one call, except for the URL. */
function callOf(spec: OperationSpec, request: unknown): Call<unknown> {
  const { query: _query, body: _body, constants: _constants, response, ...marks } = spec;
  const call = { ...marks, ...sentOf(spec, request) };
  if (response === "stream") return { ...call, expects: "stream" };
  return { ...call, decode: (answer) => response && decodeAnswer(spec, response, answer) };
}

/** Returns the query or the body of a call. */
function sentOf(spec: OperationSpec, request: unknown): { query?: object; body?: object } {
  const { method, path, query, body, constants } = spec;
  if (!query && !body) return {};
  const given = request ?? {};
  if (typeof given !== "object" || Array.isArray(given)) {
    throw new SchematicError({
      message: `${method} ${path}: the request must be an object`,
      code: "invalid_options",
    });
  }
  if (!body) return { query: given };
  const encoded = body === "verbatim" ? given : (encode(given, body) as object);
  return { body: { ...encoded, ...constants } };
}

function decodeAnswer({ method, path }: OperationSpec, table: Table, answer: unknown): unknown {
  if (answer && typeof answer === "object" && !Array.isArray(answer)) return decode(answer, table);
  throw new SchematicError({
    message: `${method} ${path}: the response is not a JSON object`,
    code: "invalid_response",
    body: answer,
  });
}
