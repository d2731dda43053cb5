import { WebhookSignatureError } from "./core/errors";
import {
  checkNames,
  isTolerance,
  VERIFY_OPTIONS,
  type VerifySettings,
  type WebhookSecrets,
} from "./core/options";
import type { WebhookEvent } from "./events";
import type { ReplayStore } from "./replay/store";

/** Context of a failure. */
export interface WebhookFailure {
  /** The status of the response; 200 if only the replay store's `commit` failed. */
  status: number;
  /** The event, unless verification failed. */
  event?: WebhookEvent;
}

export interface WebhookHandlerSettings extends Pick<VerifySettings, "tolerance"> {
  /** Remembers handled deliveries, so that each is handled once. Default: none; a redelivery is handled again. */
  replayStore?: ReplayStore;
  /**
   * Deliveries with equal bodies that were signed at most this long apart, in ms, count as one delivery and its
   * redeliveries; those signed twice as long apart count as two events. `Infinity`: equal bodies are always one
   * delivery. Default 3,600,000 (an hour).
   */
  redeliveryWindow?: number;
  /** Longest body that is read from a request, in bytes. Default 1,048,576. */
  maxBodyBytes?: number;
  /**
   * Receives every refused delivery and every error of a listener or a replay store. Default: refusals are logged at
   * `warn` (the first of each code, then at most one line a minute), other errors at `error`, on the console.
   */
  onError?: (error: unknown, failure: WebhookFailure) => void;
  /** Returns the time in ms since the epoch. Default: the clock. */
  now?: () => number;
}

export type WebhookHandlerOptions = WebhookSecrets & WebhookHandlerSettings;

const HANDLER_OPTIONS: readonly string[] = /* @__PURE__ */ VERIFY_OPTIONS.concat([
  "replayStore",
  "redeliveryWindow",
  "maxBodyBytes",
  "onError",
]);

/** Throws `bad_secret` or `bad_option` for options that cannot work. */
export function checkHandlerOptions(options: WebhookHandlerOptions): void {
  const secrets = [options?.secret ?? [], options?.secrets ?? []].flat();
  if (secrets.length === 0 || secrets.some((one) => typeof one !== "string" || one.trim() === "")) {
    throw new WebhookSignatureError(
      "createWebhookHandler needs { secret }, a non-empty string or a list of them: copy it from the webhook's settings",
      "bad_secret",
    );
  }
  if (options.secret !== undefined && options.secrets !== undefined)
    throw badOption("pass secret or secrets, not both");
  checkNames(options, HANDLER_OPTIONS);
  if (!isTolerance(options.tolerance ?? 0)) throw badOption("tolerance is in seconds, at most 86400 (a day)");
  checkReadOptions(options);
  for (const name of ["onError", "now"] as const)
    if (options[name] !== undefined && typeof options[name] !== "function")
      throw badOption(`${name} must be a function`);
}

/** Throws `bad_option` for a replay store, replay key or body limit that cannot be used. */
export function checkReadOptions(
  options: Pick<WebhookHandlerSettings, "maxBodyBytes" | "replayStore" | "redeliveryWindow">,
): void {
  const { maxBodyBytes, replayStore, redeliveryWindow } = options;
  if (maxBodyBytes !== undefined && !(typeof maxBodyBytes === "number" && maxBodyBytes >= 0))
    throw badOption("maxBodyBytes must be a number of bytes");
  if (replayStore !== undefined && typeof replayStore?.claim !== "function")
    throw badOption("replayStore must have claim, renew, commit and release, such as memoryReplayStore()");
  if (redeliveryWindow !== undefined && !(typeof redeliveryWindow === "number" && redeliveryWindow >= 1_000))
    throw badOption("redeliveryWindow must be a number of ms, at least 1,000");
}

function badOption(message: string): WebhookSignatureError {
  return new WebhookSignatureError(`Webhook options: ${message}`, "bad_option");
}
