import { SchematicError } from "@schematic/api";
import * as v from "valibot";
import { nearest } from "./nearest";
import { type Check, isGroup, isObject, type OptionGroup, optionTable, type Values } from "./schema";

/** One thing that is wrong with the options. */
export interface OptionProblem {
  /** As in `events.maxBatchSize`. */
  path: string;
  message: string;
}

/** Names from other versions and SDKs, and what they are called here. */
const RENAMED: Readonly<Record<string, string>> = {
  baseUrl: "basePath",
  baseURL: "basePath",
  apiUrl: "basePath",
  cache_providers: "cacheProviders",
  timeout: "timeoutMs",
  httpClient: "fetch",
  eventBufferPeriod: "eventBufferInterval",
};

let table: OptionGroup | undefined;

/** A check's problem is told by its message: valibot's own text would quote the value. */
function checkValue(entry: Check | Values, value: unknown, path: string, problems: OptionProblem[]): void {
  if (!("each" in entry)) {
    if (!v.safeParse(entry, value).success) problems.push({ path, message: entry.message });
  } else if (isObject(value) && Array.isArray(value) === entry.list) {
    for (const [name, one] of Object.entries(value)) checkValue(entry.each, one, `${path}.${name}`, problems);
  } else problems.push({ path, message: entry.message });
}

function checkGroup(group: OptionGroup, given: object, prefix: string, problems: OptionProblem[]): void {
  for (const [name, value] of Object.entries(given)) {
    const path = prefix + name;
    if (path === "creditLeases") continue;
    const entry = Object.hasOwn(group, name) ? group[name] : undefined;
    if (entry === undefined) {
      const renamed = prefix === "" ? RENAMED[name] : undefined;
      const meant = renamed && renamed in group ? renamed : nearest(name, Object.keys(group));
      const hint = meant === undefined ? "" : `; did you mean ${prefix}${meant}?`;
      problems.push({ path, message: `is not an option${hint}` });
    } else if (value === undefined) {
    } else if (!isGroup(entry)) checkValue(entry, value, path, problems);
    else if (isObject(value) && !Array.isArray(value)) checkGroup(entry, value, `${path}.`, problems);
    else problems.push({ path, message: `must be an object with ${Object.keys(entry).join(", ")}` });
  }
}

function crossCheck(options: Record<string, unknown>, problems: OptionProblem[]): void {
  const reconnect = options.reconnect as { min?: unknown; max?: unknown } | undefined;
  if (
    typeof reconnect?.min === "number" &&
    typeof reconnect.max === "number" &&
    reconnect.min > reconnect.max
  ) {
    problems.push({ path: "reconnect.min", message: "must not be more than reconnect.max" });
  }
}

/** Every problem of the options; never the values themselves, for a key may be among them. */
function problemsOf(options: unknown, group: OptionGroup): OptionProblem[] {
  if (!isObject(options) || Array.isArray(options)) {
    return [{ path: "options", message: "must be an object" }];
  }
  const problems: OptionProblem[] = [];
  checkGroup(group, options, "", problems);
  crossCheck(options as Record<string, unknown>, problems);
  return problems;
}

function refuse(what: string, problems: readonly OptionProblem[]): void {
  if (problems.length === 0) return;
  const lines = problems.map(({ path, message }) => `  ${path} ${message}`);
  const message = `${what} got options that it cannot use:\n${lines.join("\n")}`;
  throw new SchematicError({ code: "invalid_options", message, body: { problems } });
}

/**
 * Checks the options of something that a client's options lead to, such as a flag source: `like` names for
 * each of them the client's option of the same kind (`dataStream.pingInterval`). Throws a `SchematicError`
 * with code `invalid_options` that lists every problem.
 */
export function assertOptionsLike(
  what: string,
  options: unknown,
  like: Readonly<Record<string, string>>,
): void {
  table ??= optionTable();
  const group: Record<string, OptionGroup[string]> = {};
  for (const [name, path] of Object.entries(like)) {
    let entry: OptionGroup[string] | undefined = table;
    for (const part of path.split(".")) entry = (entry as OptionGroup | undefined)?.[part];
    if (entry !== undefined) group[name] = entry;
  }
  refuse(what, problemsOf(options, group));
}

/** The options that only a client with a datastream has a use for. */
const SDK_ONLY = ["useDataStream", "dataStream", "webSocket", "reconnect"] as const;

/**
 * Throws for wrong options: a `SchematicError` with code `invalid_options` that lists every problem with
 * its path, in the message and as `body.problems`; `not_implemented` for `creditLeases`. `sdk` allows the
 * options of the datastream, which the core client would pass over in silence.
 */
export function assertOptions(options: unknown, client: "core" | "sdk" = "core"): void {
  table ??= optionTable();
  const problems = problemsOf(options, table);
  for (const path of client === "core" ? SDK_ONLY : []) {
    if ((options as Record<string, unknown> | null)?.[path] === undefined) continue;
    problems.push({
      path,
      message: "is for the client of @schematic/sdk; give flagSource: dataStream(…) here",
    });
  }
  refuse("SchematicClient", problems);
  if ((options as { creditLeases?: unknown }).creditLeases !== undefined) {
    throw new SchematicError({
      code: "not_implemented",
      message:
        "creditLeases is not there yet: leave it out, and check() is the plain check with its preflight",
    });
  }
}
