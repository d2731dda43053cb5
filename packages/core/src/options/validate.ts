import { SchematicError } from "@schematic/api";
import * as v from "valibot";
import { nearest } from "./nearest";
import { type Check, isGroup, isRecord, type OptionGroup, optionTable } from "./schema";

/** One thing that is wrong with the options. */
export interface OptionProblem {
  /** As in `events.maxBatchSize`. */
  path: string;
  message: string;
}

/** Names of other SDKs that no likeness leads to, and what they are called here. */
const RENAMED: Readonly<Record<string, string>> = {
  baseUrl: "basePath",
  baseURL: "basePath",
  apiUrl: "basePath",
  httpClient: "fetch",
};

/** The options that only a client with a datastream has a use for. */
const SDK_ONLY = ["useDataStream", "dataStream", "webSocket", "reconnect"];

let table: OptionGroup | undefined;

/** Every problem, told by the check's message: valibot's own text would quote the value, and a key may be among them. */
function* problemsOf(entry: Check | OptionGroup, value: unknown, path: string): Generator<OptionProblem> {
  if (!isGroup(entry)) {
    if (!v.is(entry, value)) yield { path, message: entry.message };
    else if (entry.each !== undefined)
      for (const [name, one] of Object.entries(value as object))
        yield* problemsOf(entry.each, one, `${path}.${name}`);
    return;
  }
  const names = Object.keys(entry);
  if (!isRecord(value)) {
    const which = path && ` with ${names.join(", ")}`;
    yield { path: path || "options", message: `must be an object${which}` };
    return;
  }
  const prefix = path && `${path}.`;
  for (const [name, one] of Object.entries(value)) {
    const known = names.includes(name) ? entry[name] : undefined;
    if (known !== undefined) {
      if (one !== undefined) yield* problemsOf(known, one, prefix + name);
    } else if (prefix + name !== "creditLeases") {
      const renamed = prefix === "" ? RENAMED[name] : undefined;
      const meant = renamed && names.includes(renamed) ? renamed : nearest(name, names);
      const hint = meant === undefined ? "" : `; did you mean ${prefix}${meant}?`;
      yield { path: prefix + name, message: `is not an option${hint}` };
    }
  }
}

function refuse(what: string, options: unknown, group: OptionGroup, sdkOnly: readonly string[] = []): void {
  const problems = [...problemsOf(group, options, "")];
  const given = isRecord(options) ? options : {};
  const { min, max } = (given.reconnect ?? {}) as { min?: unknown; max?: unknown };
  if (Number(min) > Number(max))
    problems.push({ path: "reconnect.min", message: "must not be more than reconnect.max" });
  for (const path of sdkOnly) {
    if (given[path] !== undefined)
      problems.push({
        path,
        message: "is for the client of @schematic/sdk; give flagSource: dataStream(…) here",
      });
  }
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
  refuse(what, options, group);
}

/**
 * Throws for wrong options: a `SchematicError` with code `invalid_options` that lists every problem with
 * its path, in the message and as `body.problems`; `not_implemented` for `creditLeases`. `sdk` allows the
 * options of the datastream, which the core client would pass over in silence.
 */
export function assertOptions(options: unknown, client: "core" | "sdk" = "core"): void {
  table ??= optionTable();
  refuse("SchematicClient", options, table, client === "core" ? SDK_ONLY : []);
  if ((options as { creditLeases?: unknown }).creditLeases === undefined) return;
  const message =
    "creditLeases is not there yet: leave it out, and check() is the plain check with its preflight";
  throw new SchematicError({ code: "not_implemented", message });
}
