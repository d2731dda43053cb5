/** Options of `fileJournal`. */
export interface FileJournalOptions {
  /** A folder on a local disk. Several processes, and several clients, may share it. */
  dir: string;
  /**
   * How long an event may wait for its `fsync`, in ms: the events of this time share one. Default 0: each
   * write is followed by an `fsync`, and events that arrive during one share the next. `track()` resolves
   * after the `fsync`.
   */
  fsyncMs?: number;
  /** Disk space in bytes; default 256 MB. */
  maxBytes?: number;
  /** Size of a segment in bytes; default 8 MB. A segment is deleted when all its events are settled. */
  segmentBytes?: number;
  /**
   * Treatment of events when the space is used up or the disk fails: they are kept in memory only
   * (`"memory"`, the default), or dropped and counted (`"drop"`).
   */
  onFull?: "memory" | "drop";
}

/** Options with their defaults filled in. */
export type ResolvedJournalOptions = Readonly<Required<FileJournalOptions>>;

const MEGABYTE = 1024 * 1024;
/** Offsets in a segment have 32 bits. */
const MAX_SEGMENT_BYTES = 1024 * MEGABYTE;

export function withDefaults(options: FileJournalOptions): ResolvedJournalOptions {
  const { dir, fsyncMs = 0, maxBytes = 256 * MEGABYTE, onFull = "memory" } = options;
  const { segmentBytes = 8 * MEGABYTE } = options;
  const upperBound = Math.min(MAX_SEGMENT_BYTES, Math.ceil(maxBytes / 4));
  return { dir, fsyncMs, maxBytes, segmentBytes: Math.min(segmentBytes, upperBound), onFull };
}
