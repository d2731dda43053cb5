import type { Attributes, BatchObservableResult, Meter } from "@opentelemetry/api";
import type { SchematicClient } from "@schematic/core";
import * as names from "./names";
import { safely } from "./safely";

/** The methods of a `SchematicClient` from which metrics are read. */
export type ObservedClient = Pick<SchematicClient, "on" | "status">;

/** Observes a client and returns the function that ends it. */
export type Observe = (client: ObservedClient, attributes?: Attributes) => () => void;

const CONNECTED: ReadonlySet<string> = new Set(["priming", "ready"]);

function instrumentsOf(meter: Meter) {
  const events = { unit: "{event}" };
  return {
    queued: meter.createObservableGauge(names.EVENTS_QUEUED, { ...events, description: "Events that wait" }),
    inFlight: meter.createObservableGauge(names.EVENTS_IN_FLIGHT, {
      ...events,
      description: "Events in requests",
    }),
    delivered: meter.createObservableCounter(names.EVENTS_DELIVERED, {
      ...events,
      description: "Events delivered",
    }),
    dropped: meter.createObservableCounter(names.EVENTS_DROPPED, {
      ...events,
      description: "Events dropped",
    }),
    dataAge: meter.createObservableGauge(names.DATA_AGE, { unit: "s", description: "Age of the local data" }),
    connected: meter.createObservableGauge(names.STREAM_CONNECTED, {
      description: "1 while the local source is connected, otherwise 0",
    }),
  };
}

/**
 * Returns a function that reports a client's queue, data age and connection whenever metrics are collected. The figures
 * come from `status()`, so checks become no slower.
 */
export function clientMetrics(meter: Meter | undefined): Observe {
  const instruments = meter && safely("creating instruments", () => instrumentsOf(meter));
  if (meter === undefined || instruments === undefined) return () => () => {};
  const all = Object.values(instruments);

  return (client, attributes = {}) => {
    const dropped = new Map<string, number>();
    const collect = (result: BatchObservableResult): void => {
      const { events, connection, dataAgeMs } = client.status();
      result.observe(instruments.queued, events.queued, attributes);
      result.observe(instruments.inFlight, events.inFlight, attributes);
      result.observe(instruments.delivered, events.delivered, attributes);
      for (const [reason, count] of dropped)
        result.observe(instruments.dropped, count, { ...attributes, [names.DROP_REASON]: reason });
      if (connection !== undefined)
        result.observe(instruments.connected, CONNECTED.has(connection.state) ? 1 : 0, attributes);
      if (dataAgeMs !== undefined && Number.isFinite(dataAgeMs))
        result.observe(instruments.dataAge, dataAgeMs / 1_000, attributes);
    };
    const guarded = (result: BatchObservableResult): void =>
      void safely("collecting metrics", () => collect(result));
    const stopCounting = client.on("drop", ({ reason, count }) => {
      if (count > 0) dropped.set(reason, (dropped.get(reason) ?? 0) + count);
    });
    safely("observing a client", () => meter.addBatchObservableCallback(guarded, all));
    return () => {
      stopCounting();
      safely("ending an observation", () => meter.removeBatchObservableCallback(guarded, all));
    };
  };
}
