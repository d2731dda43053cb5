import type { Transport } from "@schematic/api";
import { checkFlag, checkFlags } from "@schematic/api/features";
import type { Clock } from "../contracts/clock";
import type { EvaluationContext, Preflight } from "../contracts/evaluation";
import { answerFrom, type CheckAnswer, resolutionOf, type Want } from "./answer";
import { Flights } from "./flights";
import { KeyMemo } from "./key-memo";
import { contextText, questionKey } from "./question";
import type { AnswerStore } from "./store";

/** Body of a REST check: company and user only where they have keys. */
interface RemoteBody {
  company?: Record<string, string>;
  user?: Record<string, string>;
  preflight?: Preflight;
}

/** A question that memory alone could not answer. */
export interface RemoteQuestion {
  context: EvaluationContext;
  preflight: Preflight | undefined;
  /** Until when an answer is of use, on the monotonic clock; `Infinity`: whenever. */
  deadline: number;
}

/** Longest wait before a retry of a check, in milliseconds. A check that had to wait longer returns its default. */
const MAX_RETRY_DELAY_MS = 2_000;

/** Copied: the caller may change its object while the request waits to be tried again. */
function bodyOf({ company, user }: EvaluationContext, preflight: Preflight | undefined): RemoteBody {
  const body: RemoteBody = {};
  if (company && Object.keys(company).length > 0) body.company = { ...company };
  if (user && Object.keys(user).length > 0) body.user = { ...user };
  if (preflight !== undefined) body.preflight = preflight;
  return body;
}

/** A preflight neither reads nor fills the cache, yet the same one twice at a time is one request. */
const flightKey = (key: string, preflight: Preflight | undefined): string =>
  preflight === undefined ? key : `${key}|${JSON.stringify(preflight)}`;

/** Checks over REST, behind the flag-check cache; one request in flight per question. */
export class RemoteChecks {
  readonly #transport: Transport;
  readonly #store: AnswerStore;
  readonly #keys = new KeyMemo();
  readonly #flights: Flights;

  constructor(transport: Transport, store: AnswerStore, clock: Clock) {
    this.#transport = transport;
    this.#store = store;
    this.#flights = new Flights(clock);
  }

  /** The answer in this process's memory, if any. */
  inMemory<T>(flagKey: string, context: EvaluationContext, want: Want<T>): T | undefined {
    return this.#store.inMemory(this.#keys.of(flagKey, context), want);
  }

  /** One flag, from cache or REST; rejects when neither answers. */
  async check(flagKey: string, { context, preflight, deadline }: RemoteQuestion): Promise<CheckAnswer> {
    const key = this.#keys.of(flagKey, context);
    const body = bodyOf(context, preflight);
    const hit = preflight === undefined ? await this.#store.read(key) : undefined;
    if (hit !== undefined) return hit;
    const answer = await this.#flights.join(flightKey(key, preflight), deadline, async (abortSignal) => {
      const { data } = await checkFlag(this.#transport, flagKey, body, {
        abortSignal,
        maxRetryDelayMs: MAX_RETRY_DELAY_MS,
      });
      const given = resolutionOf(data, flagKey);
      if (preflight === undefined) this.#store.write(key, given);
      return given;
    });
    return answerFrom(answer, "api");
  }

  /** Several flags; absent keys = all. A key that REST does not know is missing from the map. */
  async checkAll(
    { context, preflight, deadline }: RemoteQuestion,
    keys: readonly string[] | undefined,
  ): Promise<Map<string, CheckAnswer>> {
    const text = contextText(context);
    const body = bodyOf(context, preflight);
    const answers = new Map<string, CheckAnswer>();
    if (preflight === undefined && keys !== undefined) {
      const hits = await Promise.all(keys.map((key) => this.#store.read(questionKey(key, text))));
      for (const hit of hits) if (hit !== undefined) answers.set(hit.flagKey, hit);
      if (keys.every((key) => answers.has(key))) return answers;
    }
    const key = flightKey(text, preflight);
    const all = await this.#flights.join(key, deadline, async (abortSignal) => {
      const { data } = await checkFlags(this.#transport, body, {
        abortSignal,
        maxRetryDelayMs: MAX_RETRY_DELAY_MS,
      });
      const given = data.flags.map((answer) => resolutionOf(answer, answer.flag));
      if (preflight === undefined)
        for (const answer of given) this.#store.write(questionKey(answer.flagKey, text), answer);
      return given;
    });
    for (const answer of all) answers.set(answer.flagKey, answerFrom(answer, "api"));
    return answers;
  }

  /** Requests under way. */
  get inFlight(): number {
    return this.#flights.size;
  }

  abort(): void {
    this.#flights.abortAll();
  }
}
