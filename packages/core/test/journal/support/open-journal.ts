import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../../src/contracts/clock";
import type { JournalStore, ReplayedEvent } from "../../../src/contracts/events";
import { FileJournal } from "../../../src/journal/file-journal";
import type { FileJournalOptions } from "../../../src/journal/options";
import { systemClock } from "../../../src/platform/clock";

export interface OpenJournal {
  journal: FileJournal;
  errors: string[];
  /** Number of calls of `onReplay`. */
  replays(): number;
}

interface Options extends FileJournalOptions {
  scope?: string;
  formerScope?: string;
  clock?: Clock;
}

/** Opens a journal like another process would, and records what it reports. */
export function openJournal({ scope = "s", formerScope, clock, ...options }: Options): OpenJournal {
  const errors: string[] = [];
  let replays = 0;
  const journal = new FileJournal(options);
  journal.open({
    scope,
    ...(formerScope !== undefined && { formerScope }),
    clock: clock ?? systemClock,
    onError: (error) => void errors.push(String(error)),
    onReplay: () => replays++,
  });
  return { journal, errors, replays: () => replays };
}

export function append(journal: JournalStore, text: string, group = "g"): Promise<number | undefined> {
  return new Promise((resolve) => journal.append({ type: "track", group, text }, resolve));
}

/** Resolves to all events that the journal replays. */
export async function replayAll(journal: JournalStore): Promise<ReplayedEvent[]> {
  const events: ReplayedEvent[] = [];
  for (;;) {
    const more = await journal.replay(7);
    if (more.length === 0) return events;
    events.push(...more);
  }
}

export function texts(events: readonly ReplayedEvent[]): string[] {
  return events.map(({ text }) => text);
}

/** Returns the paths of all files below a folder. */
export function filesBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true })
    .map((name) => join(dir, String(name)))
    .filter((path) => statSync(path).isFile());
}

/** Returns the only file below a folder whose name ends so. */
export function fileWithEnd(dir: string, end: string): string {
  const [path, ...others] = filesBelow(dir).filter((file) => file.endsWith(end));
  if (path === undefined || others.length > 0) throw new Error(`not exactly one ${end} below ${dir}`);
  return path;
}
