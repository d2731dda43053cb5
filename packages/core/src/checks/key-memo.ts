import type { EvaluationContext } from "../contracts/evaluation";
import { contextText, questionKey } from "./question";

/** Keys remembered at most; then all are forgotten, which costs each of them one more making. */
const MAX_KEYS = 10_000;

interface Memo {
  readonly companyName: string;
  readonly userName: string;
  readonly key: string;
}

/**
 * Makes cache keys, and remembers those of plain questions (at most one company key and one user key).
 * Making a text and hashing it costs several times what finding it again in nested maps does.
 */
export class KeyMemo {
  readonly #flags = new Map<string, Map<string, Map<string, Memo>>>();
  #size = 0;

  /** The key of a question's answer in the flag-check cache. */
  of(flagKey: string, context: EvaluationContext): string {
    const { company, user } = context;
    let companyName = "";
    let userName = "";
    let count = 0;
    for (const name in company) {
      if (!Object.hasOwn(company, name)) continue;
      if (count++ > 0) return questionKey(flagKey, contextText(context));
      companyName = name;
    }
    count = 0;
    for (const name in user) {
      if (!Object.hasOwn(user, name)) continue;
      if (count++ > 0) return questionKey(flagKey, contextText(context));
      userName = name;
    }
    const companyValue = company?.[companyName] ?? "";
    const userValue = user?.[userName] ?? "";
    const memo = this.#flags.get(flagKey)?.get(companyValue)?.get(userValue);
    if (memo !== undefined && memo.companyName === companyName && memo.userName === userName) return memo.key;
    const key = questionKey(flagKey, contextText(context));
    this.#remember([flagKey, companyValue, userValue], { companyName, userName, key });
    return key;
  }

  #remember([flagKey, companyValue, userValue]: [string, string, string], memo: Memo): void {
    if (this.#size >= MAX_KEYS) {
      this.#flags.clear();
      this.#size = 0;
    }
    const companies = this.#flags.get(flagKey) ?? new Map<string, Map<string, Memo>>();
    const users = companies.get(companyValue) ?? new Map<string, Memo>();
    this.#flags.set(flagKey, companies);
    companies.set(companyValue, users);
    if (!users.has(userValue)) this.#size++;
    users.set(userValue, memo);
  }
}
