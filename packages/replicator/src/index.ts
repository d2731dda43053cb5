export { SettingsError, WriterLockError } from "./errors";
export type { LogLevelName } from "./logger";
export { type Replicator, type ReplicatorOptions, startReplicator } from "./replicator";
export { readSettings } from "./settings/settings";
export type { LoaderSettings, RedisSettings, ReplicatorSettings } from "./settings/types";
