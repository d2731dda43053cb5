import type { Clock, EvaluationContext, LocalAnswer } from "@schematic/core";
import type { EntityRecord } from "../data/entity-store";
import type { Stream } from "./stream";

/** After a period's reset the company is asked for again within this time, so that a fleet does not do it at once, ms. */
const RESET_SPREAD_MS = 5_000;
/** How long until a company or user that could not be had is looked for again, ms. */
const RETRY_MS = 30_000;

export interface WatchOptions {
  readonly stream: Stream;
  readonly clock: Clock;
  readonly context: EvaluationContext;
  readonly flagKey: string;
  readonly listener: (answer: NonNullable<LocalAnswer>) => void;
}

/** Follows the answer to one question and tells when its value, rule or reason changes. */
export class Watch {
  readonly #options: WatchOptions;
  readonly #look = (): void => this.lookSoon();
  #records: EntityRecord[] = [];
  #last: NonNullable<LocalAnswer> | undefined;
  #scheduled = false;
  #ended = false;
  #cancelTimer: (() => void) | undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.lookSoon();
  }

  /** Looks at the answer once what is happening now is over. */
  lookSoon(): void {
    if (this.#scheduled || this.#ended) return;
    this.#scheduled = true;
    queueMicrotask(() => void this.#evaluate());
  }

  get flagKey(): string {
    return this.#options.flagKey;
  }

  end(): void {
    this.#ended = true;
    this.#cancelTimer?.();
    this.#attach([]);
  }

  async #evaluate(): Promise<void> {
    const { stream, context, flagKey } = this.#options;
    // Open for changes again before waiting: what happens meanwhile must be looked at afterwards.
    this.#scheduled = false;
    await stream.fetchMissing(context, flagKey);
    if (this.#ended) return;
    const { company, user } = stream.copy.subjects(context);
    this.#attach([company, user].filter((one) => typeof one === "object"));
    const answer = stream.copy.evaluate(context, flagKey);
    this.#setTimer(answer, typeof company === "object" ? company : undefined);
    if (answer === undefined) return;
    const before = this.#last;
    this.#last = answer;
    if (before === undefined || !differs(before, answer)) return;
    try {
      this.#options.listener(answer);
    } catch {
      // A listener's fault is its own.
    }
  }

  #setTimer(answer: LocalAnswer, company: EntityRecord | undefined): void {
    const { clock, stream } = this.#options;
    this.#cancelTimer?.();
    if (answer === undefined) {
      this.#cancelTimer = clock.setTimer(this.#look, RETRY_MS);
      return;
    }
    const resetAt = resetOf(answer);
    const now = clock.now();
    if (resetAt === undefined || resetAt <= now || company === undefined) return;
    const delay = resetAt - now + clock.random() * RESET_SPREAD_MS;
    this.#cancelTimer = clock.setTimer(() => {
      void stream.refresh("company", company).then(this.#look);
    }, delay);
  }

  #attach(records: EntityRecord[]): void {
    for (const old of this.#records) if (!records.includes(old)) old.watchers?.delete(this.#look);
    for (const record of records) {
      record.watchers ??= new Set();
      record.watchers.add(this.#look);
    }
    this.#records = records;
  }
}

/** When usage starts anew, ms since the epoch: of the rule that matched, else of the entitlement. */
function resetOf(answer: NonNullable<LocalAnswer>): number | undefined {
  const at: unknown = answer.featureUsageResetAt ?? answer.entitlement?.metricResetAt;
  return at instanceof Date ? at.getTime() : undefined;
}

function differs(a: NonNullable<LocalAnswer>, b: NonNullable<LocalAnswer>): boolean {
  return a.value !== b.value || a.ruleId !== b.ruleId || a.reason !== b.reason;
}
