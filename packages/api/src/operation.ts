import { decode } from "./codec/decode";
import { encode } from "./codec/encode";
import type { Table } from "./codec/table";
import { SchematicError } from "./errors/schematic-error";
import type { ApiPromise } from "./transport/api-promise";
import type { RequestOptions } from "./transport/options";
import type { Call, Transport } from "./transport/transport";

/** What an operation answers with: a table for JSON, nothing, or a stream. */
export type Answer = Table | "void" | "stream";

/** What an operation takes besides path parameters: nothing, a query (1), a body as it is (2) or by its table. */
export type Input = undefined | 1 | 2 | Table;

function pathOf(path: string, parameters: unknown[]): string {
  return path.replace(/{(\w+)}/g, (_, name: string) => {
    const value = parameters.shift();
    const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
    // Dot segments would be resolved away, and another operation called.
    if (!text.trim() || text === "." || text === "..") {
      throw new SchematicError({
        message: `path parameter ${name} of ${path} is ${text ? "not allowed" : "missing"}: give a non-empty string`,
        code: "invalid_path_parameter",
      });
    }
    return encodeURIComponent(text);
  });
}

/**
 * Makes the function of one operation. It takes the transport, the path parameters, the request where
 * there is one, and request options; the signature is given where it is exported.
 */
// biome-ignore lint/suspicious/noExplicitAny: each exported operation declares its own signature.
export function op(method: string, path: string, answer: Answer, input?: Input, constants?: object): any {
  return (transport: Transport, ...args: unknown[]): ApiPromise<unknown> => {
    const options = args[(path.match(/{/g)?.length ?? 0) + (input ? 1 : 0)] as RequestOptions | undefined;
    return transport.request<unknown>(() => {
      const url = pathOf(path, args);
      const request = input ? (args[0] ?? {}) : undefined;
      const body = typeof input === "object" ? encode(request, input) : request;
      const call: Call = {
        method,
        path,
        url,
        ...(input === 1
          ? { query: request as object }
          : input && { body: constants ? { ...(body as object), ...constants } : body }),
        stream: answer === "stream",
      };
      if (typeof answer !== "object") return answer === "void" ? { ...call, decode: () => undefined } : call;
      return { ...call, decode: (json) => decode(expectObject(json, call), answer) };
    }, options);
  };
}

function expectObject(json: unknown, { method, path }: Call): unknown {
  if (typeof json === "object" && json !== null) return json;
  throw new SchematicError({
    message: `${method} ${path}: the answer holds no JSON object`,
    code: "invalid_response",
    body: json,
  });
}
