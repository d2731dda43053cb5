import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { EvaluateOptions } from "../../src/index";

export interface Vector {
  name: string;
  raw?: boolean;
  /** ISO time of the evaluation. */
  now: string;
  flag: object | string;
  company: object | string | null;
  user: object | string | null;
  options: Record<string, unknown> | unknown[] | string | null;
  expected: Record<string, unknown> & { error?: string };
}

export function readVectors(): Vector[] {
  const text = gunzipSync(readFileSync(new URL("../fixtures/vectors.jsonl.gz", import.meta.url))).toString();
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Vector);
}

/** Recorded errors that an engine may answer instead: values that are newer than it, and nulls in lists. */
const MAY_ANSWER =
  /unknown variant|invalid type: null, expected struct|lone (leading|trailing) surrogate|unexpected end of hex escape|invalid length|expected struct/;

export function mayAnswer({ expected }: Vector): boolean {
  return expected.error !== undefined && MAY_ANSWER.test(expected.error);
}

/** Options in JSON text, with what `JSON.parse` loses: duplicates, and integers from decimal numbers. */
function parseOptions(text: string): unknown {
  for (const member of ["usage", "event_quantities"]) {
    if (text.split(`"${member}":`).length > 2) throw new Error(`duplicate field ${member}`);
  }
  const marked = text.replace(/"usage":(-?[\d.eE+]+)/g, '"usage":"#$1"');
  return JSON.parse(marked, (_, value) => {
    if (typeof value !== "string" || !value.startsWith("#")) return value;
    const literal = value.slice(1);
    return /^-?\d+$/.test(literal) && literal !== "-0" ? BigInt(literal) : Number.NaN;
  });
}

/** Members of a struct by their names, also where a list stands for it. */
function struct(value: unknown, ...names: string[]): Record<string, unknown> | null | undefined {
  if (!Array.isArray(value)) return value as Record<string, unknown> | null | undefined;
  return Object.fromEntries(names.map((name, i) => [name, value[i]]));
}

/** A vector's options, which are in wire form, as the engine takes them. */
export function publicOptions({ options, now }: Vector): EvaluateOptions {
  const at = { now: Date.parse(now) };
  if (options === null || options === "" || options === "null") return at;
  const given = typeof options === "string" ? parseOptions(options) : options;
  if (typeof given !== "object" || given === null) throw new Error("options are not an object");
  const wire = struct(given, "credit_cost", "usage", "event_usage", "event_quantities");
  const event = struct(wire?.event_usage, "event_subtype", "quantity");
  const many = struct(wire?.event_quantities, "event_subtype", "quantity", "quantities");
  const isPart = (part: unknown): boolean => typeof part === "object" && part !== null;
  const made: Record<string, unknown> = {
    ...at,
    usage: wire?.usage,
    creditCost: wire?.credit_cost,
    eventUsage: isPart(event) ? { eventSubtype: event?.event_subtype, quantity: event?.quantity } : event,
    eventQuantities: isPart(many)
      ? { eventSubtype: many?.event_subtype, quantity: many?.quantity, quantities: many?.quantities }
      : many,
  };
  return made as EvaluateOptions;
}
