import type { Attributes } from "@opentelemetry/api";
import type { Hook } from "@schematic/core";
import { checkHook } from "./check-hook";
import { clientMetrics, type ObservedClient } from "./client-metrics";
import type { SchematicOtelOptions } from "./options";
import { type RestHooks, restTelemetry } from "./rest-telemetry";

/** Telemetry for one or more Schematic clients. */
export interface SchematicOtel {
  /** Reports each check. Pass it in the client's option `hooks`. */
  readonly hook: Hook;
  /** Reports each REST attempt. Pass it in the option `hooks` of `@schematic/api`. */
  readonly restHooks: RestHooks;
  /**
   * Reports a client's event queue, data age and connection whenever metrics are collected. It needs no hook. Give
   * attributes to tell several clients apart. Returns the function that ends it.
   */
  observe(client: ObservedClient, attributes?: Attributes): () => void;
}

/**
 * Connects Schematic clients to OpenTelemetry. Only what the options give is reported. Nothing here throws: an error of
 * a tracer, meter or logger goes to OpenTelemetry's `diag` logger, and the check or request continues.
 */
export function schematicOtel(options: SchematicOtelOptions): SchematicOtel {
  return {
    hook: checkHook(options),
    restHooks: restTelemetry(options),
    observe: clientMetrics(options.meter),
  };
}
