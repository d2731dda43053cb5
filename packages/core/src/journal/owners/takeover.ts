import { readdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { EVENTS_END } from "../files/segment";
import { removeIfEmpty } from "../files/segments";
import { convertSegment } from "../legacy/convert";
import { LEGACY_END } from "../legacy/format";
import { Owner } from "./owner";

/** A segment that was taken over: its path without the ends of its files, and the size of its events. */
export interface TakenSegment {
  path: string;
  bytes: number;
}

/** Reports something that went wrong with a folder or segment. */
export type ReportTrouble = (message: string, cause?: unknown) => void;

/**
 * Takes over the folders that have no owner any more. A failure affects its own folder or segment only, is
 * reported once, and is retried at the next call.
 */
export class Takeover {
  readonly #owner: Owner;
  readonly #homes: readonly string[];
  readonly #report: ReportTrouble;
  /** Folders that were renamed, whose segments may not all be adopted yet. */
  readonly #claimed: Set<string> = new Set();
  readonly #adopted: Set<string> = new Set();
  readonly #reported: Set<string> = new Set();
  #count = 0;

  /** `homes`: the owner's own, and one that the first edition may have used. */
  constructor(owner: Owner, homes: readonly string[], report: ReportTrouble) {
    this.#owner = owner;
    this.#homes = homes;
    this.#report = report;
  }

  /** Resolves to the segments that were not returned before. */
  async run(): Promise<TakenSegment[]> {
    for (const home of this.#homes) await this.#try(home, () => this.#claimIn(home));
    const segments: TakenSegment[] = [];
    for (const folder of this.#claimed) await this.#try(folder, () => this.#adopt(folder, segments));
    return segments;
  }

  /** Returns the segment again at the next call, because it could not be read. */
  retry(path: string): void {
    this.#adopted.delete(path);
    for (const home of this.#homes) if (path.startsWith(home)) this.#claimed.add(join(path, ".."));
  }

  async #claimIn(home: string): Promise<void> {
    for (const { name } of await foldersIn(home)) {
      const token = Owner.tokenOf(name);
      // A name that begins with a dot is a folder that is being created.
      if (token === "" || token.startsWith(".") || token === this.#owner.token) continue;
      await this.#try(join(home, name), async () => {
        if (await this.#owner.isOwned(home, token)) return;
        const target = join(this.#owner.home, `${this.#owner.token}~${this.#count++}`);
        await rename(join(home, name), target);
        this.#claimed.add(target);
      });
    }
  }

  async #adopt(folder: string, segments: TakenSegment[]): Promise<void> {
    let isComplete = true;
    for (const log of await filesIn(folder, LEGACY_END)) {
      isComplete = (await this.#try(log, () => this.#convert(log))) && isComplete;
    }
    for (const file of await filesIn(folder, EVENTS_END)) {
      const path = file.slice(0, -EVENTS_END.length);
      if (this.#adopted.has(path)) continue;
      isComplete =
        (await this.#try(path, async () => {
          segments.push({ path, bytes: (await stat(file)).size });
          this.#adopted.add(path);
        })) && isComplete;
    }
    await removeIfEmpty(folder);
    if (isComplete) this.#claimed.delete(folder);
  }

  async #convert(log: string): Promise<void> {
    const damagedBytes = await convertSegment(log.slice(0, -LEGACY_END.length));
    if (damagedBytes > 0) this.#report(`${damagedBytes} bytes of ${log} are damaged; their events are lost`);
  }

  /** Resolves to false if `run` failed. A folder that disappeared was taken by another journal. */
  async #try(path: string, run: () => Promise<void>): Promise<boolean> {
    try {
      await run();
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") return true;
      const key = `${path} ${code}`;
      if (!this.#reported.has(key)) {
        this.#report(`${path} cannot be taken over yet; the journal tries again`, error);
      }
      this.#reported.add(key);
      return false;
    }
  }
}

async function foldersIn(home: string): Promise<{ name: string }[]> {
  const entries = await readdir(home, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function filesIn(folder: string, end: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith(end))
    .sort()
    .map((name) => join(folder, name));
}
