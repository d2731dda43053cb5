import { createTransport, type Transport } from "@schematic/api";
import { hasPerRequestIo } from "@schematic-internal/kit";
import { LocalCache } from "../cache/local";
import type { Clock } from "../contracts/clock";
import type { EventSink } from "../contracts/events";
import type { FlagSource, FlagSourceHost } from "../contracts/source";
import { DEFAULTS, HOSTS } from "../defaults";
import { Evaluator } from "../evaluation/evaluator";
import { hookRunner } from "../evaluation/hooks";
import { identityHash } from "../evaluation/input/cache-key";
import { toResolution } from "../evaluation/projections";
import { FlagDefaults } from "../evaluation/sources/defaults";
import { FlagCheckCache } from "../evaluation/sources/flag-check-cache";
import { LocalSource } from "../evaluation/sources/local";
import { RestChecks } from "../evaluation/sources/rest";
import { EventQueue } from "../events/index";
import { ConsoleLogger } from "../log/console";
import { SafeLogger } from "../log/safe";
import type { ClientOptions } from "../options/types";
import { systemClock } from "../platform/clock";
import { CLIENT_NAME, CLIENT_VERSION } from "../version";
import { Credits } from "./credits";
import { offlineTransport } from "./offline";
import { checkOptionsOf } from "./usage";

/** What a client is made of. */
export interface ClientParts {
  clock: Clock;
  logger: SafeLogger;
  transport: Transport;
  evaluator: Evaluator;
  defaults: FlagDefaults;
  /** This and the next two are absent offline. */
  rest?: RestChecks;
  source?: FlagSource | undefined;
  events?: EventSink;
  /** Absent offline and without the option. */
  credits?: Credits | undefined;
}

// Bound late: a global fetch that is replaced afterwards (tracing, tests) is the one that is called.
const globalFetch: typeof fetch = (input, init) => globalThis.fetch(input, init);

/** A text, or nothing where it is blank. */
const filled = (given: string | undefined): string | undefined => given?.trim() || undefined;
const urlOf = (given: string | undefined, otherwise: string): string =>
  (filled(given) ?? otherwise).replace(/\/+$/, "");

/** Puts a client together from checked options. Opens nothing. */
export function assemble(options: ClientOptions): ClientParts {
  const { clock = systemClock, maxStaleness } = options;
  const apiKey = filled(options.apiKey);
  const target = options.logger ?? new ConsoleLogger(options.logLevel);
  const logger = new SafeLogger(target, clock, apiKey);
  const defaults = new FlagDefaults(options.flagDefaults, logger);
  const begin = hookRunner(options.hooks, clock, logger);
  const common = { clock, logger, defaults, begin, hasPerRequestIo: hasPerRequestIo() };
  if (apiKey === undefined && options.offline !== true)
    logger.warn("No apiKey was given: the client is offline and checks answer their defaults");
  if (apiKey === undefined || options.offline === true)
    return { ...common, transport: offlineTransport(), evaluator: new Evaluator(common) };

  const environmentId = filled(options.environmentId);
  const headers: Record<string, string> = { ...options.headers };
  if (environmentId !== undefined) headers["X-Schematic-Environment-Id"] = environmentId;
  const host: FlagSourceHost = {
    apiKey,
    baseUrl: urlOf(options.basePath, HOSTS.api),
    headers,
    fetch: options.fetch ?? globalFetch,
    logger,
    clock,
    client: { name: CLIENT_NAME, version: CLIENT_VERSION },
    ...(environmentId !== undefined && { environmentId }),
    ...(maxStaleness !== undefined && { maxStaleness }),
  };
  const transport = transportOf(host, options);
  const identity = identityHash(host);
  const providers = options.cacheProviders?.flagChecks ?? [new LocalCache({ clock })];
  const cache = new FlagCheckCache(providers, { ...common, identity, maxAgeMs: maxStaleness });
  const rest = new RestChecks({
    ...common,
    transport,
    cache,
    url: host.baseUrl,
    maxConcurrent: options.maxConcurrentChecks ?? DEFAULTS.maxConcurrentChecks,
    maxWaitMs: options.timeoutMs ?? DEFAULTS.timeoutMs,
  });
  const events = queueOf(host, options);
  const source = options.flagSource;
  const evaluator = new Evaluator({
    ...common,
    local: source && new LocalSource({ ...common, source, host }),
    cache,
    rest,
    // With "off" not even a call is made on the way of a check.
    events: options.events?.flagChecks === "off" ? undefined : events,
  });
  const parts: ClientParts = { ...common, transport, evaluator, rest, source, events };
  return { ...parts, credits: creditsOf(parts, options) };
}

function creditsOf(parts: ClientParts, { creditGate, hooks = [] }: ClientOptions): Credits | undefined {
  const { events, source, evaluator, defaults, ...rest } = parts;
  if (creditGate === undefined || events === undefined) return undefined;
  return new Credits(creditGate, {
    ...rest,
    events,
    hooks,
    evaluation: source?.credits,
    ...(source && { sourceName: source.name }),
    plainCheck: (context, flagKey, options) =>
      evaluator.check(toResolution, context, flagKey, checkOptionsOf(options)),
    defaultValue: (flagKey, options) => defaults.resolve(flagKey, options, "server_reservation_failed").value,
    count: (usage) => source?.track(usage),
  });
}

function transportOf({ apiKey, baseUrl, headers, fetch }: FlagSourceHost, options: ClientOptions): Transport {
  return createTransport({
    apiKey,
    baseUrl,
    headers,
    fetch,
    timeoutInSeconds: (options.timeoutMs ?? DEFAULTS.timeoutMs) / 1_000,
    maxRetries: options.maxRetries ?? DEFAULTS.maxRetries,
    clientName: CLIENT_NAME,
    clientVersion: CLIENT_VERSION,
  });
}

function queueOf(
  { apiKey, headers, fetch, clock, logger }: FlagSourceHost,
  options: ClientOptions,
): EventSink {
  const { journal, waitUntil, ...events } = options.events ?? {};
  return new EventQueue({
    apiKey,
    baseUrl: urlOf(options.eventCaptureBaseURL, HOSTS.capture),
    fetch,
    headers,
    clock,
    logger,
    flushIntervalMs: options.eventBufferInterval ?? DEFAULTS.eventBufferIntervalMs,
    timeoutMs: DEFAULTS.captureTimeoutMs,
    maxQueueSize: events.maxQueueSize ?? DEFAULTS.maxQueueSize,
    maxQueueBytes: events.maxQueueBytes ?? DEFAULTS.maxQueueBytes,
    maxBatchSize: events.maxBatchSize ?? DEFAULTS.maxBatchSize,
    concurrency: events.concurrency ?? DEFAULTS.eventConcurrency,
    flagChecks: events.flagChecks ?? DEFAULTS.flagChecks,
    onFull: events.onFull ?? DEFAULTS.onFull,
    ...(journal && { journal }),
    ...(waitUntil && { waitUntil }),
  });
}
