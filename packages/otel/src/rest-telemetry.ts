import { type Attributes, context, type Span, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import * as names from "./names";
import type { SchematicOtelOptions } from "./options";
import { safely } from "./safely";

/** One attempt of a REST call, as the hooks of `@schematic/api` describe it. */
export interface RestAttempt {
  readonly method: string;
  readonly path: string;
  readonly url: string;
  readonly attempt: number;
}

/** Result of an attempt, as the hooks of `@schematic/api` describe it. */
export interface RestAttemptResult {
  readonly status?: number;
  readonly error?: unknown;
  readonly durationMs: number;
}

/** Hooks for `new SchematicApi({ hooks })` and `createTransport({ hooks })` of `@schematic/api`. */
export interface RestHooks {
  beforeAttempt(attempt: RestAttempt): void;
  afterAttempt(attempt: RestAttempt, result: RestAttemptResult): void;
}

const DEFAULT_PORTS: Record<string, number> = { "http:": 80, "https:": 443 };

/** Returns what identifies the route. The URL itself is left out, since its query may contain lookup keys. */
function routeAttributes({ method, path, url, attempt }: RestAttempt): Attributes {
  const { hostname, port, protocol } = new URL(url);
  const attributes: Attributes = {
    [names.HTTP_METHOD]: method,
    [names.URL_TEMPLATE]: path,
    [names.SERVER_ADDRESS]: hostname,
    [names.SERVER_PORT]: Number(port) || DEFAULT_PORTS[protocol] || 0,
  };
  if (attempt > 1) attributes[names.HTTP_RESEND_COUNT] = attempt - 1;
  return attributes;
}

/** Returns the error type of an attempt: the status if it is one of failure, else the error's code or name. */
function errorTypeOf({ status, error }: RestAttemptResult): string | undefined {
  if (status !== undefined && status >= 400) return String(status);
  if (error === undefined) return undefined;
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return String(code ?? name ?? "_OTHER");
}

/** Returns the hooks that report each REST attempt as a client span and in `http.client.request.duration`. */
export function restTelemetry({ tracer, meter }: SchematicOtelOptions): RestHooks {
  const duration = safely("creating a histogram", () =>
    meter?.createHistogram(names.HTTP_DURATION, { description: "Duration of REST attempts", unit: "s" }),
  );
  const spans = new WeakMap<RestAttempt, Span>();
  return {
    beforeAttempt(attempt) {
      if (tracer === undefined) return;
      safely("starting a span", () => {
        const name = `${attempt.method} ${attempt.path}`;
        const options = { kind: SpanKind.CLIENT, attributes: routeAttributes(attempt) };
        spans.set(attempt, tracer.startSpan(name, options, context.active()));
      });
    },
    afterAttempt(attempt, result) {
      safely("ending a span", () => {
        const outcome: Attributes = {};
        if (result.status !== undefined) outcome[names.HTTP_STATUS] = result.status;
        const errorType = errorTypeOf(result);
        if (errorType !== undefined) outcome[names.ERROR_TYPE] = errorType;
        duration?.record(result.durationMs / 1_000, { ...routeAttributes(attempt), ...outcome });
        const span = spans.get(attempt);
        span?.setAttributes(outcome);
        if (errorType !== undefined) span?.setStatus({ code: SpanStatusCode.ERROR, message: errorType });
      });
      safely("ending a span", () => spans.get(attempt)?.end());
    },
  };
}
