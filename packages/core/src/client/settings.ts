import { LocalCache } from "../cache/local";
import type { CachedAnswer } from "../checks/answer";
import { systemClock } from "../clock";
import type { CacheProvider } from "../contracts/cache";
import type { Clock } from "../contracts/clock";
import { DEFAULTS, HOSTS } from "../defaults";
import { ConsoleLogger } from "../log/console";
import { SafeLogger } from "../log/safe";
import type { ClientOptions } from "../options/types";

/** The options with their defaults: blanks and `undefined` are gone. */
export interface Settings {
  /** `undefined` offline. */
  apiKey: string | undefined;
  offline: boolean;
  baseUrl: string;
  captureUrl: string;
  environmentId: string | undefined;
  headers: Record<string, string>;
  fetch: typeof fetch;
  timeoutMs: number;
  maxRetries: number;
  maxStaleness: number | undefined;
  flagDefaults: Record<string, boolean>;
  flagCheckCaches: readonly CacheProvider<CachedAnswer>[];
  clock: Clock;
  logger: SafeLogger;
}

function urlOr(given: string | undefined, fallback: string): string {
  const url = given?.trim() ?? "";
  return (url === "" ? fallback : url).replace(/\/+$/, "");
}

function filled(given: string | undefined): string | undefined {
  const value = given?.trim() ?? "";
  return value === "" ? undefined : value;
}

// Bound late: a global fetch that is replaced afterwards (tracing, tests) is the one that is called.
const globalFetch: typeof fetch = (input, init) => globalThis.fetch(input, init);

/** Checked options made into settings. */
export function settingsOf(options: ClientOptions): Settings {
  const clock = options.clock ?? systemClock;
  const apiKey = filled(options.apiKey);
  const environmentId = filled(options.environmentId);
  const logger = new SafeLogger(options.logger ?? new ConsoleLogger(options.logLevel ?? "warn"), {
    clock,
    repeatMs: DEFAULTS.repeatLogMs,
    secrets: apiKey === undefined ? [] : [apiKey],
  });
  const headers: Record<string, string> = { ...options.headers };
  if (environmentId !== undefined) headers["X-Schematic-Environment-Id"] = environmentId;
  return {
    apiKey,
    offline: options.offline === true || apiKey === undefined,
    baseUrl: urlOr(options.basePath, HOSTS.api),
    captureUrl: urlOr(options.eventCaptureBaseURL, HOSTS.capture),
    environmentId,
    headers,
    fetch: options.fetch ?? globalFetch,
    timeoutMs: options.timeoutMs ?? DEFAULTS.timeoutMs,
    maxRetries: options.maxRetries ?? DEFAULTS.maxRetries,
    maxStaleness: options.maxStaleness,
    flagDefaults: options.flagDefaults ?? {},
    flagCheckCaches: (options.cacheProviders?.flagChecks as CacheProvider<CachedAnswer>[] | undefined) ?? [
      new LocalCache<CachedAnswer>({ clock }),
    ],
    clock,
    logger,
  };
}
