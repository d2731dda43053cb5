import { SchematicError } from "@schematic/api";
import type { EvaluationContext, Preflight } from "../contracts/evaluation";
import { describeError } from "../log/safe";
import type { CheckAnswer } from "./answer";
import { type Checker, type Context, NOBODY } from "./checker";
import { codeOf, inputError } from "./limits";
import type { Observation } from "./observe";
import { contextProblem, flagKeyProblem, isProblem, preflightOf } from "./question";

/** What was found, and what failed where something is missing. */
interface Found {
  found: Map<string, CheckAnswer>;
  error?: unknown;
}

/**
 * Several flags for one context, in the order of `keys`; absent or empty keys = all. What no source
 * answers is the configured default; without keys those are all that is known then. Queues no events.
 */
export async function checkMany(
  checker: Checker,
  context: Context,
  keys: readonly string[] | undefined,
): Promise<CheckAnswer[]> {
  const { observer, clock, defaults, logger } = checker.parts;
  const wanted = Array.isArray(keys) && keys.length > 0 ? (keys as readonly string[]) : undefined;
  const refused = wanted?.map(flagKeyProblem).find((problem) => problem !== undefined);
  if (refused !== undefined) logger.error(`A flag check was refused (${refused.code}): ${refused.message}`);
  const startedAt = clock.monotonic();
  const begun = new Map<string, Observation>();
  if (observer.enabled)
    for (const key of wanted ?? []) begun.set(key, observer.begin(key, context ?? NOBODY));
  const asked = wanted?.filter((key) => flagKeyProblem(key) === undefined);
  const { found, error } = await checker.counted(ask(checker, context, asked));
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

async function ask(checker: Checker, context: Context, keys: readonly string[] | undefined): Promise<Found> {
  const { remote, logger } = checker.parts;
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
  if (await askLocal(checker, found, { who, keys, preflight })) return { found };
  try {
    const missing = keys?.filter((key) => !found.has(key));
    for (const [key, answer] of await remote.checkAll({ context: who, preflight }, missing)) {
      if (!found.has(key)) found.set(key, answer);
    }
    return { found };
  } catch (error) {
    logger.error("A check of several flags failed; the defaults are the answers", describeError(error));
    return { found, error };
  }
}

interface LocalQuestion {
  who: EvaluationContext;
  keys: readonly string[] | undefined;
  preflight: Preflight | undefined;
}

/** Whether the local source answered all that was asked. */
async function askLocal(
  checker: Checker,
  found: Map<string, CheckAnswer>,
  question: LocalQuestion,
): Promise<boolean> {
  const { source } = checker.parts;
  const { who, keys, preflight } = question;
  if (source === undefined) return false;
  checker.wake();
  try {
    const local = await source.resolveAll(who, keys, preflight);
    if (local === undefined) return false;
    for (const answer of local) if (answer !== undefined) found.set(answer.flagKey, checker.named(answer));
    return keys === undefined || keys.every((key) => found.has(key));
  } catch (error) {
    checker.sourceFailed(error);
    return false;
  }
}
