import type { FlagSource } from "@schematic/core";
import { type DataStreamOptions, settingsOf } from "./options";
import { type ReplicatorSourceOptions, replicatorSettingsOf } from "./replicator/options";
import { ReplicatorSource } from "./replicator/replicator-source";
import { DataStreamSource } from "./source/datastream-source";

export { sharedCaches } from "./cache/shared";
export type { DataStreamOptions, LocalCopyCaches, ReconnectOptions } from "./options";
export type { ReplicatorSourceOptions } from "./replicator/options";

/**
 * A live local copy of flags, companies and users, kept true by Schematic's datastream; checks are
 * answered in this process. Give it to `SchematicClient` as `flagSource`. Connects when the client
 * starts it, never gives up, and is closed with the client.
 *
 * @throws SchematicError (`invalid_options`) for options that are wrong.
 */
export function dataStream(options: DataStreamOptions = {}): FlagSource {
  return new DataStreamSource(settingsOf(options));
}

/**
 * Answers checks from a shared cache that a Schematic replicator fills, in the layout that all Schematic
 * SDKs share. Opens no WebSocket; asks the replicator for its health at intervals.
 *
 * @throws SchematicError (`invalid_options`) for options that are wrong, and without five shared caches.
 */
export function replicatorSource(options: ReplicatorSourceOptions): FlagSource {
  return new ReplicatorSource(replicatorSettingsOf(options));
}
