import * as v from "valibot";
import { HttpError } from "../../errors";
import { dictionary } from "../../names";
import type { Keys } from "../../seed/types";
import type { UpsertInput } from "../../state/companies";
import type { KeyedStore } from "../../state/keyed-store";
import type { Entity } from "../../state/model";
import { defined, keysSchema, optional } from "../context";

/** The one entity that the keys lead to: 404 if none, 409 if several. */
export function lookup<T extends Entity>(store: KeyedStore<T>, keys: Keys, what: string): T {
  const matches = store.find(keys);
  if (matches.length > 1) throw new HttpError(409, `the keys lead to ${matches.length} different entities`);
  const [match] = matches;
  if (match === undefined) throw new HttpError(404, `${what} not found`);
  return match;
}

type Member<T> = v.GenericSchema<unknown, T>;

/** The members that the bodies of company and user upserts share. */
export const upsertMembers: {
  keys: Member<Keys>;
  id: Member<string | undefined>;
  name: Member<string | undefined>;
  traits: Member<Record<string, unknown> | undefined>;
  update_only: Member<boolean | undefined>;
  last_seen_at: Member<number | undefined>;
  remove_keys: Member<string[] | undefined>;
} = {
  keys: keysSchema,
  id: optional(v.string()),
  name: optional(v.string()),
  traits: optional(dictionary(v.unknown())),
  update_only: optional(v.boolean()),
  last_seen_at: optional(
    v.pipe(
      v.string(),
      v.transform((text) => Date.parse(text)),
      v.check((ms) => !Number.isNaN(ms), "not a time: write it in ISO 8601"),
    ),
  ),
  remove_keys: optional(v.array(v.string())),
};

type UpsertBody = { [Name in keyof typeof upsertMembers]: v.InferOutput<(typeof upsertMembers)[Name]> };

/** Returns the members of an upsert in the form that the state takes. */
export function upsertInput(body: UpsertBody): UpsertInput {
  return {
    keys: body.keys,
    ...defined({
      id: body.id,
      name: body.name,
      traits: body.traits,
      removeKeys: body.remove_keys,
      updateOnly: body.update_only,
      lastSeenAt: body.last_seen_at,
    }),
  };
}

export interface UpsertTraitBody {
  keys: Keys;
  trait: string;
  set?: string | undefined;
  incr?: number | undefined;
  update_only?: boolean | undefined;
}

export const upsertTraitBody: v.GenericSchema<unknown, UpsertTraitBody> = v.object({
  keys: keysSchema,
  trait: v.pipe(v.string(), v.nonEmpty()),
  set: optional(v.string()),
  incr: optional(v.number()),
  update_only: optional(v.boolean()),
});

/** The trait's value after `set` or `incr`. */
export function traitValue(known: unknown, body: UpsertTraitBody): unknown {
  if (body.incr !== undefined) {
    const base = Number(known ?? 0);
    if (!Number.isFinite(base)) throw new HttpError(400, `incr: trait "${body.trait}" is not a number`);
    return base + body.incr;
  }
  if (body.set === undefined) throw new HttpError(400, "give set or incr");
  return body.set;
}
