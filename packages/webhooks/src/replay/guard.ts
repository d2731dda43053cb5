import type { RawBody } from "../core/check";
import { claimKey } from "./key";
import type { ReplayClaim, ReplayStore } from "./store";

const RENEW_MS = 20_000;
/** A handler that has not ended after a quarter of an hour is taken for dead. */
const MAX_RENEWALS = 45;
const STORE_TIMEOUT_MS = 5_000;

/** What became of a delivery: handled now, or left alone. */
export type OnceOutcome = "handled" | Exclude<ReplayClaim, "claimed">;

/**
 * Runs `run` unless the delivery was handled or is being handled: claims, renews the claim while it runs,
 * commits, or releases when it throws. Rejects with what `run` threw, or when the claim could not be had.
 */
export async function once(
  store: ReplayStore,
  body: RawBody,
  { run, report }: { run(): Promise<void>; report(error: unknown): void },
): Promise<OnceOutcome> {
  const { key, token } = await claimKey(body);
  const claim = await claimInTime(store, key, token);
  if (claim !== "claimed") return claim;
  const stopRenewing = renewing(() => store.renew(key, token), report);
  try {
    await run();
  } catch (error) {
    await stopRenewing();
    await inTime(store.release(key, token), "release").catch(report);
    throw error;
  }
  await stopRenewing();
  // Its failure changes no answer: the handler has run, and a second delivery would run it again.
  await inTime(store.commit(key, token), "commit").catch(report);
  return "handled";
}

async function claimInTime(store: ReplayStore, key: string, token: string): Promise<ReplayClaim> {
  const claiming = store.claim(key, token);
  try {
    return await inTime(claiming, "claim");
  } catch (error) {
    // Should it still come through, nobody will handle it under this claim.
    claiming.then((claim) => (claim === "claimed" ? store.release(key, token) : undefined)).catch(() => {});
    throw error;
  }
}

/** Renews until told to stop; the promise of that ends after a renewal under way. */
function renewing(renew: () => Promise<void>, report: (error: unknown) => void): () => Promise<void> {
  let renewals = 0;
  let current: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    renewals += 1;
    if (renewals > MAX_RENEWALS) clearInterval(timer);
    else current = inTime(renew(), "renew").catch(report);
  }, RENEW_MS);
  (timer as { unref?(): void }).unref?.();
  return () => {
    clearInterval(timer);
    return current;
  };
}

async function inTime<T>(promise: Promise<T>, step: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const give = () => reject(new Error(`webhook replay store: ${step} took over ${STORE_TIMEOUT_MS} ms`));
    timer = setTimeout(give, STORE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
