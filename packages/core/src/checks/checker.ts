import type { EvaluationContext, FlagResolution, Preflight } from "../contracts/evaluation";
import type { EventSink } from "../contracts/events";
import type { FlagSource, LocalAnswer } from "../contracts/source";
import { describeError } from "../log/safe";
import { answerFrom, type CheckAnswer } from "./answer";
import {
  type CheckerParts,
  type Context,
  isPromise,
  NOBODY,
  type Outcome,
  toAnswer,
  toValue,
} from "./checker-parts";
import { codeOf, inputError, limitOf, orNothing } from "./limits";
import {
  type CheckContext,
  type CheckFlagOptions,
  contextProblem,
  flagKeyProblem,
  type InputProblem,
  isProblem,
  preflightOf,
} from "./question";

const YES: Promise<boolean> = Promise.resolve(true);
const NO: Promise<boolean> = Promise.resolve(false);
type Options = CheckFlagOptions | undefined;

/**
 * Answers checks, asking the sources in order: local source, flag-check cache, REST, the call's default,
 * the configured default, `false`. No method throws or rejects.
 */
export class Checker {
  readonly #parts: CheckerParts;
  readonly #source: FlagSource | undefined;
  readonly #events: EventSink | undefined;
  readonly #observed: boolean;
  #awake = false;
  #closed = false;
  #running = 0;
  #whenIdle: (() => void)[] = [];

  constructor(parts: CheckerParts) {
    this.#parts = parts;
    this.#source = parts.source;
    this.#events = parts.events;
    this.#observed = parts.observer.enabled;
  }

