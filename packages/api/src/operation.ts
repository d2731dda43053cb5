import { decode } from "./codec/decode";
import { encode } from "./codec/encode";
import type { Table } from "./codec/table";
import { errorFromResponse } from "./errors/from-response";
import { SchematicError } from "./errors/schematic-error";
import type { ApiPromise } from "./transport/api-promise";
import type { RequestOptions } from "./transport/options";
import type { Call } from "./transport/send";
import type { Transport } from "./transport/transport";

/** What an operation answers with: JSON by its table, or nothing. */
export type Answer = Table | 0;

/** What an operation takes besides path parameters: nothing, a query (1), a body as it is (2) or by its table. */
export type Input = undefined | 1 | 2 | Table;

/** Puts the leading arguments into a path. */
function pathOf(path: string, args: unknown[]): string {
  return path.replace(/{(\w+)}/g, (_, name: string) => {
    const text = String(args.shift() ?? "");
    // Dot segments would be resolved away, and another operation called.
    if (/^\s*$|^\.\.?$/.test(text)) {
      throw new SchematicError({
        message: `${path}: ${name} must be a non-empty string`,
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
export function op(method: string, path: string, table: Answer, input?: Input, constants?: object): any {
  return (transport: Transport, ...args: unknown[]): ApiPromise<unknown> => {
    const options = args[path.split("{").length - (input ? 0 : 1)] as RequestOptions | undefined;
    return transport.request<unknown>(() => {
      const url = pathOf(path, args);
      const request = input && (args[0] ?? {});
      return {
        method,
        path,
        url,
        ...(input === 1
          ? { query: request as object }
          : input && {
              body: { ...((input === 2 ? request : encode(request, input)) as object), ...constants },
            }),
        decode: (answer) => {
          if (table && !(answer && typeof answer === "object")) {
            throw new SchematicError({
              message: `${method} ${path}: the answer is no JSON object`,
              code: "invalid_response",
              body: answer,
            });
          }
          return table ? decode(answer, table) : undefined;
        },
      };
    }, options);
  };
}

/** As `op`, for an operation that answers with a file. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
export function streamOp(method: string, path: string): any {
  return (transport: Transport, ...args: unknown[]): ApiPromise<unknown> => {
    const options = args[path.split("{").length - 1] as RequestOptions | undefined;
    const call = (): Call<Promise<Response["body"]>> => ({
      method,
      path,
      url: pathOf(path, args),
      init: {},
      decode: async (answer) => {
        const response = answer as Response;
        if (!response.ok) throw errorFromResponse(`${method} ${path}`, await response.text(), response);
        return response.body;
      },
    });
    return transport.request(call, options);
  };
}
