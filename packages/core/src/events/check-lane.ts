import type { EvaluationContext, FlagResolution } from "../contracts/evaluation";
import { onlyKey } from "./copy";
import type { Dropped } from "./lane";
import type { Entry, Keys } from "./record";
import { NUMBERS, Rows } from "./rows";

/** What a flag check weighs besides its context: texts of the answer are shared. */
const BYTES = 240;
/** Seven parts of the answer, then name and value of both keys. */
const WIDTH = 11;
const VALUE = 1;
const PREFLIGHT = 2;

/** The number and time of what is accepted now. */
export interface Stamp {
  readonly seq: number;
  readonly at: number;
}

/**
 * `flag_check` events that wait, oldest first. They are on the way of a check: what is sent of an answer
 * is taken out of it by reference, for answers that waited as a whole would be copied by the garbage
 * collector, which takes longer than all the rest.
 */
export class CheckLane {
  readonly rows: Rows = new Rows(WIDTH);
  readonly #stamp: Stamp;
  /** Where the last one was put. */
  #row = 0;

  constructor(stamp: Stamp) {
    this.#stamp = stamp;
  }

  /** Takes a check with at most one key of each kind; gives its estimated size, 0 when it has more. */
  pushSimple(answer: FlagResolution, { company, user }: EvaluationContext, preflight: boolean): number {
    const companyName = onlyKey(company);
    const userName = onlyKey(user);
    let bytes = BYTES;
    let companyValue: string | undefined;
    let userValue: string | undefined;
    if (companyName !== undefined) {
      companyValue = (company as Keys)[companyName] as string;
      bytes += companyName.length + companyValue.length;
    } else if (company !== undefined && company !== null) return 0;
    if (userName !== undefined) {
      userValue = (user as Keys)[userName] as string;
      bytes += userName.length + userValue.length;
    } else if (user !== undefined && user !== null) return 0;
    const objects = this.#add(answer, bytes, preflight);
    const o = WIDTH * this.#row + 7;
    objects[o] = companyName;
    objects[o + 1] = companyValue;
    objects[o + 2] = userName;
    objects[o + 3] = userValue;
    return bytes;
  }

  /** Takes any check, its keys copied already. */
  push({ what, bytes, preflight, companyName, company, userName, user }: Entry): number {
    const size = BYTES + bytes;
    const objects = this.#add(what as FlagResolution, size, preflight);
    const o = WIDTH * this.#row + 7;
    objects[o] = companyName;
    objects[o + 1] = company;
    objects[o + 2] = userName;
    objects[o + 3] = user;
    return size;
  }

  #add(answer: FlagResolution, bytes: number, preflight: boolean): unknown[] {
    const chunk = this.rows.roomy();
    const row = chunk.rows++;
    this.#row = row;
    this.rows.size++;
    const { numbers, objects } = chunk;
    const n = NUMBERS * row;
    numbers[n] = this.#stamp.seq;
    numbers[n + 1] = this.#stamp.at;
    numbers[n + 2] = bytes;
    numbers[n + 3] = (answer.value ? VALUE : 0) + (preflight ? PREFLIGHT : 0);
    const o = WIDTH * row;
    objects[o] = answer.flagKey;
    objects[o + 1] = answer.reason;
    objects[o + 2] = answer.err;
    objects[o + 3] = answer.flagId;
    objects[o + 4] = answer.ruleId;
    objects[o + 5] = answer.companyId;
    objects[o + 6] = answer.userId;
    return objects;
  }

  shift(): Entry | undefined {
    const chunk = this.rows.first;
    if (chunk === undefined) return undefined;
    const { numbers, objects } = chunk;
    const n = NUMBERS * this.rows.from;
    const o = WIDTH * this.rows.from;
    const flags = numbers[n + 3] as number;
    const answer = {
      value: (flags & VALUE) !== 0,
      flagKey: objects[o],
      reason: objects[o + 1],
      err: objects[o + 2],
      flagId: objects[o + 3],
      ruleId: objects[o + 4],
      companyId: objects[o + 5],
      userId: objects[o + 6],
    };
    const entry: Entry = {
      type: "flag_check",
      seq: numbers[n] as number,
      at: numbers[n + 1] as number,
      bytes: numbers[n + 2] as number,
      what: answer as FlagResolution,
      companyName: objects[o + 7] as string | undefined,
      company: objects[o + 8] as Entry["company"],
      userName: objects[o + 9] as string | undefined,
      user: objects[o + 10] as Entry["user"],
      quantity: undefined,
      preflight: (flags & PREFLIGHT) !== 0,
      more: undefined,
      problems: undefined,
    };
    this.rows.forget();
    return entry;
  }

  drop(): Dropped | undefined {
    const chunk = this.rows.first;
    if (chunk === undefined) return undefined;
    const bytes = chunk.numbers[NUMBERS * this.rows.from + 2] as number;
    this.rows.forget();
    return { type: "flag_check", bytes, what: undefined };
  }
}
