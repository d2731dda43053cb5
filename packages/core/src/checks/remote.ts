import type { Clock } from "../contracts/clock";
import type { EvaluationContext, FlagResolution, Preflight } from "../contracts/evaluation";
import { answerFrom, type CheckAnswer } from "./answer";
import { Flights } from "./flights";
import { KeyMemo } from "./key-memo";
import { contextText, questionKey } from "./question";
import type { AnswerStore } from "./store";

/** The two REST calls that checks make. */
export interface FlagApi {
  checkFlag(flagKey: string, body: RemoteBody, signal: AbortSignal): Promise<FlagResolution>;
  checkFlags(body: RemoteBody, signal: AbortSignal): Promise<FlagResolution[]>;
}

/** Body of a REST check: company and user only where they have keys. */
export interface RemoteBody {
  company?: Record<string, string>;
  user?: Record<string, string>;
  preflight?: Preflight;
}

/** A question, with what its answer takes. */
export interface RemoteQuestion {
  context: EvaluationContext;
  preflight?: Preflight | undefined;
  /** Time left for it, ms. */
  timeoutMs?: number | undefined;
}

function bodyOf(question: RemoteQuestion): RemoteBody {
  const { company, user } = question.context;
  const body: RemoteBody = {};
  // Copied: the caller may change its object while the request waits to be tried again.
  if (company && Object.keys(company).length > 0) body.company = { ...company };
  if (user && Object.keys(user).length > 0) body.user = { ...user };
  if (question.preflight !== undefined) body.preflight = question.preflight;
  return body;
}

/** Checks over REST, behind the flag-check cache; one request in flight per question. */
export class RemoteChecks {
  readonly #store: AnswerStore;
  readonly #api: FlagApi;
  readonly #clock: Clock;
  readonly #keys = new KeyMemo();
  readonly #single: Flights<FlagResolution>;
  readonly #bulk: Flights<FlagResolution[]>;

  constructor(parts: { store: AnswerStore; api: FlagApi; clock: Clock }) {
    this.#store = parts.store;
    this.#api = parts.api;
    this.#clock = parts.clock;
    this.#single = new Flights(parts.clock);
    this.#bulk = new Flights(parts.clock);
  }

  /** The value that this process's memory holds, if any. */
  peek(flagKey: string, context: EvaluationContext): boolean | undefined {
    return this.#store.enabled ? this.#store.peek(this.#keys.of(flagKey, context)) : undefined;
  }

  /** The answer that this process's memory holds, if any; `skipOthers` also behind other caches. */
  cachedSync(flagKey: string, context: EvaluationContext, skipOthers = false): CheckAnswer | undefined {
    return this.#store.enabled
      ? this.#store.readSync(this.#keys.of(flagKey, context), skipOthers)
      : undefined;
  }

  /** One flag, from cache or REST; rejects when neither answers. */
  async check(flagKey: string, question: RemoteQuestion): Promise<CheckAnswer> {
    const { context, preflight, timeoutMs } = question;
    const key = this.#keys.of(flagKey, context);
    if (preflight !== undefined) {
      // A preflight neither reads nor fills the cache, yet the same one twice at a time is one request.
      const flight = `${key}|${JSON.stringify(preflight)}`;
      return this.#fresh(await this.#ask(flight, flagKey, question, timeoutMs));
    }
    if (!this.#store.enabled) return this.#fresh(await this.#ask(key, flagKey, question, timeoutMs));
    const startedAt = timeoutMs === undefined ? 0 : this.#clock.monotonic();
    const hit = await this.#store.read(key);
    if (hit !== undefined) return hit;
    const left =
      timeoutMs === undefined ? undefined : Math.max(1, timeoutMs - (this.#clock.monotonic() - startedAt));
    return this.#fresh(await this.#ask(key, flagKey, question, left));
  }

  #ask(
    flight: string,
    flagKey: string,
    question: RemoteQuestion,
    timeoutMs: number | undefined,
  ): Promise<FlagResolution> {
    const start = async (signal: AbortSignal): Promise<FlagResolution> => {
      const answer = await this.#api.checkFlag(flagKey, bodyOf(question), signal);
      if (question.preflight === undefined && this.#store.enabled) this.#store.write(flight, answer);
      return answer;
    };
    return this.#single.join(flight, start, timeoutMs);
  }

  /** Several flags; absent keys = all. A key that REST does not know is missing from the map. */
  async checkAll(question: RemoteQuestion, keys?: readonly string[]): Promise<Map<string, CheckAnswer>> {
    const text = contextText(question.context);
    const answers = new Map<string, CheckAnswer>();
    const cached = question.preflight === undefined && this.#store.enabled;
    if (cached && keys !== undefined) {
      await Promise.all(
        keys.map(async (key) => {
          const hit = await this.#store.read(questionKey(key, text));
          if (hit !== undefined) answers.set(key, hit);
        }),
      );
      if (keys.every((key) => answers.has(key))) return answers;
    }
    const flight = question.preflight === undefined ? text : `${text}|${JSON.stringify(question.preflight)}`;
    const start = async (signal: AbortSignal): Promise<FlagResolution[]> => {
      const all = await this.#api.checkFlags(bodyOf(question), signal);
      if (cached) for (const answer of all) this.#store.write(questionKey(answer.flagKey, text), answer);
      return all;
    };
    for (const answer of await this.#bulk.join(flight, start, question.timeoutMs)) {
      answers.set(answer.flagKey, this.#fresh(answer));
    }
    return answers;
  }

  /** Whether requests are under way. */
  get inFlight(): number {
    return this.#single.size + this.#bulk.size;
  }

  abort(): void {
    this.#single.abortAll();
    this.#bulk.abortAll();
  }

  #fresh(answer: FlagResolution): CheckAnswer {
    return answerFrom(answer, "api", undefined);
  }
}