  /** One flag's value. The way of a local answer: no promise is made, nothing is copied. */
  value(context: Context, key: string, options: Options): Promise<boolean> {
    if (!this.#observed && !this.#closed && this.#valid(context, key)) {
      const who = context ?? NOBODY;
      const preflight = preflightOf(options, who);
      if (!isProblem(preflight)) {
        let local: LocalAnswer | Promise<LocalAnswer>;
        if (this.#source !== undefined) {
          local = this.#ask(who, key, preflight);
          // A promise has no `value`: cheaper than asking once more what it is.
          const value = (local as { value?: unknown } | undefined)?.value;
          if (value === true) return YES;
          if (value === false) return NO;
        }
        if (local === undefined && preflight === undefined) {
          const cached = this.#parts.remote?.peek(key, who);
          if (cached !== undefined) return cached ? YES : NO;
        }
        return this.counted(this.#slow(who, key, options, preflight, local)).then(toValue);
      }
    }
    return this.answer(context, key, options).then((answer) => answer.value);
  }

  /** One flag's whole answer where no promise is needed for it; `undefined` sends the caller to `answer`. */
  answerNow(context: Context, key: string, options: Options): CheckAnswer | undefined {
    if (this.#observed || this.#closed || !this.#valid(context, key)) return undefined;
    const who = context ?? NOBODY;
    const preflight = preflightOf(options, who);
    if (isProblem(preflight)) return undefined;
    if (this.#source !== undefined) {
      const local = this.#askSync(who, key, preflight);
      return local === undefined ? undefined : this.named(local);
    }
    return preflight === undefined ? this.#parts.remote?.cachedSync(key, who) : undefined;
  }

  /** One flag's whole answer. */
  answer(context: Context, key: string, options: Options): Promise<CheckAnswer> {
    const { observer, clock } = this.#parts;
    if (!this.#observed) return this.counted(this.#outcome(context, key, options)).then(toAnswer);
    const startedAt = clock.monotonic();
    const observation = observer.begin(key, context ?? NOBODY);
    return this.counted(this.#outcome(context, key, options)).then((outcome) => {
      observation.end(outcome.answer, clock.monotonic() - startedAt, outcome.error);
      return outcome.answer;
    });
  }

  /** One flag's answer from what is in memory, else the default. */
  answerSync(context: Context, key: string, options: Options): CheckAnswer {
    if (!this.#observed) return this.#outcomeSync(context, key, options).answer;
    const { observer, clock } = this.#parts;
    const startedAt = clock.monotonic();
    const observation = observer.begin(key, context ?? NOBODY);
    const outcome = this.#outcomeSync(context, key, options);
    observation.end(outcome.answer, clock.monotonic() - startedAt, outcome.error);
    return outcome.answer;
  }

  /** One flag's value from what is in memory, else the default. */
  valueSync(context: Context, key: string, options: Options): boolean {
    if (!this.#observed && !this.#closed && this.#valid(context, key)) {
      const who = context ?? NOBODY;
      const preflight = preflightOf(options, who);
      if (!isProblem(preflight)) {
        const local = this.#source === undefined ? undefined : this.#askSync(who, key, preflight);
        if (local !== undefined) return local.value;
        const cached = preflight === undefined ? this.#parts.remote?.peek(key, who) : undefined;
        if (cached !== undefined) return cached;
      }
    }
    return this.answerSync(context, key, options).value;
  }

  /** Ends asking: later checks get defaults. Resolves once those under way have ended. */
  close(): Promise<void> {
    this.#closed = true;
    if (this.#running === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  /** What bulk checks need of the single ones. */
  get parts(): CheckerParts {
    return this.#parts;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Checks under way. */
  get running(): number {
    return this.#running;
  }

  #valid(context: Context, key: string): boolean {
    return typeof key === "string" && key !== "" && contextProblem(context) === undefined;
  }

  /** Starts the source, once. */
  wake(): void {
    if (this.#awake) return;
    this.#awake = true;
    this.#parts.wake();
  }

  #ask(
    context: EvaluationContext,
    key: string,
    preflight: Preflight | undefined,
  ): LocalAnswer | Promise<LocalAnswer> {
    const source = this.#source;
    if (source === undefined) return undefined;
    if (!this.#awake) this.wake();
    try {
      const answer = source.resolve(context, key, preflight);
      if (answer === undefined || isPromise(answer)) return answer;
      this.#events?.acceptFlagCheck(answer, context, preflight);
      return answer;
    } catch (error) {
      return this.sourceFailed(error);
    }
  }

  #askSync(context: EvaluationContext, key: string, preflight: Preflight | undefined): LocalAnswer {
    const source = this.#source;
    if (source === undefined) return undefined;
    if (!this.#awake) this.wake();
    try {
      const answer = source.resolveSync(context, key, preflight);
      if (answer !== undefined) this.#events?.acceptFlagCheck(answer, context, preflight);
      return answer;
    } catch (error) {
      return this.sourceFailed(error);
    }
  }

  sourceFailed(error: unknown): undefined {
    this.#parts.logger.error("The flag source failed; the next source is asked", describeError(error));
    return undefined;
  }

  #problem(context: Context, key: string, options: Options): InputProblem | Preflight | undefined {
    return flagKeyProblem(key) ?? contextProblem(context) ?? preflightOf(options, context);
  }

  #refused(problem: InputProblem, key: string, options: Options): Outcome {
    const { logger, defaults } = this.#parts;
    logger.error(`A flag check was refused (${problem.code}): ${problem.message}`);
    return { answer: defaults.answer(String(key), options, problem.code), error: inputError(problem) };
  }

  #outcome(context: Context, key: string, options: Options): Promise<Outcome> {
    const problem = this.#problem(context, key, options);
    if (isProblem(problem)) return Promise.resolve(this.#refused(problem, key, options));
    if (this.#closed) return Promise.resolve(this.#unasked(key, options));
    const who = context ?? NOBODY;
    return this.#slow(who, key, options, problem, this.#ask(who, key, problem));
  }

  #outcomeSync(context: Context, key: string, options: Options): Outcome {
    const problem = this.#problem(context, key, options);
    if (isProblem(problem)) return this.#refused(problem, key, options);
    if (this.#closed) return this.#unasked(key, options);
    const who = context ?? NOBODY;
    const local = this.#askSync(who, key, problem);
    if (local !== undefined) return { answer: this.named(local) };
    const cached = problem === undefined ? this.#parts.remote?.cachedSync(key, who, true) : undefined;
    if (cached !== undefined) return { answer: cached };
    return {
      answer: this.#parts.defaults.answer(key, options, this.#parts.remote ? "not_in_memory" : "offline"),
    };
  }

  #unasked(key: string, options: Options): Outcome {
    return { answer: this.#parts.defaults.answer(key, options, this.#parts.remote ? "closed" : "offline") };
  }

  /** A local answer as callers get it. */
  named(local: FlagResolution & { ageMs?: number }): CheckAnswer {
    return answerFrom(local, this.#source?.name ?? "datastream", local.ageMs);
  }

  /** The rest of the way, from the local answer (or its absence) on. */
  async #slow(
    context: CheckContext,
    key: string,
    options: Options,
    preflight: Preflight | undefined,
    asked: LocalAnswer | Promise<LocalAnswer>,
  ): Promise<Outcome> {
    const { clock, defaults, remote, logger } = this.#parts;
    const limit = limitOf(options, logger);
    const startedAt = limit === undefined ? 0 : clock.monotonic();
    try {
      let local: LocalAnswer;
      if (isPromise(asked)) {
        const guarded = asked.catch((error: unknown) => this.sourceFailed(error));
        local = limit === undefined ? await guarded : await orNothing(guarded, limit, clock);
        if (local !== undefined) this.#events?.acceptFlagCheck(local, context, preflight);
      } else {
        local = asked;
      }
      if (local !== undefined) return { answer: this.named(local) };
      if (remote === undefined) return { answer: defaults.answer(key, options, "offline") };
      const timeoutMs =
        limit === undefined ? undefined : Math.max(1, limit - (clock.monotonic() - startedAt));
      return { answer: await remote.check(key, { context, preflight, timeoutMs }) };
    } catch (error) {
      const stale = await this.#stale(context, key, preflight);
      if (stale !== undefined) return { answer: stale };
      logger.error("A flag check failed; the default is the answer", key, describeError(error));
      return { answer: defaults.answer(key, options, codeOf(error)), error };
    }
  }

  /** What the source still has when nobody else answers: from data that is too old to be asked first. */
  async #stale(
    context: CheckContext,
    key: string,
    preflight: Preflight | undefined,
  ): Promise<CheckAnswer | undefined> {
    try {
      const answer = await this.#source?.resolveStale?.(context, key, preflight);
      if (answer === undefined) return undefined;
      this.#events?.acceptFlagCheck(answer, context, preflight);
      return this.named(answer);
    } catch (error) {
      return this.sourceFailed(error);
    }
  }

  /** Counts work that `close()` waits for. */
  counted<T>(work: Promise<T>): Promise<T> {
    this.#running++;
    const end = (): void => {
      this.#running--;
      if (this.#running > 0) return;
      const idle = this.#whenIdle;
      this.#whenIdle = [];
      for (const resolve of idle) resolve();
    };
    work.then(end, end);
    return work;
  }
}
