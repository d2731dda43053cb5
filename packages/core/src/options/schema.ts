import { RANK } from "../log/console";
import {
  be,
  cache,
  check,
  count,
  flag,
  fn,
  having,
  isText,
  list,
  ms,
  type OptionGroup,
  object,
  oneOf,
  record,
  text,
  url,
} from "./checks";

/** Every option of the core client by name. Those of the SDK's datastream are refused, since they would have no effect. */
export function optionTable(): OptionGroup {
  const elsewhere = check(
    "is for the client of @schematic/sdk; give flagSource: dataStream(…) here",
    () => false,
  );
  const header = be(
    "a string without line breaks and other control characters",
    (value) => isText(value) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value),
  );
  const key = check(
    "must hold printable ASCII characters only; is something pasted in with it?",
    (value) => isText(value) && /^[\x21-\x7e]*$/.test(value.trim()),
  );
  return {
    apiKey: key,
    basePath: url(),
    cacheProviders: { flagChecks: list("cache providers", cache()) },
    useDataStream: elsewhere,
    dataStream: elsewhere,
    environmentId: text(),
    eventCaptureBaseURL: url(),
    eventBufferInterval: ms(1),
    events: {
      maxQueueSize: count(1),
      maxQueueBytes: count(1),
      maxBatchSize: count(1, 100),
      concurrency: count(1),
      onFull: oneOf(["drop", "wait"]),
      flagChecks: oneOf(["all", "unique", "off"]),
      journal: object("an event journal"),
      waitUntil: fn("a function that takes a promise"),
    },
    flagDefaults: record("flag keys and booleans", flag()),
    headers: record("header names and strings", header),
    logger: having("a logger", "error", "warn", "info", "debug"),
    logLevel: oneOf(Object.keys(RANK)),
    offline: flag(),
    timeoutMs: ms(1),
    maxRetries: count(0),
    fetch: fn("a fetch function"),
    webSocket: elsewhere,
    reconnect: elsewhere,
    maxStaleness: ms(),
    hooks: list("hooks", object("an object with before, after, error or finally")),
    flagSource: having(
      "a flag source",
      "start",
      "ready",
      "status",
      "resolve",
      "resolveSync",
      "resolveAll",
      "close",
    ),
    clock: having("a clock", "now", "monotonic", "random", "setTimer"),
  };
}
