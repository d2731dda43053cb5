import type { Clock } from "../contracts/clock";
import type { FlagResolution } from "../contracts/evaluation";
import type { EventSink } from "../contracts/events";
import type { FlagSource, LocalAnswer } from "../contracts/source";
import { describeError, type SafeLogger } from "../log/safe";
import { within } from "../within";
import { answerFrom, type CheckAnswer, flagCheckResult, type Want } from "./answer";
import { codeOf, type FlagDefaults } from "./defaults";
import type { BeginCheck } from "./observe";
import {
  assertFlagKey,
  type CheckContext,
  type CheckFlagOptions,
  contextOf,
  flagKeyProblem,
  isFlagKey,
  questionOf,
} from "./question";
import type { RemoteChecks, RemoteQuestion } from "./remote";
import type { FlagCheckResult } from "./results";
import type { GuardedSource } from "./source";

type Context = CheckContext | null | undefined;
type Keys = readonly string[] | undefined;
type Options = CheckFlagOptions | undefined;
type Found = Map<string, CheckAnswer>;
/** What is there at once: an answer as it is wanted, or what the source promised; else nothing. */
type Now<T> = T | Promise<LocalAnswer> | undefined;

const NOTHING = (): undefined => undefined;
const YES: Promise<boolean> = Promise.resolve(true);
const NO: Promise<boolean> = Promise.resolve(false);

const toValue = (answer: FlagResolution): boolean => answer.value;
const VALUE: Want<boolean> = { take: toValue, aged: false, sync: false };
const VALUE_SYNC: Want<boolean> = { take: toValue, aged: false, sync: true };
const ANSWER_SYNC: Want<CheckAnswer> = { take: answerFrom, aged: true, sync: true };

/** A promise has no `value`: cheaper than asking what it is. */
const isAnswer = (local: LocalAnswer | Promise<LocalAnswer>): local is NonNullable<LocalAnswer> =>
  (local as LocalAnswer)?.value !== undefined;

/** A loop: `every` calls a function for each. */
function areFlagKeys(keys: Keys): boolean {
  for (const key of keys ?? []) if (!isFlagKey(key)) return false;
  return true;
}

/** What a checker works with; `remote` is absent offline, `source` and `events` where there are none. */
export interface CheckerParts {
  source?: GuardedSource | undefined;
  remote?: RemoteChecks | undefined;
  /** Takes `flag_check` events; absent when they are off. */
  events?: EventSink | undefined;
  defaults: FlagDefaults;
  /** Absent without hooks. */
  begin: BeginCheck | undefined;
  clock: Clock;
  logger: SafeLogger;
}

/**
 * Answers checks, asking the sources in order: local source, flag-check cache, REST, the call's default,
 * the configured default, `false`. No method throws or rejects.
 */
export class Checker {
  readonly #parts: CheckerParts;
  readonly #source: GuardedSource | undefined;
  readonly #events: EventSink | undefined;
  readonly #begin: BeginCheck | undefined;
  readonly #name: FlagSource["name"];
  readonly #result = (answer: FlagResolution): FlagCheckResult => flagCheckResult(answer, this.#name);
  #closed = false;
  #running = 0;
  #whenIdle: (() => void) | undefined;

  constructor(parts: CheckerParts) {
    this.#parts = parts;
    this.#source = parts.source;
    this.#events = parts.events;
    this.#begin = parts.begin;
    this.#name = parts.source?.name ?? "datastream";
  }

  /** One flag's value. Where memory answers nothing is made, not even a promise. */
  value(context: Context, key: string, options: Options): Promise<boolean> {
    const now = this.#now(VALUE, context, key, options);
    if (now === true) return YES;
    if (now === false) return NO;
    return this.#ask(context, key, options, now).then(toValue);
  }

