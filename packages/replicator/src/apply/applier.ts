import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "@schematic/core";
import type { Metrics } from "../health/metrics";
import type { Touched } from "../load/touched";
import { describeRedisError, isEntryError, Repeated } from "../redis/errors";
import type { ReplicatorSettings } from "../settings/settings";
import type { ReplayState } from "../store/replay-state";
import type { Change, SharedStore } from "../store/shared-store";

/** The most that is written at once when more waits than a batch asks for. */
const largestBatch = 500;

interface Waiting {
  changes: Change[];
  streamId: string | undefined;
  at: number;
}

export interface ApplierParts {
  store: SharedStore;
  state: ReplayState;
  settings: Pick<ReplicatorSettings, "batchSize" | "batchTimeoutMs" | "maxQueued">;
  metrics: Metrics;
  logger: Logger;
  touched: Touched;
  /** Whether this process may write now. */
  mayWrite(): boolean;
  /** Too many messages wait (true), or few enough again (false). */
  pressure(high: boolean): void;
}

/**
 * Writes changes in the order in which they came. A batch that Redis does not take is tried until it
 * does; meanwhile the queue grows to its bound and the socket is no longer read.
 */
export class Applier {
  /** Stream id of the last message that is in Redis, with all before it. */
  applied: string | undefined;
  /** Stream id of the last message that waits here or is in Redis. */
  received: string | undefined;
  private queue: Waiting[] = [];
  private running = false;
  private stopped = false;
  /** Batches and pages take turns. */
  private turn: Promise<unknown> = Promise.resolve();
  /** Counts the beginnings: a batch that was on its way at one says nothing of the time after it. */
  private era = 0;
  /** When the oldest change arrived that is being written, in ms of `performance.now`. */
  private writingSince: number | undefined;
  /** Why Redis refuses the current batch. */
  private refusal: string | undefined;
  private readonly repeated = new Repeated();
  private wake: () => void = () => {};
  private idlers: (() => void)[] = [];

  constructor(private readonly parts: ApplierParts) {}

  /** Returns how long the oldest change has waited, and why; undefined if none waits. */
  get waiting(): { ms: number; reason: string | undefined } | undefined {
    const since = this.writingSince ?? this.queue[0]?.at;
    return since === undefined ? undefined : { ms: performance.now() - since, reason: this.refusal };
  }

  begin(cursor: string | undefined): void {
    this.era++;
    this.applied = cursor;
    this.received = cursor;
  }

  forgetCursor(): void {
    this.begin(undefined);
  }

  /** Everything after `cursor` will be told again. */
  rewind(cursor: string): void {
    this.queue = [];
    this.begin(cursor);
  }

  /** Nothing is missing after this id; of two, the first is the earlier one. */
  position(streamId: string | undefined): void {
    if (this.received === undefined && streamId !== undefined) this.begin(streamId);
  }

  take(changes: Change[], streamId: string | undefined): void {
    if (this.stopped) return;
    this.queue.push({ changes, streamId, at: performance.now() });
    if (streamId !== undefined) this.received = streamId;
    this.parts.metrics.values.messages_waiting = this.queue.length;
    if (this.queue.length >= this.parts.settings.maxQueued) this.parts.pressure(true);
    if (this.queue.length >= this.parts.settings.batchSize) this.wake();
    if (!this.running) void this.drain();
  }

  /** Runs `work` between two batches; tries it until Redis took it. Rejects only with `signal`'s reason. */
  exclusive(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
    const mine = this.turn.then(() => this.insist(work, () => signal.aborted));
    this.turn = mine.catch(() => {});
    return mine.then(() => signal.throwIfAborted());
  }

  /** Resolves once nothing waits. */
  idle(): Promise<void> {
    return this.running ? new Promise((resolve) => this.idlers.push(resolve)) : Promise.resolve();
  }

