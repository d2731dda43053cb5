/** Options of `fileJournal`. */
export interface FileJournalOptions {
  /** A folder on a local disk. Several processes, and several clients, may share it. */
  dir: string;
  /**
   * How long an event may wait for its `fsync`, ms: events share one. Default 0: none waits, events that
   * arrive while one runs share the next. `track()` resolves after it.
   */
  fsyncMs?: number;
  /** Disk space, bytes; default 256 MB. */
  maxBytes?: number;
  /** Size of a segment, bytes; default 8 MB. A segment is deleted when all its events are settled. */
  segmentBytes?: number;
  /**
   * What happens to an event when the space is used up, or the disk fails: it goes on in memory alone
   * (`"memory"`, the default), or is dropped and counted (`"drop"`).
   */
  onFull?: "memory" | "drop";
}

/** With the defaults filled in. */
export function withDefaults(options: FileJournalOptions): Required<FileJournalOptions> {
  const { dir, fsyncMs = 0, maxBytes = 256 * 1024 * 1024, onFull = "memory" } = options;
  const segmentBytes = Math.min(options.segmentBytes ?? 8 * 1024 * 1024, Math.ceil(maxBytes / 4));
  return { dir, fsyncMs, maxBytes, segmentBytes, onFull };
}
