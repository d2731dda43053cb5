import type { Clock, SharedCache } from "@schematic/core";
import { wireForm } from "../cache/casing";
import { countEvent, type WireMetric } from "../data/partial";
import { asEntity, type WireEntity } from "../wire/messages";
import type { EntityCell } from "./cells";
import type { SharedCopy } from "./shared-copy";

/** Companies whose usage may wait to be written; beyond it only the copy in memory is counted. */
const maxWaiting = 10_000;
/** Others may write the same company at the same time; each try begins with what they wrote. */
const tries = 50;
const longestPauseMs = 20;

type Counts = Map<string, number>;

interface Waiting {
  /** Not yet on their way. */
  next: Counts;
  /** On their way, on top of `base`. */
  sent: Counts | undefined;
  base: string | undefined;
}

export interface UsageParts {
  readonly shared: SharedCache;
  readonly copy: SharedCopy;
  readonly clock: Clock;
  readonly failed: (error: unknown) => void;
}

/**
 * Counts tracked events in the cached company, so that the next check of any process sees them: at once
 * in memory, and in the shared cache by compare-and-set of the whole text, which can never overwrite what
 * the replicator wrote meanwhile. It is a matter of seconds: the replicator brings the true usage.
 */
export class SharedUsage {
  readonly #parts: UsageParts;
  readonly #waiting = new Map<string, Waiting>();
  #closed = false;

  constructor(parts: UsageParts) {
    this.#parts = parts;
  }

  /** Never rejects. */
  async count(keys: Record<string, string>, event: string, quantity: number): Promise<void> {
    try {
      const cell = await this.#parts.copy.company(keys);
      if (cell === undefined || this.#closed) return;
      const { value } = cell;
      if (value) this.#parts.copy.patch(value, countEvent(value.value, event, quantity));
      this.#queue(cell, event, quantity);
    } catch (error) {
      this.#parts.failed(error);
    }
  }

  /** Adds what the cache does not have yet to a company that was read from it. */
  apply(key: string, text: string, company: WireEntity): void {
    const waiting = this.#waiting.get(key);
    if (!waiting) return;
    // With another text than the one it was put on, it may be in there already.
    if (waiting.sent && waiting.base === text) countAll(company, waiting.sent);
    countAll(company, waiting.next);
  }

  close(): void {
    this.#closed = true;
    this.#waiting.clear();
  }

  #queue(cell: EntityCell, event: string, quantity: number): void {
    let waiting = this.#waiting.get(cell.key);
    if (waiting === undefined) {
      if (this.#waiting.size >= maxWaiting) return;
      waiting = { next: new Map(), sent: undefined, base: undefined };
      this.#waiting.set(cell.key, waiting);
      queueMicrotask(() => void this.#write(cell, waiting as Waiting));
    }
    waiting.next.set(event, (waiting.next.get(event) ?? 0) + quantity);
  }

  async #write(cell: EntityCell, waiting: Waiting): Promise<void> {
    try {
      while (waiting.next.size > 0 && !this.#closed) {
        waiting.sent = waiting.next;
        waiting.next = new Map();
        await this.#writeOnce(cell, waiting);
      }
    } catch (error) {
      this.#parts.failed(error);
    } finally {
      this.#waiting.delete(cell.key);
    }
  }

  async #writeOnce(cell: EntityCell, waiting: Waiting): Promise<void> {
    const { clock, shared } = this.#parts;
    for (let left = tries; left > 0 && !this.#closed; left--) {
      const [text] = await shared.readMany([cell.key]);
      const company = text === undefined ? undefined : asEntity(wireForm(JSON.parse(text)));
      if (text === undefined || company === undefined) return;
      if (countAll(company, waiting.sent ?? new Map()).length === 0) return;
      waiting.base = text;
      if (await shared.replace(cell.key, text, JSON.stringify(company))) return;
      await new Promise<void>((resolve) => {
        clock.setTimer(resolve, clock.random() * longestPauseMs);
      });
    }
  }
}

function countAll(company: WireEntity, counts: Counts): WireMetric[] {
  return [...counts].flatMap(([event, quantity]) => countEvent(company, event, quantity));
}
