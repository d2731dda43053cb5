/**
 * Entry point `@schematic/core/internal`: what the other packages of this repository share with the client.
 *
 * Unstable: names here change or disappear in any release, patches included. Programs import from `@schematic/core`.
 */
export type { CacheWatcher, SharedCache } from "./contracts/cache";
export type {
  CreditCase,
  CreditCheckAnswer,
  CreditCheckOptions,
  CreditCondition,
  CreditEvaluation,
  CreditGate,
  CreditGateFactory,
  CreditHost,
} from "./contracts/credits";
export type {
  EngineCompanyPatch,
  EngineHandle,
  EntityKind,
  EvaluateOptions,
  RulesEngine,
} from "./contracts/engine";
export type { EventMetadata, EventSink, EventType, JournaledQueue, QueuedEvent } from "./contracts/events";
export type { SocketFactory, SocketLike } from "./contracts/socket";
export type { FlagSourceCaches } from "./contracts/source";
export { DEFAULTS, type Defaults, HOSTS } from "./defaults";
export { EventQueue } from "./events/event-queue";
export type { EventQueueOptions } from "./events/options";
export { assertClientOptions, CLIENT_OPTIONS } from "./options/client-options";
export * from "./options/fields";
export { assertOptions } from "./options/validate";
export { systemClock } from "./platform/clock";
