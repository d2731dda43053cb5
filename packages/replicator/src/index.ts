export { SettingsError, WriterLockError } from "./errors";
export type { LogLevelName } from "./logger";
export { type Replicator, type ReplicatorOptions, startReplicator } from "./replicator";
export {
  type LoaderSettings,
  type RedisSettings,
  type ReplicatorSettings,
  readSettings,
} from "./settings/settings";
