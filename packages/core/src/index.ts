export { SchematicError, type SchematicErrorOptions, SchematicTimeoutError } from "@schematic/api";
export { LocalCache, type LocalCacheOptions } from "./cache/local";
export type { BrowserFlag } from "./client/browser-flag";
export { SchematicClient } from "./client/client";
export type { CheckFlagWithEntitlementOptions, IdentifyOptions, TrackOptions } from "./client/method-options";
export type { Scope, ScopeOptions } from "./client/scope";
export type { ClientEvents, ClientStatus } from "./client/status";
export * from "./contracts/index";
export { DEFAULTS, type Defaults, HOSTS } from "./defaults";
export type { CheckContext } from "./evaluation/input/context";
export type { CheckFlagOptions } from "./evaluation/input/read-input";
export type {
  CheckFlagWithEntitlementResponse,
  CheckOptions,
  CheckResult,
  FlagCheckResult,
  TrackWithReservationOptions,
} from "./evaluation/results";
export * from "./events/index";
export { ConsoleLogger, LogLevel } from "./log/console";
export type { CacheProvidersOptions, ClientOptions, EventOptions } from "./options/types";
export type { OptionProblem } from "./options/validate";
export { systemClock } from "./platform/clock";
