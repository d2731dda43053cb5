import { WebhookSignatureError } from "./errors";

/** Returns the result of a signature, and throws `no_sync_crypto` where the runtime could not compute it. */
export function requireCrypto<T>(result: T | undefined): T {
  if (result !== undefined) return result;
  throw new WebhookSignatureError(
    "Synchronous signatures need Node's crypto, which this runtime lacks: use await verifyWebhook(...)",
    "no_sync_crypto",
  );
}
