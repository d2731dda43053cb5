import { SchematicError } from "@schematic/api";
import { isObject, nearestName } from "@schematic-internal/kit";
import * as v from "valibot";
import { groupIn, type OptionGroup } from "./fields";

/** A wrong option. */
export interface OptionProblem {
  /** Names from the outermost option on, separated by dots: `events.maxBatchSize`. */
  path: string;
  message: string;
}

/** What {@link assertOptions} checks. */
export interface GivenOptions {
  readonly options: unknown;
  /** Names of other SDKs, each with the option that has its meaning here. */
  readonly renamed?: Readonly<Record<string, string>>;
}

/** Returns the values that a schema rejects, one problem for each. */
function wrongValues(schema: OptionGroup, options: unknown): OptionProblem[] {
  const { issues = [] } = v.safeParse(schema, options);
  return issues.map(({ path, message }) => ({
    path: path?.map(({ key }) => String(key)).join(".") ?? "",
    message,
  }));
}

/** Returns the names below `prefix` that are no options, each with the option that was likely meant. */
function unknownNames(
  schema: OptionGroup,
  value: unknown,
  { prefix = "", renamed = {} }: { prefix?: string; renamed?: GivenOptions["renamed"] },
): OptionProblem[] {
  // A value that is no object at all is among the wrong values.
  if (!isObject(value)) return [];
  const known = Object.keys(schema.entries);
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = prefix + name;
    const entry = known.includes(name) ? schema.entries[name] : undefined;
    const group = entry && groupIn(entry);
    if (group !== undefined) return unknownNames(group, inner, { prefix: `${path}.` });
    if (entry !== undefined) return [];
    const meant = Object.hasOwn(renamed, name) ? renamed[name] : nearestName(name, known);
    const hint = meant === undefined ? "" : `; did you mean ${prefix}${meant}?`;
    return [{ path, message: `is not an option${hint}` }];
  });
}

function problemsOf(schema: OptionGroup, { options, renamed }: GivenOptions): OptionProblem[] {
  try {
    if (!isObject(options)) return [{ path: "options", message: "must be an object" }];
    const problems = [...wrongValues(schema, options), ...unknownNames(schema, options, { renamed })];
    // A value that is wrong in two ways is one problem.
    return problems.filter(({ path }, index) => problems.findIndex((one) => one.path === path) === index);
  } catch {
    return [{ path: "options", message: "cannot be read: a getter or a proxy among them throws" }];
  }
}

/**
 * Checks the options of `what` against a schema.
 *
 * @throws SchematicError `invalid_options`: the message and `body.problems` list every problem with its path. No
 * problem quotes a value, because an API key may be among them.
 */
export function assertOptions(what: string, schema: OptionGroup, given: GivenOptions): void {
  const problems = problemsOf(schema, given);
  if (problems.length === 0) return;
  const lines = problems.map(({ path, message }) => `  ${path} ${message}`);
  const message = `${what} was called with invalid options:\n${lines.join("\n")}`;
  throw new SchematicError({ code: "invalid_options", message, body: { problems } });
}
