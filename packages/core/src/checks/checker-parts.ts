import type { Clock } from "../contracts/clock";
import type { EventSink } from "../contracts/events";
import type { FlagSource, LocalAnswer } from "../contracts/source";
import type { SafeLogger } from "../log/safe";
import type { CheckAnswer } from "./answer";
import type { FlagDefaults } from "./defaults";
import type { Observer } from "./observe";
import type { CheckContext } from "./question";
import type { RemoteChecks } from "./remote";

/** The context of a check that has none. */
export const NOBODY: CheckContext = {};

/** What a checker works with; `remote` is absent offline, `source` and `events` where there are none. */
export interface CheckerParts {
  source?: FlagSource | undefined;
  remote?: RemoteChecks | undefined;
  /** Takes `flag_check` events; absent when they are off. */
  events?: EventSink | undefined;
  defaults: FlagDefaults;
  observer: Observer;
  clock: Clock;
  logger: SafeLogger;
  /** Starts the source at its first use. */
  wake: () => void;
}

/** What callers give as context. */
export type Context = CheckContext | null | undefined;

/** A check on its way: the answer, and what failed where the answer is a default. */
export interface Outcome {
  answer: CheckAnswer;
  error?: unknown;
}

/** Whether a source has to wait for its answer. */
export function isPromise(answer: LocalAnswer | Promise<LocalAnswer>): answer is Promise<LocalAnswer> {
  return answer instanceof Promise;
}

/** The value of a check that has ended. */
export const toValue = (outcome: Outcome): boolean => outcome.answer.value;
/** The answer of a check that has ended. */
export const toAnswer = (outcome: Outcome): CheckAnswer => outcome.answer;
