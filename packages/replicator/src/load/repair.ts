import type { Logger } from "@schematic/core";
import type { EntityKind } from "@schematic/datastream/protocol";
import { describeError } from "@schematic-internal/kit";
import type { Metrics } from "../health/metrics";
import { ENTITY_KINDS } from "../store/change";
import { type LoadParts, writeRead } from "./full-load";

/** More missing entries than this are not read one by one: everything is loaded. */
const MAX_REPAIRS = 10_000;
/** Entries that are read together. */
const CHUNK = 500;

export interface RepairParts extends LoadParts {
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly stopping: AbortSignal;
  /** Returns true while Redis should hold everything. During a load there is nothing to repair. */
  mayRepair(): boolean;
  /** Called instead of repairing too many entries one by one. */
  tooMany(): void;
}

/** Reads companies and users that are missing in Redis through REST, by their ids, and writes them again. */
export class Repair {
  readonly #parts: RepairParts;
  readonly #wanted: Readonly<Record<EntityKind, Set<string>>> = { company: new Set(), user: new Set() };
  #isRunning = false;

  constructor(parts: RepairParts) {
    this.#parts = parts;
  }

  request(kind: EntityKind, ids: Iterable<string>): void {
    if (!this.#parts.mayRepair()) return;
    for (const id of ids) this.#wanted[kind].add(id);
    if (this.#wanted[kind].size > MAX_REPAIRS) {
      this.clear();
      this.#parts.tooMany();
    } else if (!this.#isRunning) void this.#run();
  }

  /** Forgets all requests: everything is about to be loaded. */
  clear(): void {
    for (const kind of ENTITY_KINDS) this.#wanted[kind].clear();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    const { touched, logger, stopping } = this.#parts;
    touched.begin();
    try {
      for (const kind of ENTITY_KINDS) {
        while (this.#wanted[kind].size > 0 && !stopping.aborted) await this.#repairSome(kind);
      }
    } catch (error) {
      if (!stopping.aborted) logger.error(`missing entries were not repaired: ${describeError(error)}`);
    } finally {
      touched.end();
      this.#isRunning = false;
    }
  }

  async #repairSome(kind: EntityKind): Promise<void> {
    const { lists, store, metrics, logger, stopping: signal } = this.#parts;
    const ids = [...this.#wanted[kind]].slice(0, CHUNK);
    for (const id of ids) this.#wanted[kind].delete(id);
    const entities = await lists.readByIds(kind, ids, signal);
    await writeRead(kind, { entities, signal }, this.#parts);
    const found = new Set(entities.map(({ id }) => id));
    for (const id of ids) if (!found.has(id)) store.roster.delete(kind, id);
    metrics.counts.entries_repaired += entities.length;
    logger.info(`wrote ${entities.length} ${kind} entries again that were missing in Redis`);
  }
}
