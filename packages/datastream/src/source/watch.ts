import type { EvaluationContext, Resolution } from "@schematic/core";
import type { Item } from "../data/item";
import { attempt } from "./base";
import type { DataStreamSource } from "./datastream-source";

/** After a period's reset the company is asked for again within this time, so that a fleet does not do it at once, ms. */
const RESET_SPREAD_MS = 5_000;
/** How long until a company or user that could not be had is looked for again, ms. */
const RETRY_MS = 30_000;

export interface Question {
  readonly context: EvaluationContext;
  readonly flagKey: string;
  readonly listener: (resolution: Resolution) => void;
}

/** Follows the answer to one question and tells when its value, rule or reason changes. */
export class Watch {
  readonly flagKey: string;
  readonly #source: DataStreamSource;
  readonly #question: Question;
  readonly #look = (): void => this.lookSoon();
  #items: Item[] = [];
  #last: Resolution | undefined;
  #scheduled = false;
  #ended = false;
  #cancelTimer: (() => void) | undefined;

  constructor(source: DataStreamSource, question: Question) {
    this.#source = source;
    this.#question = question;
    this.flagKey = question.flagKey;
    this.lookSoon();
  }

  /** Looks at the answer once what is happening now is over. */
  lookSoon(): void {
    if (this.#scheduled || this.#ended) return;
    this.#scheduled = true;
    queueMicrotask(() => void this.#evaluate());
  }

  end(): void {
    this.#ended = true;
    this.#cancelTimer?.();
    this.#attach([]);
  }

  async #evaluate(): Promise<void> {
    const { context, flagKey, listener } = this.#question;
    const { copy } = this.#source;
    // Open for changes again before waiting: what happens meanwhile must be looked at afterwards.
    this.#scheduled = false;
    await this.#source.fetchMissing(context, flagKey);
    if (this.#ended) return;
    const company = copy.company.find(context.company);
    this.#attach([company, copy.user.find(context.user)].filter((one) => one?.id) as Item[]);
    const resolution = copy.evaluate(context, flagKey);
    this.#setTimer(resolution, company);
    if (resolution === undefined) return;
    const before = this.#last;
    this.#last = resolution;
    if (before && differs(before, resolution)) attempt(() => listener(resolution));
  }

  #setTimer(resolution: Resolution | undefined, company: Item | undefined): void {
    this.#cancelTimer?.();
    const { clock } = this.#source.host ?? {};
    if (clock === undefined) return;
    if (resolution === undefined) {
      this.#cancelTimer = clock.setTimer(this.#look, RETRY_MS);
      return;
    }
    // When usage starts anew: of the rule that matched, else of the entitlement.
    const resetAt: unknown = resolution.featureUsageResetAt ?? resolution.entitlement?.metricResetAt;
    const delay = resetAt instanceof Date ? resetAt.getTime() - clock.now() : 0;
    if (delay <= 0 || !company?.id) return;
    this.#cancelTimer = clock.setTimer(
      () => {
        void this.#source.refresh("company", company).then(this.#look);
      },
      delay + clock.random() * RESET_SPREAD_MS,
    );
  }

  #attach(items: Item[]): void {
    for (const old of this.#items) old.watchers?.delete(this.#look);
    for (const item of items) {
      item.watchers ??= new Set();
      item.watchers.add(this.#look);
    }
    this.#items = items;
  }
}

function differs(a: Resolution, b: Resolution): boolean {
  return a.value !== b.value || a.ruleId !== b.ruleId || a.reason !== b.reason;
}
