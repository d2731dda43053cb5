import type { SignedDelivery } from "../core/check";
import { WebhookSignatureError } from "../core/errors";
import { DeliveryClaim } from "./claim";
import { claimKeys } from "./key";
import type { ReplayClaim, ReplayStore } from "./store";

const RENEW_MS = 20_000;
/** A handler that has not ended after a quarter of an hour counts as dead. */
const MAX_RENEWALS = 45;

/** Outcome of a delivery: handled now, or left alone because it was or is being handled. */
export type OnceOutcome = "handled" | Exclude<ReplayClaim, "claimed">;

export interface OnceOptions {
  /** Handles the delivery. */
  run(): Promise<void>;
  /** Receives errors of the store that do not change the outcome. */
  report(error: unknown): void;
  /** Equal bodies that were signed this close together are one delivery, in ms. */
  windowMs?: number | undefined;
}

/**
 * Runs `run` unless the delivery was handled or is being handled. Claims the delivery, renews the claim while `run`
 * works, and commits it, or releases it if `run` throws. Rejects with the error of `run`, or with
 * `replay_store_failed` if the store could not claim.
 */
export async function once(
  store: ReplayStore,
  delivery: SignedDelivery,
  { run, report, windowMs }: OnceOptions,
): Promise<OnceOutcome> {
  const claim = new DeliveryClaim(store, await claimKeys(delivery, windowMs));
  const result = await claim.claim();
  if (result !== "claimed") return result;
  const stopRenewing = startRenewing(claim, report);
  try {
    await run();
  } catch (error) {
    await stopRenewing();
    await claim.release().catch(report);
    throw error;
  }
  await stopRenewing();
  // A failure does not change the response: the handler has run, and a second delivery would run it again.
  await claim.commit().catch(report);
  return "handled";
}

/**
 * Records a delivery as handled before anything is done with it. Rejects with `replayed` if it was recorded before,
 * and with `replay_store_failed` if the store fails or does not respond: an unknown delivery is never accepted.
 */
export async function recordOnce(
  store: ReplayStore,
  delivery: SignedDelivery,
  windowMs: number | undefined,
): Promise<void> {
  const claim = new DeliveryClaim(store, await claimKeys(delivery, windowMs));
  if ((await claim.claim()) !== "claimed") {
    throw new WebhookSignatureError(
      "Webhook was verified before: respond with 200 and do nothing",
      "replayed",
    );
  }
  try {
    await claim.commit();
  } catch (error) {
    // The caller refuses this delivery, so its redelivery must find no claim.
    await claim.release().catch(() => {});
    throw error;
  }
}

/** Renews until the returned function is called. Its promise resolves after a renewal that is under way. */
function startRenewing(claim: DeliveryClaim, report: (error: unknown) => void): () => Promise<void> {
  let renewals = 0;
  let current: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    renewals += 1;
    if (renewals > MAX_RENEWALS) clearInterval(timer);
    else current = claim.renew().catch(report);
  }, RENEW_MS);
  (timer as { unref?(): void }).unref?.();
  return () => {
    clearInterval(timer);
    return current;
  };
}
