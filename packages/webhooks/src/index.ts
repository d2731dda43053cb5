export {
  type RawBody,
  type SignedDelivery,
  verifyDelivery,
  verifyDeliverySync,
} from "./core/check";
export { type WebhookErrorCode, WebhookSignatureError } from "./core/errors";
export {
  WEBHOOK_SIGNATURE_HEADER,
  WEBHOOK_SIGNATURE_VERSION_HEADER,
  WEBHOOK_TIMESTAMP_HEADER,
  type WebhookHeaders,
} from "./core/headers";
export type { VerifyOptions, VerifySettings, WebhookSecrets } from "./core/options";
export {
  computeHexSignature,
  computeSignature,
  type SignatureBytes,
  type VerifyWebhookSignatureOptions,
  verifySignature,
  verifyWebhookSignature,
  type WebhookRequest,
} from "./dropin";
export {
  decodeWebhook,
  type UnknownWebhookAction,
  type UnknownWebhookEvent,
  type WebhookAction,
  type WebhookEnvelope,
  type WebhookEvent,
  type WebhookEventOf,
} from "./events";
export {
  createWebhookHandler,
  type NodeResponseLike,
  WebhookHandler,
  type WebhookListener,
  type WebhookResult,
} from "./handler";
export type { WebhookFailure, WebhookHandlerOptions, WebhookHandlerSettings } from "./handler-options";
export { type KvNamespaceLike, type KvReplayStoreOptions, kvReplayStore } from "./replay/kv";
export { type MemoryReplayStoreOptions, memoryReplayStore } from "./replay/memory";
export {
  type IoredisLike,
  type NodeRedisLike,
  type RedisReplayStoreOptions,
  redisReplayStore,
} from "./replay/redis";
export type { ReplayClaim, ReplayStore } from "./replay/store";
export type {
  FetchRequestLike,
  LambdaEventLike,
  NodeRequestLike,
  RawRequestLike,
  WebhookInput,
} from "./request";
export { signWebhook } from "./sign";
export { type VerifyWebhookOptions, verifyWebhook, verifyWebhookSync } from "./verify";
