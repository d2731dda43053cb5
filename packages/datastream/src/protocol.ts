/** Parts of the wire protocol, for programs that keep something other than a client's local copy up to date. */
export { wireForm } from "./cache/casing";
export { entityCacheKey, flagCacheKey, lookupCacheKey } from "./cache/keys";
export type { ReconnectPolicy } from "./connection/backoff";
export {
  Connection,
  type ConnectionListener,
  type ConnectionOptions,
  type ConnectionTiming,
} from "./connection/connection";
export { socketFactory } from "./connection/sockets";
export { streamUrl } from "./connection/url";
export { type EntityChange, mergePartial } from "./data/partial";
export {
  asEntity,
  asFailure,
  asFlag,
  type EntityKind,
  type Frame,
  type Kind,
  parseFrame,
  type Wire,
  type WireEntity,
  type WireFailure,
  type WireFlag,
} from "./wire/messages";
export { PageCollector } from "./wire/pages";

/** Version of the schema of cached entities: what the rules engine of this package reads. */
export async function schemaVersion(): Promise<string> {
  const { loadRulesEngine } = await import("@schematic/rules-wasm");
  return (await loadRulesEngine()).versionKey;
}
