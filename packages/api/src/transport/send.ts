import { withDeadline } from "@schematic-internal/kit";
import { SchematicError, SchematicTimeoutError } from "../errors/schematic-error";
import type { WithRawResponse } from "./api-promise";
import { attempts } from "./attempts";
import { checkRequestOptions, limitsOf } from "./check-options";
import { checkEnvironment } from "./load-ky";
import type { RequestOptions, TransportOptions } from "./options";
import { prepare } from "./prepare";
import { invalid } from "./resolve";
import { resultOf } from "./result";
import { repeatRule } from "./retry";
import { isStream } from "./streams";

/** The form in which a call wants its response, see `Call.expects`. */
export type Expected = "json" | "stream" | "response";

/** One request, complete except for what the transport adds. */
export interface Call<T = unknown> {
  readonly method: string;
  /** Path with the names of its parameters, for messages and hooks. */
  readonly path: string;
  /** Target of the request: a path below the base URL, or an absolute URL. Default: `path`. */
  readonly url?: string;
  /** Query parameters in public form. */
  readonly query?: object | null | undefined;
  /** Body in wire form, sent as JSON. */
  readonly body?: unknown;
  /** Returns the result for the parsed response (`undefined` if it was empty). Default: the response as it is. */
  readonly decode?: (answer: unknown) => T | Promise<T>;
  /** True for a POST that only reads: it may be sent again after any failure. */
  readonly readOnly?: true;
  /**
   * Location of the idempotency key in the body, by wire name: `idempotency_key`, or `events[].idempotency_key` for
   * one in each item of a list.
   */
  readonly idempotencyField?: string;
  /**
   * `"only-if-not-executed"` for a request that could charge or grant twice if the server carried it out twice.
   * Default: the method decides.
   */
  readonly repeat?: "only-if-not-executed";
  /**
   * The argument of `decode`: `json`, the parsed body of a success; `stream`, the unread body of a success as a web
   * stream; `response`, the response of any status, its body unread. Default `json`.
   */
  readonly expects?: Expected;
  /** More options for `fetch`. */
  readonly init?: RequestInit;
}

/** Runs code that reads values of the caller. What they throw becomes an error of ours. */
async function reading<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw cause instanceof SchematicError ? cause : invalid(`${name}: the request cannot be read`, cause);
  }
}

/** Sends a call. Resolves to its result, or rejects with a `SchematicError`. */
export async function send<T>(
  client: TransportOptions,
  makeCall: () => Call<T>,
  given: RequestOptions | null | undefined,
): Promise<WithRawResponse<T>> {
  const options = given ?? {};
  checkRequestOptions(options);
  checkEnvironment(!!client.fetch);
  const limits = limitsOf(client, options);
  const call = await reading("operation", makeCall);
  const { method, path, init } = call;
  const name = `${method} ${path}`;
  // Functions that supply options belong to the caller and may hang.
  const outgoing = await withDeadline(
    reading(name, () => prepare(client, call, options)),
    {
      timeoutMs: limits.timeoutMs,
      onTimeout: () => {
        throw new SchematicTimeoutError(
          `Timeout exceeded when calling ${name}: a function among the options`,
        );
      },
    },
  );
  const answer = await attempts({
    ...outgoing,
    client,
    method,
    path,
    expects: call.expects ?? "json",
    signal: options.abortSignal ?? init?.signal ?? null,
    // A stream can be sent once.
    limits: isStream(init?.body) ? { ...limits, maxRetries: 0 } : limits,
    rule: repeatRule(call),
  });
  return resultOf(call, answer, outgoing.key);
}
