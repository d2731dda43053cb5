import type { Logger } from "@schematic/core";
import { withDeadline } from "@schematic-internal/kit";
import type { Metrics } from "../health/metrics";
import { describeRedisError } from "../redis/errors";
import type { ReplicatorSettings } from "../settings/types";
import type { Change } from "../store/change";
import type { ReplayState } from "../store/replay-state";
import type { SharedStore } from "../store/shared-store";
import { Retry } from "./retry";
import { writeChanges } from "./write-changes";

/** The most messages that are written at once when more wait than a batch asks for. */
const MAX_BATCH = 500;

interface Waiting {
  readonly changes: readonly Change[];
  readonly streamId: string | undefined;
  /** Arrival, ms of `performance.now`. */
  readonly at: number;
}

export interface ApplierParts {
  readonly store: Pick<SharedStore, "apply" | "rewrite">;
  readonly state: Pick<ReplayState, "keep">;
  readonly settings: Pick<ReplicatorSettings, "batchSize" | "batchTimeoutMs" | "maxQueued">;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Called for each change right before it is written. */
  writing(change: Change): void;
  /** Returns true if this process may write now. */
  mayWrite(): boolean;
  /** Called with true if too many messages wait, and with false once few enough wait again. */
  pressure(isHigh: boolean): void;
}

/**
 * Writes changes in the order of their arrival. A batch that Redis refuses is tried until Redis accepts it. In the
 * meantime the queue grows to its limit, beyond which the socket is not read.
 */
export class Applier {
  readonly #parts: ApplierParts;
  readonly #retry: Retry;
  /** Stream id of the last message that is in Redis, with all before it. */
  #applied: string | undefined;
  /** Stream id of the last message that waits here or is in Redis. */
  #received: string | undefined;
  #queue: Waiting[] = [];
  #isRunning = false;
  #isStopped = false;
  /** Batches and pages take turns. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Counts the beginnings. A batch that was being written at one says nothing about the time after it. */
  #era = 0;
  /** Arrival of the oldest change that is being written. */
  #writingSince: number | undefined;
  #wake: () => void = () => {};
  #idlers: (() => void)[] = [];

  constructor(parts: ApplierParts) {
    this.#parts = parts;
    this.#retry = new Retry({ ...parts, mayWrite: parts.mayWrite, waiting: () => this.#queue.length });
  }

  get applied(): string | undefined {
    return this.#applied;
  }

  get received(): string | undefined {
    return this.#received;
  }

  /** Returns how long the oldest change has waited, and why; undefined if none waits. */
  get waiting(): { ms: number; reason: string | undefined } | undefined {
    const since = this.#writingSince ?? this.#queue[0]?.at;
    return since === undefined ? undefined : { ms: performance.now() - since, reason: this.#retry.refusal };
  }

  /** Starts from a cursor, or from none. */
  begin(cursor: string | undefined): void {
    this.#era++;
    this.#applied = cursor;
    this.#received = cursor;
  }

  /** Starts from a cursor after which the server sends everything again. */
  rewind(cursor: string): void {
    this.#queue = [];
    this.begin(cursor);
  }

  /** Records that nothing is missing after this id. Of two ids the first is the earlier one. */
  position(streamId: string | undefined): void {
    if (this.#received === undefined && streamId !== undefined) this.begin(streamId);
  }

  take(changes: readonly Change[], streamId: string | undefined): void {
    if (this.#isStopped) return;
    const { metrics, settings, pressure } = this.#parts;
    this.#queue.push({ changes, streamId, at: performance.now() });
    if (streamId !== undefined) this.#received = streamId;
    metrics.values.messages_waiting = this.#queue.length;
    if (this.#queue.length >= settings.maxQueued) pressure(true);
    if (this.#queue.length >= settings.batchSize) this.#wake();
    if (!this.#isRunning) void this.#drain();
  }

  /** Runs `work` between two batches until Redis accepts it. Rejects only with the reason of `signal`. */
  exclusive(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
    const turn = this.#turn.then(() => this.#retry.run(work, () => signal.aborted || this.#isStopped));
    this.#turn = turn;
    return turn.then(() => signal.throwIfAborted());
  }

  /** Resolves once no change waits. */
  idle(): Promise<void> {
    return this.#isRunning ? new Promise((resolve) => this.#idlers.push(resolve)) : Promise.resolve();
  }

  /** Resolves when all changes are written, or when the time is up. No change is written afterwards. */
  async finish(timeoutMs: number): Promise<void> {
    const limit = { timeoutMs, onTimeout: () => {}, keepAlive: false };
    await withDeadline(this.idle(), limit);
    this.stop();
    // A command that is on its way ends before the lock is released.
    await withDeadline(this.#turn, limit);
    await this.#parts.state.keep(this.#applied, true).catch(() => {});
  }

  /** Drops all changes that wait. */
  stop(): void {
    this.#isStopped = true;
    this.#queue = [];
    this.#wake();
  }

  async #drain(): Promise<void> {
    const { metrics, settings, pressure } = this.#parts;
    this.#isRunning = true;
    while (this.#queue.length > 0 && !this.#isStopped) {
      await this.#gather();
      const batch = this.#queue.splice(0, MAX_BATCH);
      this.#turn = this.#turn.then(() => this.#writeBatch(batch));
      await this.#turn;
      metrics.values.messages_waiting = this.#queue.length;
      if (this.#queue.length <= settings.maxQueued / 2) pressure(false);
    }
    this.#isRunning = false;
    for (const resolve of this.#idlers.splice(0)) resolve();
  }

  /** Waits for a batch to fill, as long as its first message may wait. */
  async #gather(): Promise<void> {
    const { batchSize, batchTimeoutMs } = this.#parts.settings;
    if (this.#queue.length >= batchSize || batchTimeoutMs === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, batchTimeoutMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = () => {};
  }

  async #writeBatch(batch: readonly Waiting[]): Promise<void> {
    const [first] = batch;
    if (first === undefined || this.#isStopped) return;
    const { metrics, state, writing } = this.#parts;
    const changes = batch.flatMap((one) => one.changes);
    for (const change of changes) writing(change);
    const era = this.#era;
    let skipped = 0;
    this.#writingSince = first.at;
    await this.#retry.run(
      async () => {
        skipped = await this.#write(changes);
      },
      () => this.#isStopped,
    );
    this.#writingSince = undefined;
    if (this.#isStopped) return;
    metrics.counts.batches_written++;
    metrics.counts.messages_skipped += skipped;
    metrics.counts.messages_applied += batch.length;
    metrics.values.lag_ms = Math.round(performance.now() - first.at);
    const last = batch.findLast((one) => one.streamId !== undefined)?.streamId;
    if (last !== undefined && era === this.#era) this.#applied = last;
    await state.keep(this.#applied, false).catch(() => {});
  }

  #write(changes: readonly Change[]): Promise<number> {
    const { store, metrics, logger } = this.#parts;
    return writeChanges(store as SharedStore, changes, (name, error) => {
      metrics.counts.changes_failed++;
      logger.error(`The change of ${name} cannot be written and is skipped: ${describeRedisError(error)}`);
    });
  }
}