  /** Takes no more, and resolves when all is written or the time is up. */
  async finish(timeoutMs: number): Promise<void> {
    await Promise.race([this.idle(), delay(timeoutMs, undefined, { ref: false })]);
    this.stop();
    await this.parts.state.keep(this.applied, true).catch(() => {});
  }

  stop(): void {
    this.stopped = true;
    this.queue = [];
    this.wake();
  }

  private async drain(): Promise<void> {
    this.running = true;
    while (this.queue.length > 0 && !this.stopped) {
      await this.gather();
      const batch = this.queue.splice(0, largestBatch);
      this.turn = this.turn.then(() => this.writeBatch(batch));
      await this.turn;
      this.parts.metrics.values.messages_waiting = this.queue.length;
      if (this.queue.length <= this.parts.settings.maxQueued / 2) this.parts.pressure(false);
    }
    this.running = false;
    for (const resolve of this.idlers.splice(0)) resolve();
  }

  /** Waits for a batch to fill, for as long as its first message may wait. */
  private async gather(): Promise<void> {
    const { batchSize, batchTimeoutMs } = this.parts.settings;
    if (this.queue.length >= batchSize || batchTimeoutMs === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, batchTimeoutMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = () => {};
  }

  private async writeBatch(batch: Waiting[]): Promise<void> {
    const { store, state, metrics, touched } = this.parts;
    const changes = batch.flatMap((one) => one.changes);
    for (const change of changes) touched.note(change);
    let skipped = 0;
    const { era } = this;
    this.writingSince = batch[0]?.at;
    await this.insist(
      async () => {
        skipped = await this.applyChanges(store, changes);
      },
      () => this.stopped,
    );
    this.writingSince = undefined;
    if (this.stopped) return;
    metrics.counts.batches_written++;
    metrics.counts.messages_skipped += skipped;
    metrics.counts.messages_applied += batch.length;
    metrics.values.lag_ms = Math.round(performance.now() - (batch[0]?.at ?? 0));
    const last = batch.findLast((one) => one.streamId !== undefined)?.streamId;
    if (last !== undefined && era === this.era) this.applied = last;
    await state.keep(this.applied, false).catch(() => {});
  }

  /** Applies changes. If one cannot be written, the list is halved until that change is found. */
  private async applyChanges(store: SharedStore, changes: readonly Change[]): Promise<number> {
    try {
      return await store.apply(changes);
    } catch (error) {
      if (!isEntryError(error)) throw error;
      const [change] = changes;
      if (changes.length > 1) {
        const half = changes.length >> 1;
        const skipped = await this.applyChanges(store, changes.slice(0, half));
        return skipped + (await this.applyChanges(store, changes.slice(half)));
      }
      if (change !== undefined) await this.applyAlone(store, change);
      return 0;
    }
  }

  private async applyAlone(store: SharedStore, change: Change): Promise<void> {
    try {
      await store.rewrite(change);
    } catch (error) {
      if (!isEntryError(error)) throw error;
      this.parts.metrics.counts.changes_failed++;
      const reason = describeRedisError(error);
      this.parts.logger.error(
        `A ${change.type} of kind ${change.kind} cannot be written and is skipped: ${reason}`,
      );
    }
  }

  private async insist(work: () => Promise<void>, given: () => boolean): Promise<void> {
    for (let failures = 1; !given(); failures++) {
      try {
        if (!this.parts.mayWrite()) throw new Error("the writer lock waits to be confirmed");
        await work();
        this.refusal = undefined;
        if (this.repeated.end()) this.parts.logger.info("Redis accepts changes again");
        return;
      } catch (error) {
        this.parts.metrics.counts.redis_errors++;
        const reason = describeRedisError(error);
        this.refusal = reason;
        const count = this.queue.length;
        if (this.repeated.isDue(reason)) {
          this.parts.logger.warn(
            `Redis did not accept a batch, which is tried again; ${count} messages wait. ${reason}`,
          );
        }
        await delay(Math.min(20 * 2 ** failures, 1_000));
      }
    }
  }
}
