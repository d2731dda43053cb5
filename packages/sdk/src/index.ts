export * as Schematic from "@schematic/api/types";
export { RedisCacheProvider, type RedisClient } from "@schematic/cache-redis";
export {
  type BrowserFlag,
  type CacheProvider,
  type CheckFlagOptions,
  type CheckFlagWithEntitlementOptions,
  type CheckFlagWithEntitlementResponse,
  type CheckOptions,
  type CheckResult,
  type ClientStatus,
  type Clock,
  ConsoleLogger,
  type EventOptions,
  type FlagCheckResult,
  type FlagSource,
  type Hook,
  type IdentifyOptions,
  LocalCache,
  type Logger,
  LogLevel,
  type OnAcquireFailure,
  type Reservation,
  SchematicError,
  SchematicTimeoutError,
  type Scope,
  type ScopeOptions,
  type SocketFactory,
  type TrackOptions,
  type TrackWithReservationOptions,
} from "@schematic/core";
export type { CreditLeaseMode, CreditLeaseOverride } from "@schematic/credits";
export {
  computeHexSignature,
  computeSignature,
  verifySignature,
  verifyWebhookSignature,
  WEBHOOK_SIGNATURE_HEADER,
  WEBHOOK_TIMESTAMP_HEADER,
  WebhookSignatureError,
} from "@schematic/webhooks";
export { SchematicClient } from "./client";
export { RulesEngineClient } from "./engine-client";
export { SchematicEnvironment } from "./environments";
export type {
  CreditLeaseConfig,
  DataStreamConfig,
  SchematicOptions,
} from "./options";
