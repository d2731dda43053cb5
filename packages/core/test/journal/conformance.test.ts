import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeEventJournal } from "@schematic-internal/testing/journal-conformance";
import type { EventJournal, JournaledQueue, QueuedEvent } from "../../src/contracts/events";
import {
  fileJournal,
  type JournalEvent,
  type JournalHost,
  type JournalStore,
  journalOf,
} from "../../src/journal";

describeEventJournal("fileJournal", () => {
  const dir = mkdtempSync(join(tmpdir(), "journal-"));
  return { next: () => fileJournal({ dir }), close: () => rmSync(dir, { recursive: true, force: true }) };
});

interface Kept extends JournalEvent {
  readonly scope: string;
  firstAttempt?: number;
}

/** A store in memory that outlives its journals. */
class MemoryStore implements JournalStore {
  readonly #events: Map<number, Kept>;
  #scope = "";
  #left: number[] = [];

  constructor(events: Map<number, Kept>) {
    this.#events = events;
  }

  open({ scope }: JournalHost): void {
    this.#scope = scope;
    this.#left = [...this.#events].filter(([, kept]) => kept.scope === scope).map(([id]) => id);
  }

  append(event: JournalEvent, done: (id: number | undefined) => void): void {
    const id = this.#events.size === 0 ? 1 : Math.max(...this.#events.keys()) + 1;
    this.#events.set(id, { ...event, scope: this.#scope });
    done(id);
  }

  async replay(max: number) {
    return this.#left.splice(0, max).flatMap((id) => {
      const kept = this.#events.get(id);
      return kept === undefined ? [] : [{ ...kept, id }];
    });
  }

  async attempting(ids: readonly number[], at: number): Promise<void> {
    for (const id of ids) {
      const kept = this.#events.get(id);
      if (kept !== undefined) kept.firstAttempt ??= at;
    }
  }

  settled(ids: readonly number[]): void {
    for (const id of ids) this.#events.delete(id);
  }

  async close(): Promise<void> {}
}

describeEventJournal("journalOf a store of the program", () => {
  const events = new Map<number, Kept>();
  return { next: () => journalOf(new MemoryStore(events)) };
});

/** The smallest journal that keeps the contract: records in an array that outlives it. */
class ArrayJournal implements EventJournal {
  readonly #records: Kept[];
  readonly #own: Map<QueuedEvent, Kept> = new Map();
  #queue: JournaledQueue | undefined;
  #unread: Kept[] = [];
  #state: "new" | "open" | "closed" = "new";

  constructor(records: Kept[]) {
    this.#records = records;
  }

  get reading(): boolean {
    return this.#state === "new";
  }

  get kept(): number {
    return this.#own.size;
  }

  attach(queue: JournaledQueue): void {
    this.#queue = queue;
  }

  open(): void {
    if (this.#state !== "new") return;
    this.#state = "open";
    this.#unread = this.#records.filter(({ scope }) => scope === this.#queue?.scope);
    this.#read();
  }

  async append(event: QueuedEvent): Promise<boolean> {
    if (this.#state === "closed") return true;
    const { type, group, text } = event;
    const record: Kept = { type, group, text, scope: this.#queue?.scope ?? "" };
    this.#records.push(record);
    this.#own.set(event, record);
    return true;
  }

  async attempting(events: readonly QueuedEvent[]): Promise<void> {
    for (const event of events) {
      const record = this.#own.get(event);
      if (record !== undefined) record.firstAttempt ??= this.#queue?.clock.now() ?? 0;
    }
  }

  settled(events: readonly QueuedEvent[]): void {
    for (const event of events) {
      const record = this.#own.get(event);
      this.#own.delete(event);
      if (record !== undefined) this.#records.splice(this.#records.indexOf(record), 1);
    }
    this.#read();
  }

  async close(): Promise<void> {
    this.#state = "closed";
  }

  #read(): void {
    const queue = this.#queue;
    while (queue !== undefined && this.#state === "open" && queue.room() > 0) {
      const record = this.#unread.shift();
      if (record === undefined) break;
      const { type, group, text, firstAttempt } = record;
      const { now, monotonic } = { now: queue.clock.now(), monotonic: queue.clock.monotonic() };
      const at = firstAttempt === undefined ? undefined : firstAttempt - now + monotonic;
      const event = { type, group, text, bytes: text.length, firstAttempt: at, unknown: at !== undefined };
      this.#own.set(event, record);
      queue.add(event);
    }
    queue?.idle();
  }
}

describeEventJournal("a minimal journal", () => {
  const records: Kept[] = [];
  return { next: () => new ArrayJournal(records) };
});
