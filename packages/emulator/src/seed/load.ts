import { existsSync, readFileSync } from "node:fs";
import * as v from "valibot";
import { parse as parseYaml } from "yaml";
import { EmulatorError } from "../errors";
import { isTextTooDeep, isTooDeep, MAX_DEPTH } from "../limits";
import { seedSchema } from "./schema";
import type { Seed } from "./types";

/** A seed as it may be given: a path to a YAML or JSON file, such a text itself, or the object. */
export type SeedSource = string | Seed;

/**
 * Reads and checks a seed.
 *
 * @throws EmulatorError `seed_not_found`, or `invalid_seed` that names every wrong member by its path.
 */
export function loadSeed(source: SeedSource | undefined): Seed {
  if (source === undefined) return {};
  if (typeof source !== "string") return checkSeed(source, "seed");
  if (looksLikeText(source)) return checkSeed(parseText(source, "seed"), "seed");
  if (!existsSync(source)) {
    throw new EmulatorError(
      "seed_not_found",
      `no seed file at ${source}; give a path, YAML or JSON text, or an object`,
    );
  }
  return checkSeed(parseText(readFileSync(source, "utf8"), source), source);
}

function looksLikeText(source: string): boolean {
  return source.includes("\n") || source.trimStart().startsWith("{") || /^\w+:\s/.test(source);
}

function parseText(text: string, name: string): unknown {
  // Every JSON text is YAML as well, but the YAML parser needs far more memory for it.
  const json = parseJson(text);
  if (json !== undefined) return json;
  if (isTextTooDeep(text)) {
    throw new EmulatorError("invalid_seed", `${name} is nested deeper than ${MAX_DEPTH} levels`);
  }
  try {
    return parseYaml(text) ?? {};
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EmulatorError("invalid_seed", `${name} is neither YAML nor JSON: ${reason}`, { cause });
  }
}

function parseJson(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checkSeed(value: unknown, name: string): Seed {
  if (isTooDeep(value))
    throw new EmulatorError("invalid_seed", `${name} is nested deeper than ${MAX_DEPTH} levels`);
  const result = v.safeParse(seedSchema, value);
  if (result.success) return result.output;
  const lines = result.issues.map((issue) => `  ${v.getDotPath(issue) ?? "(top)"}: ${describe(issue)}`);
  throw new EmulatorError("invalid_seed", `${name} is not a valid seed:\n${lines.join("\n")}`);
}

function describe(issue: v.BaseIssue<unknown>): string {
  if (issue.type === "strict_object" && issue.expected === "never") return "is not a member of a seed here";
  return issue.message;
}
