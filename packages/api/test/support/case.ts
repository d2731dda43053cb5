import type { Operation } from "./schema";
import { answerValue, requestValue, type ValueShape } from "./values";

/** One operation with one shape of values: what it is called with, and the response of the server. */
export interface Case {
  name: string;
  operation: Operation;
  args: unknown[];
  answer(): Response;
}

const ROWS = "a_b,aB\n1,2\n";

export function caseOf(operation: Operation, shape: ValueShape): Case {
  const { resource, name, pathParams, request, result } = operation;
  const args: unknown[] = Array.from({ length: pathParams }, (_, i) =>
    shape === "extreme" ? "a/ü b?#%" : `id_${i}`,
  );
  if (request) args.push(requestValue(request, shape));
  const status = result === "void" ? 204 : 200;
  const text =
    result === "void" ? null : result === "stream" ? ROWS : JSON.stringify(answerValue(result, shape));
  return {
    name: `${resource}.${name} (${shape})`,
    operation,
    args,
    answer: () =>
      new Response(text, {
        status,
        headers: { "content-type": result === "stream" ? "text/csv" : "application/json" },
      }),
  };
}
