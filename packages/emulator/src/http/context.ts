import type { Context } from "hono";
import * as v from "valibot";
import { HttpError } from "../errors";
import type { Evaluator } from "../evaluator";
import { dict, dictionary } from "../names";
import type { Keys } from "../seed/types";
import type { Intake } from "../state/intake";
import type { World } from "../state/world";
import type { WebhookQueue } from "../webhooks/queue";
import type { FlagTable } from "../wire/flag-table";

/** Parts of the emulator that the routes use. */
export interface Services {
  world: World;
  flags: FlagTable;
  evaluator: Evaluator;
  intake: Intake;
  webhooks: WebhookQueue;
  /** Called after overrides or plans changed: flags are built again, and the next deadline is set. */
  refresh(): void;
  /** Called after a lease or reservation was opened: its end is watched. */
  watchHolds(): void;
}

export const keysSchema: v.GenericSchema<unknown, Keys> = v.pipe(
  dictionary(v.string()),
  v.check((keys) => Object.keys(keys).length > 0, "needs at least one key"),
);

/** Returns the query's values by name. Names are the caller's, so they are not looked up in an object. */
function queries(c: Context): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, value] of new URL(c.req.url).searchParams) {
    found.set(name, [...(found.get(name) ?? []), value]);
  }
  return found;
}

function echo(c: Context): Record<string, unknown> {
  const params = dict<unknown>();
  for (const [name, values] of queries(c)) {
    const [value = ""] = values;
    if (name === "limit" || name === "offset") params[name] = Number(value);
    else if (name === "ids" || name.endsWith("_ids")) params[name] = values;
    else if (name === "keys" || name === "company_keys") params[name] = keysFromQuery(c, name);
    else params[name] = value;
  }
  return params;
}

/** `{ data, params }`, as every success. */
export function ok(c: Context, data: unknown, status: 200 | 201 = 200): Response {
  return c.json({ data, params: echo(c) }, status);
}

/** Returns a map in the query: one JSON value, or `name[key]=value`. */
export function keysFromQuery(c: Context, name: string): Keys {
  const text = c.req.query(name);
  if (text !== undefined) {
    try {
      return v.parse(keysSchema, JSON.parse(text));
    } catch {
      throw new HttpError(400, `${name}: give a JSON object of texts`);
    }
  }
  const keys = dict<string>();
  for (const [query, [value = ""]] of queries(c)) {
    const match = /^(\w+)\[(.+)\]$/.exec(query);
    if (match?.[1] === name && match[2] !== undefined) keys[match[2]] = value;
  }
  return keys;
}

const PAGING = new Set(["limit", "offset"]);

/** Refuses filters that a route does not know, because ignoring them would return wrong results. */
export function allowQuery(c: Context, names: readonly string[]): void {
  for (const name of queries(c).keys()) {
    if (PAGING.has(name) || names.includes(name)) continue;
    throw new HttpError(501, `the emulator does not support the query parameter "${name}" of ${c.req.path}`);
  }
}

function natural(c: Context, name: string, fallback: number): number {
  const text = c.req.query(name);
  if (text === undefined) return fallback;
  if (!/^\d{1,9}$/.test(text)) throw new HttpError(400, `${name}: give a whole number of 0 or more`);
  return Number(text);
}

/** The page of `items` that the query asks for: `limit` (default 100) from `offset` (default 0). */
export function page<T>(c: Context, items: Iterable<T>): T[] {
  const limit = natural(c, "limit", 100);
  const offset = natural(c, "offset", 0);
  const out: T[] = [];
  let position = 0;
  for (const item of items) {
    if (out.length >= limit) break;
    if (position++ >= offset) out.push(item);
  }
  return out;
}

/** A lazy filter, so that a page of a large list does not copy the list. */
export function* where<T>(items: Iterable<T>, test: (item: T) => boolean): Generator<T> {
  for (const item of items) if (test(item)) yield item;
}

export function countOf(items: Iterable<unknown>): { count: number } {
  let count = 0;
  for (const _ of items) count++;
  return { count };
}

export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new HttpError(404, `${what} not found`);
  return value;
}

/** A body member that may be null or left out. */
export function optional<T>(schema: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, T | undefined> {
  return v.pipe(
    v.optional(v.nullable(schema)),
    v.transform((value) => value ?? undefined),
  );
}

/** The members of an object that are not undefined. */
export function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const out: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const name of Object.keys(value) as (keyof T)[]) {
    const member = value[name];
    if (member !== undefined) out[name] = member as Exclude<T[typeof name], undefined>;
  }
  return out;
}
