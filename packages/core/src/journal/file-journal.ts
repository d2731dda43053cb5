import type { CancelTimer, Clock } from "../contracts/clock";
import type { JournalEvent, JournalHost, JournalStore, ReplayedEvent } from "../contracts/events";
import { systemClock } from "../platform/clock";
import type { Segment } from "./files/segment";
import { removeIfEmpty, Segments } from "./files/segments";
import { type Done, Writer } from "./files/writer";
import { type FileJournalOptions, type ResolvedJournalOptions, withDefaults } from "./options";
import { homeOf, Owner } from "./owners/owner";
import { Takeover } from "./owners/takeover";

/** Interval of heartbeats, and of looking for folders without an owner, in ms. */
const BEAT_MS = 30_000;
/** Most text that one `replay` returns, in characters, unless a single event is longer. */
const REPLAY_CHARS = 1024 * 1024;

/** Keeps events in append-only files until they are settled. */
export class FileJournal implements JournalStore {
  readonly #options: ResolvedJournalOptions;
  readonly #segments: Segments = new Segments();
  #host: JournalHost | undefined;
  #writer: Writer | undefined;
  #owner: Owner | undefined;
  #takeover: Takeover | undefined;
  /** Segments that were taken over and are not read yet. */
  #inherited: Segment[] = [];
  /** Events of the segment that was read last. */
  #read: ReplayedEvent[] = [];
  #opening: Promise<void> = Promise.resolve();
  #inheriting: Promise<void> = Promise.resolve();
  #cancelBeat: CancelTimer | undefined;
  #recovering: Promise<void> | undefined;
  #closing: Promise<void> | undefined;
  #isUnusableReported = false;

  constructor(options: FileJournalOptions) {
    this.#options = withDefaults(options);
  }

  open(host: JournalHost): void {
    this.#host = host;
    this.#opening = this.#start();
    this.#writer = new Writer({
      options: this.#options,
      segments: this.#segments,
      clock: host.clock,
      opening: this.#opening,
      owner: () => this.#owner,
      recover: () => this.#recover(),
      report: (message, cause) => this.#report(message, cause),
    });
  }

  append(event: JournalEvent, done: Done): void {
    if (this.#closing === undefined && this.#writer !== undefined) this.#writer.append(event, done);
    else done(undefined, this.#options.onFull === "drop");
  }

  async replay(max: number): Promise<ReplayedEvent[]> {
    await this.#opening;
    while (this.#read.length === 0) {
      const segment = this.#inherited.shift();
      if (segment === undefined || this.#closing !== undefined) return [];
      await this.#readSegment(segment);
    }
    let chars = 0;
    let count = 0;
    while (count < max && count < this.#read.length && chars < REPLAY_CHARS) {
      chars += (this.#read[count] as ReplayedEvent).text.length;
      count++;
    }
    return this.#read.splice(0, count);
  }

  attempting(ids: readonly number[], at: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#writer === undefined) resolve();
      else this.#writer.mark({ ids, progress: { firstAttempt: at }, done: resolve });
    });
  }

  settled(ids: readonly number[]): void {
    this.#segments.settle(ids);
    this.#writer?.mark({ ids, progress: "settled" });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  get #clock(): Clock {
    return this.#host?.clock ?? systemClock;
  }

  async #start(): Promise<void> {
    await this.#own();
    this.#scheduleBeat();
  }

  /** Creates a folder for this journal and takes over the folders without an owner. */
  async #own(): Promise<void> {
    const { dir } = this.#options;
    const { scope = "", formerScope } = this.#host ?? {};
    try {
      const home = homeOf(dir, scope);
      const owner = await Owner.create(home);
      const homes = formerScope === undefined ? [home] : [home, homeOf(dir, formerScope)];
      this.#owner = owner;
      this.#takeover = new Takeover(owner, homes, (message, cause) => this.#report(message, cause));
      this.#isUnusableReported = false;
    } catch (error) {
      this.#owner = undefined;
      if (!this.#isUnusableReported) this.#report(`${dir} cannot be used`, error);
      this.#isUnusableReported = true;
      return;
    }
    await this.#inherit();
  }

  /** Starts again in another folder, after the former one was taken over with its events. */
  #recover(): Promise<void> {
    this.#recovering ??= this.#startAgain().finally(() => {
      this.#recovering = undefined;
    });
    return this.#recovering;
  }

  async #startAgain(): Promise<void> {
    this.#owner?.forget();
    this.#inherited = [];
    this.#read = [];
    for (const segment of this.#segments.list()) {
      this.#segments.forget(segment);
      await segment.close().catch(() => undefined);
    }
    await this.#own();
  }

  /** Takes over segments, one call after the other. */
  #inherit(): Promise<void> {
    this.#inheriting = this.#inheriting.then(async () => {
      const taken = (await this.#takeover?.run()) ?? [];
      for (const { path, bytes } of taken) this.#inherited.push(this.#segments.add(path, bytes));
      if (taken.length > 0) this.#host?.onReplay();
    });
    return this.#inheriting;
  }

  #scheduleBeat(): void {
    if (this.#closing !== undefined) return;
    const dueAt = this.#clock.now() + BEAT_MS;
    this.#cancelBeat = this.#clock.setTimer(async () => {
      // After a pause of the whole machine the other owners get the time of one beat to renew theirs.
      await this.#beat(this.#clock.now() - dueAt < BEAT_MS);
      this.#scheduleBeat();
    }, BEAT_MS);
  }

  async #beat(inherits: boolean): Promise<void> {
    if (this.#owner === undefined) return await this.#own();
    try {
      await this.#owner.beat();
    } catch (error) {
      if (!(await this.#owner.owns())) return await this.#recover();
      this.#report("the heartbeat of the journal's folder failed", error);
    }
    if (inherits) await this.#inherit();
  }

  async #readSegment(segment: Segment): Promise<void> {
    try {
      const { events, damagedBytes } = await segment.read();
      if (damagedBytes > 0) {
        const message = `${damagedBytes} bytes of ${segment.path} are torn or damaged`;
        this.#report(`${message}; ${events.length} unsettled events were read`);
      }
      this.#read = events;
      if (events.length === 0) await this.#writer?.tidy();
    } catch (error) {
      this.#report(`${segment.path} cannot be read yet; the journal tries again`, error);
      this.#segments.forget(segment);
      this.#takeover?.retry(segment.path);
    }
  }

  async #close(): Promise<void> {
    this.#cancelBeat?.();
    await this.#opening;
    await this.#inheriting;
    try {
      await this.#writer?.finish();
      for (const segment of this.#segments.list()) await segment.close();
      await this.#leave();
    } catch (error) {
      this.#report("closing failed", error);
    }
  }

  /** Releases the folder, and deletes it if all its events are settled. */
  async #leave(): Promise<void> {
    for (const segment of this.#segments.list()) {
      const isOwn = this.#owner !== undefined && segment.path.startsWith(this.#owner.folder);
      if (isOwn && segment.unsettled === 0 && !this.#inherited.includes(segment)) await segment.remove();
    }
    await this.#owner?.release();
    if (this.#owner !== undefined) await removeIfEmpty(this.#owner.folder);
  }

  #report(message: string, cause?: unknown): void {
    const reason = cause instanceof Error ? `: ${cause.message}` : "";
    this.#host?.onError(new Error(`${message}${reason}`, { cause }));
  }
}
