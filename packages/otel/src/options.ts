import type { Attributes, Meter, Tracer } from "@opentelemetry/api";

/** The part of a logger of `@opentelemetry/api-logs` that is used. It is recognized by shape. */
export interface EventLogger {
  emit(record: { eventName: string; attributes: Attributes }): void;
}

/** Everything is off unless it is given. */
export interface SchematicOtelOptions {
  /** Creates a span for each check and each REST attempt. */
  tracer?: Tracer;
  /** Creates the metrics. */
  meter?: Meter;
  /** Emits a log event `feature_flag.evaluation` for each check. */
  logger?: EventLogger;
  /** True: adds an event `feature_flag.evaluation` to the span that is active when a check begins. */
  spanEvents?: boolean;
  /** Schematic environment id, reported as `feature_flag.set.id`. */
  environment?: string;
}
