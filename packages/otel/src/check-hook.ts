import { context, type Span, SpanStatusCode, trace } from "@opentelemetry/api";
import type { Hook, HookContext, HookResult } from "@schematic/core";
import { checkAttributes } from "./check-attributes";
import * as names from "./names";
import type { SchematicOtelOptions } from "./options";
import { safely } from "./safely";

/** A check between its begin and its end. */
interface Begun {
  /** The span of the check itself. */
  span?: Span | undefined;
  /** The span that was active when the check began. */
  parent?: Span | undefined;
}

/** Returns the hook that reports each check: as a span, a span event, a log event and in the metrics. */
export function checkHook(options: SchematicOtelOptions): Hook {
  const { tracer, meter, logger, spanEvents, environment } = options;
  const checks = safely("creating a counter", () =>
    meter?.createCounter(names.CHECKS, { description: "Flag checks", unit: "{check}" }),
  );
  const duration = safely("creating a histogram", () =>
    meter?.createHistogram(names.CHECK_DURATION, { description: "Duration of flag checks", unit: "s" }),
  );
  const begun = new WeakMap<HookContext, Begun>();

  return {
    name: "schematic-otel",
    before(check) {
      if (tracer === undefined && !spanEvents) return;
      safely("starting a span", () => {
        const active = context.active();
        begun.set(check, {
          parent: spanEvents ? trace.getSpan(active) : undefined,
          span: tracer?.startSpan(
            "schematic.check",
            { attributes: { [names.FLAG_KEY]: String(check.flagKey) } },
            active,
          ),
        });
      });
    },
    finally(check, result: HookResult) {
      const { flagKey } = check;
      const { value, source, durationMs } = result;
      const measured = {
        [names.FLAG_KEY]: String(flagKey),
        [names.FLAG_VALUE]: value,
        [names.CHECK_SOURCE]: source,
      };
      safely("counting a check", () => checks?.add(1, measured));
      safely("measuring a check", () => duration?.record(durationMs / 1_000, measured));
      const { span, parent } = begun.get(check) ?? {};
      if (span === undefined && parent === undefined && logger === undefined) return;
      const attributes =
        safely("describing a check", () => checkAttributes(check, result, environment)) ?? {};
      safely("adding a span event", () => parent?.addEvent(names.EVALUATION_EVENT, attributes));
      safely("emitting a log event", () => logger?.emit({ eventName: names.EVALUATION_EVENT, attributes }));
      safely("ending a span", () => {
        span?.setAttributes(attributes);
        const error = attributes[names.ERROR_MESSAGE];
        if (error !== undefined) span?.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
      });
      safely("ending a span", () => span?.end());
    },
  };
}
