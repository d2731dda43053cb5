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

/** Options as JSON text, with integers kept exact: the engine's own options are objects. */
function parseOptions(text: string): unknown {
  if ((text.match(/"usage":/g)?.length ?? 0) > 1) throw new Error("duplicate field `usage`");
  const marked = text.replace(/"(usage|quantity)":(-?[\d.eE+]+)/g, '"$1":"#$2"');
  return JSON.parse(marked, (_, value) => {
    if (typeof value !== "string" || !value.startsWith("#")) return value;
    const literal = value.slice(1);
    return /^-?\d+$/.test(literal) && literal !== "-0" ? BigInt(literal) : Number.NaN;
  });
}

/** A vector's options, which are in wire form, as the engine takes them. */
export function publicOptions({ options, now }: Vector): EvaluateOptions {
  const at = { now: Date.parse(now) };
  if (options === null || options === "" || options === "null") return at;
  let wire = typeof options === "string" ? parseOptions(options) : options;
  if (Array.isArray(wire)) wire = { credit_cost: wire[0] ?? {}, usage: wire[1], event_usage: wire[2] };
  if (typeof wire !== "object" || wire === null) throw new Error("options are no object");
  const { usage, event_usage, credit_cost } = wire as Record<string, unknown>;
  const made: Record<string, unknown> = { ...at, usage, creditCost: credit_cost };
  if (Array.isArray(event_usage))
    made.eventUsage = { eventSubtype: event_usage[0], quantity: event_usage[1] };
  else if (typeof event_usage === "object" && event_usage !== null) {
    const { event_subtype, quantity } = event_usage as Record<string, unknown>;
    made.eventUsage = { eventSubtype: event_subtype, quantity };
  } else made.eventUsage = event_usage;
  return made as EvaluateOptions;
}
