import type { Clock } from "../contracts/clock";
import type { EvaluationContext, FlagResolution, Preflight } from "../contracts/evaluation";
import type { EventSink } from "../contracts/events";
import type { FlagSource, FlagSourceHost, LocalAnswer } from "../contracts/source";
import { describeError, type SafeLogger } from "../log/safe";
import { within } from "../within";
import { answerFrom, type CheckAnswer, flagCheckResult, type Want } from "./answer";
import { codeOf, type FlagDefaults } from "./defaults";
import type { BeginCheck } from "./observe";
import {
  assertFlagKey,
  type CheckContext,
  type CheckFlagOptions,
  flagKeyProblem,
  isFlagKey,
  questionOf,
} from "./question";
import type { RemoteChecks, RemoteQuestion } from "./remote";
import type { FlagCheckResult } from "./results";

type Context = CheckContext | null | undefined;
type Keys = readonly string[] | undefined;
type Options = CheckFlagOptions | undefined;

/** The context of a check that has none. */
const NOBODY: CheckContext = {};
const NOTHING = (): undefined => undefined;
const YES: Promise<boolean> = Promise.resolve(true);
const NO: Promise<boolean> = Promise.resolve(false);

const toValue = (answer: FlagResolution): boolean => answer.value;
const VALUE: Want<boolean> = { take: toValue, aged: false, sync: false };
const VALUE_SYNC: Want<boolean> = { take: toValue, aged: false, sync: true };
const ANSWER_SYNC: Want<CheckAnswer> = { take: answerFrom, aged: true, sync: true };

/** What is there at once: an answer as it is wanted, or what the source promised; else nothing. */
type Now<T> = T | Promise<LocalAnswer> | undefined;

/** What a checker works with; `remote` is absent offline, `source` and `events` where there are none. */
export interface CheckerParts {
  source?: FlagSource | undefined;
  /** What the source is started with. */
  host?: FlagSourceHost | undefined;
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
  readonly #source: FlagSource | undefined;
  #awake = false;
  #closed = false;
  #running = 0;
  #whenIdle: (() => void) | undefined;

  constructor(parts: CheckerParts) {
    this.#parts = parts;
    this.#source = parts.source;
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
    if (typeof now === "boolean") return now;
    const end = this.#parts.begin?.(key, context ?? NOBODY);
    let answer: CheckAnswer | undefined;
    let failure: unknown;
    try {
      answer = this.#memory(ANSWER_SYNC, context, key, options) as CheckAnswer | undefined;
    } catch (error) {
      failure = this.#told(error, key);
    }
    answer ??= this.#default(key, options, failure);
    end?.(answer, failure);
    return answer.value;
  }

