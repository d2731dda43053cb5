export {
  type RawBody,
  type SignedDelivery,
  type VerifyOptions,
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
export {
  computeHexSignature,
  computeSignature,
  type SignatureBytes,
  type VerifyWebhookSignatureOptions,
  verifySignature,
  verifyWebhookSignature,
  type WebhookRequest,
} from "./dropin";
export { signWebhook } from "./sign";
