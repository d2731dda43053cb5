import { context, diag, type Meter, type Tracer, trace } from "@opentelemetry/api";
import type { Logger } from "@opentelemetry/api-logs";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  InMemoryLogRecordExporter,
  LoggerProvider,
  type ReadableLogRecord,
  SimpleLogRecordProcessor,
} from "@opentelemetry/sdk-logs";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
  type ResourceMetrics,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";

export interface Point {
  value: unknown;
  attributes: Record<string, unknown>;
}

/** OpenTelemetry with exporters in memory. */
export class Telemetry {
  readonly #spanExporter = new InMemorySpanExporter();
  readonly #logExporter = new InMemoryLogRecordExporter();
  readonly #metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  readonly #reader = new PeriodicExportingMetricReader({
    exporter: this.#metricExporter,
    exportIntervalMillis: 3_600_000,
  });
  readonly #tracers = new BasicTracerProvider({
    spanProcessors: [new SimpleSpanProcessor(this.#spanExporter)],
  });
  readonly #loggers = new LoggerProvider({
    processors: [new SimpleLogRecordProcessor({ exporter: this.#logExporter })],
  });
  readonly #meters = new MeterProvider({ readers: [this.#reader] });
  readonly tracer: Tracer = this.#tracers.getTracer("test");
  readonly meter: Meter = this.#meters.getMeter("test");
  readonly logger: Logger = this.#loggers.getLogger("test");

  constructor() {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  }

  spans(): ReadableSpan[] {
    return this.#spanExporter.getFinishedSpans();
  }

  logs(): ReadableLogRecord[] {
    return this.#logExporter.getFinishedLogRecords();
  }

  /** Collects the metrics. */
  async metrics(): Promise<ResourceMetrics[]> {
    this.#metricExporter.reset();
    await this.#reader.forceFlush();
    return this.#metricExporter.getMetrics();
  }

  /** Collects the metrics and returns the points of one of them. */
  async points(name: string): Promise<Point[]> {
    const collected = await this.metrics();
    const metrics = collected.flatMap(({ scopeMetrics }) => scopeMetrics).flatMap((scope) => scope.metrics);
    const points = metrics
      .filter((one) => one.descriptor.name === name)
      .flatMap((one) => one.dataPoints as Point[]);
    return points;
  }

  async shutdown(): Promise<void> {
    context.disable();
    trace.disable();
    diag.disable();
    await Promise.all([this.#tracers.shutdown(), this.#loggers.shutdown(), this.#meters.shutdown()]);
  }
}
