import type { Logger } from "@schematic/core";
import { schemaVersion } from "@schematic/datastream/protocol";
import { jsonLogger } from "./logger";
import { ReplicatorProcess } from "./process";
import type { ReplicatorSettings } from "./settings/types";

/** A running replicator. */
export interface Replicator {
  /** URL of `/ready`, `/health`, `/debug` and `/metrics`. */
  readonly healthUrl: string;
  /** Resolves once Redis holds everything. Rejects if the replicator ends before. */
  ready(): Promise<void>;
  /** Resolves once the replicator has ended: to undefined after `close`, or to the reason for which it gave up. */
  readonly ended: Promise<Error | undefined>;
  /** Writes the received changes, stores the cursor and releases the writer lock. Idempotent. */
  close(): Promise<void>;
}

export interface ReplicatorOptions {
  /** Default: JSON lines on standard output, at the level of the settings. */
  logger?: Logger;
}

/**
 * Starts to keep a Redis up to date with an environment. Rejects if the health port is taken. Everything else that
 * is unavailable at first is waited for, is logged, and appears in the body of `/ready`.
 */
export async function startReplicator(
  settings: ReplicatorSettings,
  options: ReplicatorOptions = {},
): Promise<Replicator> {
  const logger = options.logger ?? jsonLogger(settings.logLevel);
  const replicator = new ReplicatorProcess(settings, logger, await schemaVersion());
  await replicator.start();
  return replicator;
}
