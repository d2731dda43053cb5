export type { ObservedClient } from "./client-metrics";
export type { EventLogger, SchematicOtelOptions } from "./options";
export { type SchematicOtel, schematicOtel } from "./otel";
export type { RestAttempt, RestAttemptResult, RestHooks } from "./rest-telemetry";