  /** One flag's answer, as it is wanted. Where memory answers nothing else is made. */
  answer<T extends object>(want: Want<T>, context: Context, key: string, options: Options): Promise<T> {
    const now = this.#now(want, context, key, options);
    if (now !== undefined && !(now instanceof Promise)) return Promise.resolve(now);
    return this.#ask(context, key, options, now).then((answer) =>
      want.take(answer, answer.source, want.aged ? answer.ageMs : undefined),
    );
  }

  /** One flag's value from what is in memory, else the default. */
  valueSync(context: Context, key: string, options: Options): boolean {
    const now = this.#now(VALUE_SYNC, context, key, options);
    return typeof now === "boolean" ? now : this.#askSync(context, key, options).value;
  }

  /**
   * Several flags for one context, in the order of `keys`; absent or empty keys = all. What no source
   * answers is the configured default; without keys those are all that is known then. Queues no events.
   * Where the local source knows all of them at once, nothing is made but the results.
   */
  many(context: Context, given: Keys): Promise<FlagCheckResult[]> {
    const keys: Keys = Array.isArray(given) && given.length > 0 ? given : undefined;
    const now = this.#manyNow(context, keys);
    return now === undefined ? this.#askMany(context, keys) : Promise.resolve(now);
  }

  /** All of them from memory; what is wrong with the question is told by those who go the whole way. */
  #manyNow(context: Context, keys: Keys): FlagCheckResult[] | undefined {
    if (this.#begin !== undefined || this.#away !== undefined || !areFlagKeys(keys)) return undefined;
    let who: CheckContext;
    try {
      who = contextOf(context, this.#leftOut);
      if (questionOf(who, undefined) !== undefined) return undefined;
    } catch {
      return undefined;
    }
    return this.#source?.each(who, keys, this.#result);
  }

  /** The whole way of several checks. */
  async #askMany(context: Context, keys: Keys): Promise<FlagCheckResult[]> {
    const begin = this.#begin;
    const { defaults } = this.#parts;
    const asked = areFlagKeys(keys) ? keys : keys?.filter(isFlagKey);
    let who = context ?? {};
    const ends = begin && keys?.map((key) => begin(key, who));
    const found: Found = new Map();
    const away = this.#away;
    let failure: unknown;
    this.#running++;
    try {
      if (asked !== keys) this.#told(flagKeyProblem());
      who = contextOf(context, this.#leftOut);
      const preflight = questionOf(who, undefined);
      if (!away && asked?.length !== 0) {
        const given = this.#source?.all(who, asked, preflight);
        const local = given instanceof Promise ? await given : given;
        if (local && asked === keys && !begin && !local.includes(undefined))
          return (local as FlagResolution[]).map(this.#result);
        this.#keep(found, local ?? []);
        const missing = asked?.filter((key) => !found.has(key));
        if (missing ? missing.length > 0 : local === undefined)
          await this.#findElsewhere(found, { context: who, preflight, deadline: Infinity }, missing);
      }
    } catch (error) {
      failure = this.#told(error);
    } finally {
      this.#ended();
    }
    const why = failure === undefined ? away : codeOf(failure);
    const missing = (key: string): CheckAnswer =>
      defaults.answer(key, undefined, isFlagKey(key) ? (why ?? "flag_not_found") : "invalid_flag_key");
    const wanted = keys ?? new Set([...found.keys(), ...(why === undefined ? [] : defaults.keys())]);
    return Array.from(wanted, (key, index) => {
      const answer = found.get(key) ?? missing(key);
      const end = ends ? ends[index] : begin?.(key, who);
      end?.(answer, found.has(key) ? undefined : failure);
      return flagCheckResult(answer, answer.source);
    });
  }

  /** Starts the source, once. */
  wake(): void {
    if (!this.#closed) this.#source?.start();
  }

  /** Checks under way, and their requests. */
  get running(): number {
    return this.#running + (this.#parts.remote?.inFlight ?? 0);
  }

  /** Ends asking: later checks get defaults. Resolves once those under way have ended. */
  close(): Promise<void> {
    this.#closed = true;
    return new Promise((resolve) => {
      this.#whenIdle = resolve;
      if (this.#running === 0) resolve();
    });
  }

  #ended(): void {
    if (--this.#running === 0) this.#whenIdle?.();
  }

  /** Why no source is asked. */
  get #away(): "closed" | "offline" | undefined {
    if (this.#closed) return "closed";
    return this.#parts.remote === undefined ? "offline" : undefined;
  }

  /** As `#memory`; what is wrong with the question is told by those who go the whole way. */
  #now<T>(want: Want<T>, context: Context, key: string, options: Options): Now<T> {
    if (this.#begin !== undefined) return undefined;
    try {
      return this.#memory(want, context, key, options);
    } catch {
      return undefined;
    }
  }

  /** The answer of source or cache where it is in memory. Throws for a question that cannot be asked. */
  #memory<T>(want: Want<T>, context: Context, key: string, options: Options): Now<T> {
    assertFlagKey(key);
    const who = contextOf(context, this.#leftOut);
    const preflight = questionOf(who, options);
    if (this.#closed) return undefined;
    const local = this.#source?.answer(who, key, preflight, want.sync);
    if (isAnswer(local)) {
      this.#events?.acceptFlagCheck(local, who, preflight);
      return want.take(local, this.#name, want.aged ? local.ageMs : undefined);
    }
    if (local !== undefined || preflight !== undefined) return local;
    return this.#parts.remote?.inMemory(key, who, want);
  }

  /** The whole way of one check that may not wait. */
  #askSync(context: Context, key: string, options: Options): CheckAnswer {
    const end = this.#begin?.(key, context ?? {});
    let answer: CheckAnswer | undefined;
    let failure: unknown;
    try {
      answer = this.#memory(ANSWER_SYNC, context, key, options) as CheckAnswer | undefined;
    } catch (error) {
      failure = this.#told(error, key);
    }
    answer ??= this.#default(key, options, failure);
    end?.(answer, failure);
    return answer;
  }

  /** The whole way of one check, from what the source promised on where it was asked already. */
  async #ask(context: Context, key: string, options: Options, asked: Now<never>): Promise<CheckAnswer> {
    const end = this.#begin?.(key, context ?? {});
    let answer: CheckAnswer | undefined;
    let failure: unknown;
    this.#running++;
    try {
      assertFlagKey(key);
      const who = contextOf(context, this.#leftOut);
      const preflight = questionOf(who, options);
      const deadline = this.#deadline(options?.timeoutMs ?? Infinity);
      const question = { context: who, preflight, deadline };
      if (!this.#away) answer = await this.#findOne(key, question, asked);
    } catch (error) {
      failure = this.#told(error, key);
    }
    answer ??= this.#default(key, options, failure);
    end?.(answer, failure);
    this.#ended();
    return answer;
  }

  async #findOne(key: string, question: RemoteQuestion, asked: Now<never>): Promise<CheckAnswer | undefined> {
    const { context, preflight, deadline } = question;
    const source = this.#source;
    try {
      if (source !== undefined) {
        const kept = source.kept(asked ?? source.answer(context, key, preflight, false));
        const local = await within(kept, deadline, this.#parts.clock, NOTHING);
        if (local !== undefined) return this.#taken(local, question);
      }
      return await this.#parts.remote?.check(key, question);
    } catch (error) {
      const stale = await source?.stale(context, key, preflight);
      if (stale === undefined) throw error;
      return this.#taken(stale, question);
    }
  }

  /** A single answer of the source; it becomes an event. */
  #taken(local: NonNullable<LocalAnswer>, { context, preflight }: RemoteQuestion): CheckAnswer {
    this.#events?.acceptFlagCheck(local, context, preflight);
    return answerFrom(local, this.#name, local.ageMs);
  }

  /** Finds what the source could not answer, into `found`; throws where something of it stays unanswered. */
  async #findElsewhere(found: Found, question: RemoteQuestion, keys: Keys): Promise<void> {
    try {
      const answers = await this.#parts.remote?.checkAll(question, keys);
      for (const [key, answer] of answers ?? []) if (!found.has(key)) found.set(key, answer);
    } catch (error) {
      for (const key of keys ?? [])
        this.#keep(found, [await this.#source?.stale(question.context, key, question.preflight)]);
      if (!keys?.every((key) => found.has(key))) throw error;
    }
  }

  #keep(found: Found, answers: readonly LocalAnswer[]): void {
    for (const answer of answers)
      if (answer) found.set(answer.flagKey, answerFrom(answer, this.#name, answer.ageMs));
  }

  /** Tells of keys that a check went without. */
  readonly #leftOut = (problem: unknown): void =>
    this.#parts.logger.error("A check went without a key", describeError(problem));

  /** Tells why a check gets its default. */
  #told(error: unknown, key = ""): unknown {
    this.#parts.logger.error(`A check got its default (${codeOf(error)})`, key, describeError(error));
    return error;
  }

  #default(key: string, options: Options, failure: unknown): CheckAnswer {
    const code = failure === undefined ? (this.#away ?? "not_in_memory") : codeOf(failure);
    return this.#parts.defaults.answer(key, options, code);
  }

  /** When the check must have its answer, on the monotonic clock. */
  #deadline(timeoutMs: unknown): number {
    const { clock, logger } = this.#parts;
    if (typeof timeoutMs === "number" && timeoutMs > 0) return clock.monotonic() + timeoutMs;
    logger.error("A check's timeoutMs was ignored (invalid_timeout): give ms, more than 0");
    return Infinity;
  }
}
