import type { EventJournal, JournalStore } from "../contracts/events";
import { FileJournal } from "./file-journal";
import { Journal } from "./link";
import type { FileJournalOptions } from "./options";

export type {
  EventJournal,
  JournalEvent,
  JournalHost,
  JournalStore,
  ReplayedEvent,
} from "../contracts/events";
export type { FileJournalOptions } from "./options";

/**
 * Returns a journal that keeps `identify` and `track` events in a folder, for the option `events.journal`.
 * The events outlive the process, and `track()` resolves when they are on disk. Node only. A journal serves
 * one client.
 */
export function fileJournal(options: FileJournalOptions): EventJournal {
  return journalOf(new FileJournal(options));
}

/** Returns a journal that keeps its events in a store of your own. A journal serves one client. */
export function journalOf(store: JournalStore): EventJournal {
  return new Journal(store);
}
