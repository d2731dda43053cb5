import * as v from "valibot";
import { be, cache, count, flag, fn, ms, type OptionGroup, object, text, url } from "./checks";
import { optionTable } from "./schema";
import { assertClientOptions, refuse } from "./validate";

/** What the SDK's client takes besides the core client's options: bundles of the core client go without it. */
function streamOptionTable(): OptionGroup {
  const ttl = be(
    "a number of milliseconds, 0 or more, or null for none",
    (value) => value === null || v.is(ms(), value),
  );
  return {
    useDataStream: flag(),
    dataStream: {
      cacheTTL: ttl,
      redisClient: object("a Redis client"),
      redisKeyPrefix: text(),
      replicatorMode: flag(),
      replicatorHealthURL: url(),
      replicatorHealthCheck: ms(1),
      companyCache: cache(),
      companyLookupCache: cache(),
      userCache: cache(),
      userLookupCache: cache(),
      flagCache: cache(),
      url: url("a ws:, wss:, http: or https: URL", /^(https?|wss?):$/),
      agent: object("an agent of node:http or node:https"),
      pingInterval: ms(1),
      pongTimeout: ms(1),
      handshakeTimeout: ms(1),
      writeTimeout: ms(1),
      primeTimeout: ms(1),
      entityWait: ms(),
      notFoundTTL: ms(),
      maxEntities: count(1),
      untrackedTtl: ms(),
      loadEngine: fn("a function that makes a rules engine"),
    },
    webSocket: fn("a function that opens a socket"),
    reconnect: { spread: ms(), min: ms(), max: ms(), minUptime: ms() },
  };
}

let table: OptionGroup | undefined;

/** Every option of the SDK's client by name. */
export function sdkOptionTable(): OptionGroup {
  table ??= { ...optionTable(), ...streamOptionTable() };
  return table;
}

/** As `assertOptions`, for the SDK's client: with the options of the datastream, so that all problems are told at once. */
export function assertSdkOptions(options: unknown): void {
  assertClientOptions(options, sdkOptionTable());
}

/**
 * Checks the options of something that a client's options lead to, such as a flag source: `like` names for
 * each of them the client's option of the same kind (`dataStream.pingInterval`). Throws a `SchematicError`
 * with code `invalid_options` that lists every problem.
 */
export function assertOptionsLike(
  what: string,
  options: unknown,
  like: Readonly<Record<string, string>>,
): void {
  const group: Record<string, OptionGroup[string]> = {};
  for (const [name, path] of Object.entries(like)) {
    let entry: OptionGroup[string] | undefined = sdkOptionTable();
    for (const part of path.split(".")) entry = (entry as OptionGroup | undefined)?.[part];
    if (entry !== undefined) group[name] = entry;
  }
  refuse(what, options, group);
}
