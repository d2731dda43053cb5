import type { Logger } from "@schematic/core";
import type { EntityKind } from "@schematic/datastream/protocol";
import { describeRedisError } from "../redis/errors";
import { ENTITY_KINDS } from "../store/change";
import type { SharedStore } from "../store/shared-store";

/** Companies and users that are looked for each time. */
const SAMPLE = 100;
/** Entries that are looked for at once after a sample was incomplete. */
const CHUNK = 500;

export interface AuditParts {
  readonly store: Pick<SharedStore, "missing" | "lacksFlag" | "roster">;
  readonly logger: Logger;
  /** Returns true while Redis should hold everything. */
  mayAudit(): boolean;
  /** Called with entities that are missing. */
  missing(kind: EntityKind, ids: readonly string[]): void;
  /** Called if flags are missing. */
  missingFlags(): void;
}

/**
 * Looks for a sample of the entries in Redis, which may have evicted them, or from which another program may have
 * deleted them. If one of them is missing, it looks for all.
 */
export class Audit {
  readonly #parts: AuditParts;
  #timer: NodeJS.Timeout | undefined;
  #isRunning = false;

  constructor(parts: AuditParts) {
    this.#parts = parts;
  }

  start(intervalMs: number): void {
    this.#timer = setInterval(() => void this.run(), intervalMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Never rejects: what cannot be read now is looked for the next time. */
  async run(): Promise<void> {
    const { mayAudit, store, missingFlags, logger } = this.#parts;
    if (this.#isRunning || !mayAudit()) return;
    this.#isRunning = true;
    try {
      if (await store.lacksFlag()) missingFlags();
      for (const kind of ENTITY_KINDS) await this.#auditKind(kind);
    } catch (error) {
      logger.debug(`the audit was not finished: ${describeRedisError(error)}`);
    } finally {
      this.#isRunning = false;
    }
  }

  async #auditKind(kind: EntityKind): Promise<void> {
    const { store, missing, mayAudit, logger } = this.#parts;
    const sample = await store.missing(kind, store.roster.sample(kind, SAMPLE));
    if (sample.length === 0) return;
    logger.warn(
      `${sample.length} ${kind} entries are missing in Redis: all are looked for and written again`,
    );
    const ids = store.roster.all(kind);
    for (let at = 0; at < ids.length && mayAudit(); at += CHUNK) {
      missing(kind, await store.missing(kind, ids.slice(at, at + CHUNK)));
    }
  }
}
