import { SchematicError } from "@schematic/api";
import * as v from "valibot";
import { type Check, isGroup, isRecord, type OptionGroup } from "./checks";
import { nearest } from "./nearest";
import { optionTable } from "./schema";

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
  const { min, max } = value;
  if (typeof min === "number" && typeof max === "number" && min > max)
    yield { path: `${prefix}min`, message: `must not be more than ${prefix}max` };
}

/** Throws where something is wrong with the options of `what`, which are to be as in `group`. */
export function refuse(what: string, options: unknown, group: OptionGroup): void {
  const problems = [...problemsOf(group, options, "")];
  if (problems.length === 0) return;
  const lines = problems.map(({ path, message }) => `  ${path} ${message}`);
  const message = `${what} got options that it cannot use:\n${lines.join("\n")}`;
  throw new SchematicError({ code: "invalid_options", message, body: { problems } });
}

/** As {@link assertOptions}, for a client whose options are as in `group`. */
export function assertClientOptions(options: unknown, group: OptionGroup): void {
  refuse("SchematicClient", options, group);
  if ((options as { creditLeases?: unknown }).creditLeases === undefined) return;
  const message =
    "creditLeases is not there yet: leave it out, and check() is the plain check with its preflight";
  throw new SchematicError({ code: "not_implemented", message });
}

/**
 * Throws for wrong options of the core client: a `SchematicError` with code `invalid_options` that lists every
 * problem with its path, in the message and as `body.problems`; `not_implemented` for `creditLeases`.
 */
export function assertOptions(options: unknown): void {
  table ??= optionTable();
  assertClientOptions(options, table);
}
