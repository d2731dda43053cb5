import { createTransport, type Transport } from "@schematic/api";
import { Checker } from "../checks/checker";
import { FlagDefaults } from "../checks/defaults";
import { Observer } from "../checks/observe";
import { RemoteChecks } from "../checks/remote";
import { restFlagApi } from "../checks/rest";
import { AnswerStore } from "../checks/store";
import type { EventSink } from "../contracts/events";
import type { FlagSource, FlagSourceHost } from "../contracts/source";
import { DEFAULTS } from "../defaults";
import { EventQueue } from "../events/index";
import type { ClientOptions } from "../options/types";
import { CLIENT_NAME, CLIENT_VERSION } from "../version";
import { offlineTransport } from "./offline";
import type { Settings } from "./settings";

/** What a client is made of. */
export interface ClientParts {
  settings: Settings;
  transport: Transport;
  checker: Checker;
  remote: RemoteChecks | undefined;
  defaults: FlagDefaults;
  /** Absent offline. */
  source: FlagSource | undefined;
  /** Absent offline. */
  events: EventSink | undefined;
}

function queueOf(settings: Settings, apiKey: string, options: ClientOptions): EventSink {
  const events = options.events ?? {};
  return new EventQueue({
    apiKey,
    baseUrl: settings.captureUrl,
    fetch: settings.fetch,
    headers: settings.headers,
    clock: settings.clock,
    logger: settings.logger,
    flushIntervalMs: options.eventBufferInterval ?? DEFAULTS.eventBufferIntervalMs,
    timeoutMs: DEFAULTS.captureTimeoutMs,
    maxQueueSize: events.maxQueueSize ?? DEFAULTS.maxQueueSize,
    maxQueueBytes: events.maxQueueBytes ?? DEFAULTS.maxQueueBytes,
    maxBatchSize: events.maxBatchSize ?? DEFAULTS.maxBatchSize,
    concurrency: events.concurrency ?? DEFAULTS.eventConcurrency,
    flagChecks: events.flagChecks ?? DEFAULTS.flagChecks,
    onFull: events.onFull ?? DEFAULTS.onFull,
    ...(events.journal && { journal: events.journal }),
    ...(events.waitUntil && { waitUntil: events.waitUntil }),
  });
}

function transportOf(settings: Settings, apiKey: string): Transport {
  return createTransport({
    apiKey,
    baseUrl: settings.baseUrl,
    headers: settings.headers,
    fetch: settings.fetch,
    timeoutInSeconds: settings.timeoutMs / 1_000,
    maxRetries: settings.maxRetries,
    clientName: CLIENT_NAME,
    clientVersion: CLIENT_VERSION,
  });
}

/** Puts a client together. Opens nothing: `wake` is called at the first use of the source. */
export function assemble(settings: Settings, options: ClientOptions, wake: () => void): ClientParts {
  const { clock, logger, apiKey } = settings;
  const defaults = new FlagDefaults(settings.flagDefaults, logger);
  const observer = new Observer(options.hooks ?? [], logger);
  if (settings.offline || apiKey === undefined) {
    const checker = new Checker({ defaults, observer, clock, logger, wake });
    const none = { remote: undefined, source: undefined, events: undefined };
    return { settings, transport: offlineTransport(), checker, defaults, ...none };
  }
  const transport = transportOf(settings, apiKey);
  const store = new AnswerStore({
    providers: settings.flagCheckCaches,
    clock,
    logger,
    waitMs: DEFAULTS.cacheWaitMs,
    maxAgeMs: settings.maxStaleness,
  });
  const remote = new RemoteChecks({ store, api: restFlagApi(transport), clock });
  const events = queueOf(settings, apiKey, options);
  const source = options.flagSource;
  // Off is off: not even a call is made on the way of a check.
  const checkEvents = options.events?.flagChecks === "off" ? undefined : events;
  const checker = new Checker({
    source,
    remote,
    events: checkEvents,
    defaults,
    observer,
    clock,
    logger,
    wake,
  });
  return { settings, transport, checker, remote, defaults, source, events };
}

/** What a flag source is told when it is started. */
export function hostOf(settings: Settings, apiKey: string): FlagSourceHost {
  const { baseUrl, environmentId, headers, fetch, logger, clock, maxStaleness } = settings;
  return {
    apiKey,
    baseUrl,
    headers: { ...headers },
    fetch,
    logger,
    clock,
    client: { name: CLIENT_NAME, version: CLIENT_VERSION },
    ...(environmentId !== undefined && { environmentId }),
    ...(maxStaleness !== undefined && { maxStaleness }),
  };
}
