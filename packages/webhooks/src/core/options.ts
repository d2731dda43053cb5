import { isText } from "@schematic-internal/kit";
import { WebhookSignatureError } from "./errors";

/** The secret of a webhook, or several while one replaces another. White space around a secret is ignored. */
export type WebhookSecrets =
  | { secret: string | readonly string[]; secrets?: undefined }
  | { secrets: readonly string[]; secret?: undefined };

export interface VerifySettings {
  /**
   * How far the timestamp may be from now, in seconds, in either direction. At most 86,400 (a day), or `Infinity`,
   * which accepts deliveries of any age. Default 300.
   */
  tolerance?: number;
  /** The time to compare with, in ms since the epoch. Default: the clock. */
  now?: number | Date;
}

export type VerifyOptions = WebhookSecrets & VerifySettings;

const MAX_TOLERANCE_S = 86_400;

/** Names of the options that every function accepts. */
export const VERIFY_OPTIONS: readonly string[] = ["secret", "secrets", "tolerance", "now"];

/** Throws `bad_option` if an option is not among the known ones. */
export function checkNames(options: object, known: readonly string[]): void {
  for (const name of Object.keys(options ?? {})) {
    if (known.includes(name)) continue;
    const message = `Webhook options: unknown "${name}"; known are ${known.join(", ")}`;
    throw new WebhookSignatureError(message, "bad_option");
  }
}

/** True for a number of seconds from 0 to a day, and for `Infinity`. */
export function isTolerance(seconds: unknown): boolean {
  return typeof seconds === "number" && seconds >= 0 && !(seconds > MAX_TOLERANCE_S && seconds < Infinity);
}

/** Returns the secrets without the white space around them, or none if one of them is not a text with content. */
export function secretsOf({ secret, secrets }: WebhookSecrets): readonly string[] {
  const trimmed = [secrets ?? secret].flat().map((each) => each?.trim?.());
  return trimmed.every(isText) ? trimmed : [];
}
