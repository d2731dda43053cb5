import type { EventJournal } from "../contracts/events";
import { FileJournal, type FileJournalOptions } from "./journal";

export type { FileJournalOptions } from "./journal";

/**
 * A journal of `identify` and `track` events in a folder, for the option `events.journal`: events outlive
 * the process, and `track()` resolves when they are on disk. Node only. Each journal serves one client.
 */
export function fileJournal(options: FileJournalOptions): EventJournal {
  return new FileJournal(options);
}