  /**
   * Several flags for one context, in the order of `keys`; absent or empty keys = all. What no source
   * answers is the configured default; without keys those are all that is known then. Queues no events.
   * Where the local source knows all of them at once, nothing is made but the results.
   */
  async many(context: Context, given: Keys): Promise<FlagCheckResult[]> {
    const { begin, defaults } = this.#parts;
    const keys: Keys = Array.isArray(given) && given.length > 0 ? given : undefined;
    const who = context ?? NOBODY;
    const ends = begin && keys?.map((key) => begin(key, who));
    const found = new Map<string, CheckAnswer>();
    const away = this.#away;
    let failure: unknown;
    this.#running++;
    try {
      const question = { context: who, preflight: questionOf(context, undefined), deadline: Infinity };
      const local = away ? undefined : await this.#find(found, question, keys);
      if (local !== undefined) return local.map((answer) => flagCheckResult(answer, this.#name));
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
    const { host, logger } = this.#parts;
    if (this.#awake || this.#closed || host === undefined) return;
    this.#awake = true;
    try {
      this.#source?.start(host);
    } catch (error) {
      logger.error("The flag source did not start; checks go over REST", describeError(error));
    }
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

  get #name(): FlagSource["name"] {
    return this.#source?.name ?? "datastream";
  }

  /** As `#memory`; what is wrong with the question is told by those who go the whole way. */
  #now<T>(want: Want<T>, context: Context, key: string, options: Options): Now<T> {
    if (this.#parts.begin !== undefined) return undefined;
    try {
      return this.#memory(want, context, key, options);
    } catch {
      return undefined;
    }
  }

  /** The answer of source or cache where it is in memory. Throws for a question that cannot be asked. */
  #memory<T>(want: Want<T>, context: Context, key: string, options: Options): Now<T> {
    assertFlagKey(key);
    const preflight = questionOf(context, options);
    if (this.#closed) return undefined;
    const who = context ?? NOBODY;
    const local = this.#local(who, key, preflight, want.sync);
    // A promise has no `value`: cheaper than asking what it is.
    if ((local as LocalAnswer)?.value === undefined) {
      if (local !== undefined || preflight !== undefined) return local as Promise<LocalAnswer> | undefined;
      return this.#parts.remote?.inMemory(key, who, want);
    }
    const answer = local as NonNullable<LocalAnswer>;
    this.#parts.events?.acceptFlagCheck(answer, who, preflight);
    return want.take(answer, this.#name, want.aged ? answer.ageMs : undefined);
  }

  #local(
    context: EvaluationContext,
    key: string,
    preflight: Preflight | undefined,
    sync: boolean,
  ): LocalAnswer | Promise<LocalAnswer> {
    const source = this.#source;
    if (source === undefined) return undefined;
    if (!this.#awake) this.wake();
    try {
      return sync ? source.resolveSync(context, key, preflight) : source.resolve(context, key, preflight);
    } catch (error) {
      return this.#sourceFailed(error);
    }
  }

  /** The whole way of one check, from what the source promised on where it was asked already. */
  async #ask(context: Context, key: string, options: Options, asked: Now<never>): Promise<CheckAnswer> {
    const end = this.#parts.begin?.(key, context ?? NOBODY);
    let answer: CheckAnswer | undefined;
    let failure: unknown;
    this.#running++;
    try {
      assertFlagKey(key);
      const preflight = questionOf(context, options);
      const deadline = this.#deadline(options?.timeoutMs ?? Infinity);
      if (!this.#away)
        answer = await this.#findOne(key, { context: context ?? NOBODY, preflight, deadline }, asked);
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
    const { clock, events, remote } = this.#parts;
    const taken = (local: NonNullable<LocalAnswer>): CheckAnswer => {
      events?.acceptFlagCheck(local, context, preflight);
      return answerFrom(local, this.#name, local.ageMs);
    };
    try {
      const promised = Promise.resolve(asked ?? this.#local(context, key, preflight, false));
      const safe = promised.catch((error: unknown) => this.#sourceFailed(error));
      const local = await within(safe, deadline, clock, NOTHING);
      return local === undefined ? await remote?.check(key, question) : taken(local);
    } catch (error) {
      const stale = await this.#stale(key, question);
      if (stale === undefined) throw error;
      return taken(stale);
    }
  }

  /** Several answers, into `found`; or, where nobody observes, the source's own when it has them all. */
  async #find(
    found: Map<string, CheckAnswer>,
    question: RemoteQuestion,
    keys: Keys,
  ): Promise<readonly FlagResolution[] | undefined> {
    const { context, preflight } = question;
    const { begin, remote } = this.#parts;
    const asked = keys?.filter(isFlagKey);
    const missing = (): Keys => asked?.filter((key) => !found.has(key));
    if (asked?.length !== keys?.length) this.#told(flagKeyProblem());
    if (asked?.length === 0) return undefined;
    let local: LocalAnswer[] | undefined;
    try {
      this.wake();
      local = await this.#source?.resolveAll(context, asked, preflight);
    } catch (error) {
      this.#sourceFailed(error);
    }
    if (local !== undefined) {
      if (!begin && asked?.length === keys?.length && !local.includes(undefined))
        return local as FlagResolution[];
      for (const answer of local)
        if (answer) found.set(answer.flagKey, answerFrom(answer, this.#name, answer.ageMs));
      if (!missing()?.length) return undefined;
    }
    try {
      const others = await remote?.checkAll(question, missing());
      for (const [key, answer] of others ?? []) if (!found.has(key)) found.set(key, answer);
    } catch (error) {
      for (const key of missing() ?? []) {
        const stale = await this.#stale(key, question);
        if (stale) found.set(key, answerFrom(stale, this.#name, stale.ageMs));
      }
      if (missing()?.length !== 0) throw error;
    }
    return undefined;
  }

  /** What the source still has when nobody else answers: from data that is too old to be asked first. */
  async #stale(key: string, { context, preflight }: RemoteQuestion): Promise<LocalAnswer> {
    try {
      return await this.#source?.resolveStale?.(context, key, preflight);
    } catch (error) {
      return this.#sourceFailed(error);
    }
  }

  #sourceFailed(error: unknown): undefined {
    this.#parts.logger.error("The flag source failed; the next source is asked", describeError(error));
  }

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
