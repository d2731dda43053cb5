import { SchematicError } from "@schematic/api";
import type { EvaluationContext, Preflight } from "../contracts/evaluation";
import type { FlagSource, LocalAnswer } from "../contracts/source";
import { describeError } from "../log/safe";
import type { CheckAnswer } from "./answer";
import type { Checker } from "./checker";
import { type Context, NOBODY } from "./checker-parts";
import { codeOf, inputError } from "./limits";
import type { Observation } from "./observe";
import { contextProblem, flagKeyProblem, isProblem, preflightOf } from "./question";
import { type FlagCheckResult, localFlagCheckResult, toFlagCheckResult } from "./results";

type Keys = readonly string[] | undefined;
/** What the local source said. */
type Local = ReturnType<FlagSource["resolveAll"]>;

/** What was found, and what failed where something is missing. */
interface Found {
  found: Map<string, CheckAnswer>;
  error?: unknown;
}

/** Who is asked about, which flags, and what the local source said where it was asked already. */
interface BulkQuestion {
  context: Context;
  keys: Keys;
  asked?: { local: Local };
}

/**
 * Several flags for one context, in the order of `keys`; absent or empty keys = all. What no source
 * answers is the configured default; without keys those are all that is known then. Queues no events.
 * Where the local source knows all of them at once, nothing is made but the results.
 */
export async function checkFlags(checker: Checker, context: Context, keys: Keys): Promise<FlagCheckResult[]> {
  const wanted = Array.isArray(keys) && keys.length > 0 ? (keys as readonly string[]) : undefined;
  const { source, remote, observer } = checker.parts;
  const question: BulkQuestion = { context, keys: wanted };
  if (source !== undefined && remote !== undefined && !observer.enabled && !checker.closed && valid(wanted)) {
    const preflight = contextProblem(context) ?? preflightOf(undefined, context);
    if (!isProblem(preflight)) {
      const local = askSource(checker, source, { who: context ?? NOBODY, keys: wanted, preflight });
      const results = Array.isArray(local) ? resultsOf(local, source.name) : undefined;
      if (results !== undefined) return results;
      question.asked = { local };
    }
  }
  return (await checkMany(checker, question)).map(toFlagCheckResult);
}

function valid(keys: Keys): boolean {
  if (keys !== undefined) {
    for (const key of keys) if (typeof key !== "string" || key === "") return false;
  }
  return true;
}

/** The local answers as results; nothing where one is missing. */
function resultsOf(
  answers: readonly LocalAnswer[],
  source: FlagSource["name"],
): FlagCheckResult[] | undefined {
  const results = new Array<FlagCheckResult>(answers.length);
  for (let i = 0; i < answers.length; i++) {
    const answer = answers[i];
    if (answer === undefined) return undefined;
    results[i] = localFlagCheckResult(answer, source);
  }
  return results;
}

async function checkMany(checker: Checker, question: BulkQuestion): Promise<CheckAnswer[]> {
  const { observer, clock, defaults, logger } = checker.parts;
  const { context, keys: wanted } = question;
  const refused = wanted?.map(flagKeyProblem).find((problem) => problem !== undefined);
  if (refused !== undefined) logger.error(`A flag check was refused (${refused.code}): ${refused.message}`);
  const startedAt = clock.monotonic();
  const begun = new Map<string, Observation>();
  if (observer.enabled)
    for (const key of wanted ?? []) begun.set(key, observer.begin(key, context ?? NOBODY));
  const keys = wanted?.filter((key) => flagKeyProblem(key) === undefined);
  const { found, error } = await checker.counted(ask(checker, { ...question, keys }));
  const err = error === undefined ? undefined : codeOf(error);
  const missing = (key: string): CheckAnswer =>
    defaults.answer(String(key), undefined, flagKeyProblem(key)?.code ?? err ?? "flag_not_found");
  const answers = wanted?.map((key) => found.get(key) ?? missing(key)) ?? [...found.values()];
  if (wanted === undefined && error !== undefined) {
    for (const key of defaults.keys()) if (!found.has(key)) answers.push(missing(key));
  }
  if (observer.enabled) {
    const duration = clock.monotonic() - startedAt;
    for (const answer of answers) {
      const observation = begun.get(answer.flagKey) ?? observer.begin(answer.flagKey, context ?? NOBODY);
      observation.end(answer, duration, found.has(answer.flagKey) ? undefined : error);
    }
  }
  return answers;
}

async function ask(checker: Checker, { context, keys, asked }: BulkQuestion): Promise<Found> {
  const { remote, source, logger } = checker.parts;
  const found = new Map<string, CheckAnswer>();
  const preflight = contextProblem(context) ?? preflightOf(undefined, context);
  if (isProblem(preflight)) {
    logger.error(`Flag checks were refused (${preflight.code}): ${preflight.message}`);
    return { found, error: inputError(preflight) };
  }
  if (keys?.length === 0) return { found };
  if (remote === undefined)
    return { found, error: new SchematicError({ code: "offline", message: "offline" }) };
  if (checker.closed) {
    return { found, error: new SchematicError({ code: "closed", message: "the client is closed" }) };
  }
  const who = context ?? NOBODY;
  const local =
    asked === undefined && source !== undefined
      ? askSource(checker, source, { who, keys, preflight })
      : asked?.local;
  if (await takeLocal(checker, found, { local, keys })) return { found };
  try {
    const missing = keys?.filter((key) => !found.has(key));
    for (const [key, answer] of await remote.checkAll({ context: who, preflight }, missing)) {
      if (!found.has(key)) found.set(key, answer);
    }
    return { found };
  } catch (error) {
    if (await askStale(checker, found, { who, keys, preflight })) return { found };
    logger.error("A check of several flags failed; the defaults are the answers", describeError(error));
    return { found, error };
  }
}

/** Whether data that was too old to be asked first answers all that is still missing. */
async function askStale(
  checker: Checker,
  found: Map<string, CheckAnswer>,
  { who, keys, preflight }: LocalQuestion,
): Promise<boolean> {
  const { source } = checker.parts;
  if (source?.resolveStale === undefined || keys === undefined) return false;
  for (const key of keys) {
    if (found.has(key)) continue;
    try {
      const local = await source.resolveStale(who, key, preflight);
      if (local !== undefined) found.set(key, checker.named(local));
    } catch (error) {
      checker.sourceFailed(error);
    }
  }
  return keys.every((key) => found.has(key));
}

interface LocalQuestion {
  who: EvaluationContext;
  keys: Keys;
  preflight: Preflight | undefined;
}

function askSource(checker: Checker, source: FlagSource, question: LocalQuestion): Local {
  checker.wake();
  try {
    return source.resolveAll(question.who, question.keys, question.preflight);
  } catch (error) {
    return checker.sourceFailed(error);
  }
}

/** Takes what the local source has, once it has it: whether that is all that was asked. */
async function takeLocal(
  checker: Checker,
  found: Map<string, CheckAnswer>,
  { local, keys }: { local: Local; keys: Keys },
): Promise<boolean> {
  try {
    const answers = await local;
    if (answers === undefined) return false;
    for (const answer of answers) if (answer !== undefined) found.set(answer.flagKey, checker.named(answer));
    return keys === undefined || keys.every((key) => found.has(key));
  } catch (error) {
    checker.sourceFailed(error);
    return false;
  }
}
