import type { EventJournal, JournalStore } from "../contracts/events";
import { FileJournal } from "./journal";
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
 * A journal of `identify` and `track` events in a folder, for the option `events.journal`: events outlive
 * the process, and `track()` resolves when they are on disk. Node only. Each journal serves one client.
 */
export function fileJournal(options: FileJournalOptions): EventJournal {
  return journalOf(new FileJournal(options));
}

/** A journal that keeps its events in a store of one's own. Each serves one client. */
export function journalOf(store: JournalStore): EventJournal {
  return new Journal(store);
}
