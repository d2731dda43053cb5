import ky from "ky";
import { SchematicError } from "../errors/schematic-error";
import { SchematicTimeoutError } from "../errors/timeout-error";
import type { AttemptInfo, AttemptResult, TransportHooks } from "./hooks";
import { isRetryable, retryDelay } from "./retry";

/** All that the attempts of one call need. */
export interface Plan {
  readonly method: string;
  readonly path: string;
  readonly url: string;
  readonly init: RequestInit & { headers: Record<string, string> };
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly signal: AbortSignal | null | undefined;
  readonly fetch: typeof fetch | undefined;
  readonly hooks: TransportHooks | undefined;
  /** Whether the body of this response is left to the caller, out of the time-out's reach. */
  unread(response: Response): boolean;
  redact(text: string): string;
}

/** The last response, and its text unless it was left unread. */
export interface Outcome {
  readonly response: Response;
  readonly text: string | undefined;
}

/** Largest delay that a timer can hold, ms. */
const MAX_TIMER_MS = 2_147_483_647;

function quietly(hook: () => void): void {
  try {
    hook();
  } catch {
    // An observer must not fail what it observes.
  }
}

/** One attempt, with its hooks. Reads the answer, so that the time-out holds for that too. */
async function attempt(plan: Plan, count: number, signal: AbortSignal): Promise<Outcome> {
  const { method, path, url, init, hooks } = plan;
  const info: AttemptInfo = { method, path, url, attempt: count };
  const headers = { ...init.headers };
  quietly(() =>
    hooks?.beforeAttempt?.(info, (name, value) => {
      headers[name.toLowerCase()] = value;
    }),
  );
  const start = performance.now();
  const report = (result: Omit<AttemptResult, "durationMs">) =>
    quietly(() => hooks?.afterAttempt?.(info, { ...result, durationMs: performance.now() - start }));
  try {
    const response = await (plan.fetch ?? fetch)(url, { ...init, method, headers, signal });
    const text = plan.unread(response) ? undefined : await response.text();
    const requestId = response.headers.get("x-request-id");
    report({ status: response.status, ...(requestId && { requestId }) });
    return { response, text };
  } catch (error) {
    report({ error });
    throw error;
  }
}

/** Makes attempts until one counts. An answer of any status is an outcome; no answer is an error. */
export async function attempts(plan: Plan): Promise<Outcome> {
  let last: Outcome | undefined;
  let count = 0;
  try {
    await ky(plan.url, {
      method: plan.method,
      timeout: Math.min(plan.timeoutMs, MAX_TIMER_MS),
      ...(plan.signal && { signal: plan.signal }),
      retry: {
        limit: plan.maxRetries,
        methods: [plan.method as "get"],
        shouldRetry: () => last !== undefined && isRetryable(last.response.status),
        delay: () => (last ? retryDelay(last.response.headers, count, Date.now(), Math.random()) : 0),
      },
      fetch: async (request) => {
        // A body that nobody will read holds its connection.
        if (last && last.text === undefined) await last.response.body?.cancel();
        last = undefined;
        last = await attempt(plan, ++count, (request as Request).signal);
        return last.response;
      },
    });
  } catch (error) {
    if (plan.signal?.aborted) {
      throw new SchematicError({
        message: "The user aborted a request",
        code: "aborted",
        cause: plan.signal.reason,
      });
    }
    if (!last) throw unanswered(plan, error);
  }
  return last as Outcome;
}

/** The error for a call that got no answer. ky's own errors hold the request, so they are no cause. */
function unanswered({ method, path, redact }: Plan, error: unknown): SchematicError {
  const { name, message } = error as Partial<Error>;
  if (name === "TimeoutError")
    return new SchematicTimeoutError(`Timeout exceeded when calling ${method} ${path}.`);
  return new SchematicError({
    message: redact(`${method} ${path} got no answer: ${message ?? error}`),
    code: "network_error",
    cause: error,
  });
}
