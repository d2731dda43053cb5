import { decodeText } from "@schematic-internal/kit";
import { nestsTooDeep } from "./depth";

/*
 * What comes over the socket is checked by hand, not by a schema: there can be tens of thousands of messages
 * a second, and a schema library takes several times as long for each as reading its JSON.
 */

/** What the wire carries: a flag has a key, a company or user has keys, each whatever else the server knows. */
export interface Wire {
  id: string;
  key?: string;
  keys?: Record<string, string>;
  [field: string]: unknown;
}

/** A company or a user as the wire carries it: snake_case, with whatever fields the server knows. */
export interface WireEntity extends Wire {
  keys: Record<string, string>;
}

/** A flag as the wire carries it. */
export interface WireFlag extends Wire {
  key: string;
  default_value: boolean;
}

export type EntityKind = "company" | "user";
export type Kind = "flag" | EntityKind;

/** One message of the server, its envelope checked, its `data` not yet. */
export interface Frame {
  /** What its `entity_type` is about; `undefined` for one that this version does not know. */
  readonly kind: Kind | undefined;
  /** The type in the plural: a list of flags, or word of a bulk subscription. */
  readonly bulk: boolean;
  /** Its `message_type`. */
  readonly type: string;
  readonly id: string | undefined;
  readonly data: unknown;
  /** Whether more pages of this list follow; `undefined` where the message is not a page. */
  readonly hasMore: boolean | undefined;
  readonly page: number | undefined;
  /** Position in the stream; sent to replicators only. */
  readonly streamId: string | undefined;
}

const KINDS: ReadonlyMap<unknown, Kind> = new Map<unknown, Kind>([
  ["rulesengine.Company", "company"],
  ["rulesengine.Companies", "company"],
  ["rulesengine.User", "user"],
  ["rulesengine.Users", "user"],
  ["rulesengine.Flag", "flag"],
  ["rulesengine.Flags", "flag"],
]);

type Test = (value: unknown) => boolean;

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** Absent, or an object whose members all pass. */
export function isMapOf(value: unknown, passes: Test): boolean {
  if (!isObject(value)) return isAbsent(value);
  return Object.values(value).every(passes);
}

/** Absent, or a list whose elements all pass. */
export function isListOf(value: unknown, passes: Test): boolean {
  if (!Array.isArray(value)) return isAbsent(value);
  for (const one of value) if (!passes(one)) return false;
  return true;
}

export function isList(value: unknown): boolean {
  return Array.isArray(value) || isAbsent(value);
}

const NONE: Record<string, unknown> = {};

/** Returns one frame, or undefined if it is not a message of the protocol or nests too deep. Never throws. */
export function parseFrame(raw: unknown): Frame | undefined {
  let value: unknown;
  try {
    const text = isText(raw) ? raw : decodeText(raw as ArrayBuffer);
    if (nestsTooDeep(text)) return undefined;
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const { entity_type, message_type, entity_id, pagination, data, stream_id } = value;
  if (!isText(entity_type) || !isText(message_type)) return undefined;
  if (!isText(entity_id) && !isAbsent(entity_id)) return undefined;
  const { has_more, page } = isObject(pagination) ? pagination : NONE;
  if (!isAbsent(pagination) && typeof has_more !== "boolean") return undefined;
  return {
    kind: KINDS.get(entity_type),
    bulk: entity_type.endsWith("s"),
    type: message_type,
    id: entity_id ?? undefined,
    data,
    hasMore: has_more as boolean | undefined,
    page: typeof page === "number" ? page : undefined,
    streamId: isText(stream_id) && stream_id !== "" ? stream_id : undefined,
  };
}

/** The company or user in `data`, or `undefined` when it is not one. Null keys become none. */
export function asEntity(data: unknown): WireEntity | undefined {
  if (!isObject(data) || !isText(data.id) || data.id === "" || !isMapOf(data.keys, isText)) return undefined;
  data.keys ??= {};
  return data as WireEntity;
}

/** Whether an entity carries this key, in whatever spelling. */
export function carries({ keys }: WireEntity, name: string, value = ""): boolean {
  if (keys[name] === value) return true;
  return Object.entries(keys).some(([own, held]) => alike(own, name) && alike(held, value));
}

/** Whether an entity carries one of the keys, in whatever spelling. */
export function carriesOne(entity: WireEntity, keys: Record<string, string>): boolean {
  return Object.keys(keys).some((name) => carries(entity, name, keys[name]));
}

function alike(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The flag in `data`, or `undefined` when it is not one. */
export function asFlag(data: unknown): WireFlag | undefined {
  return isObject(data) &&
    isText(data.id) &&
    isText(data.key) &&
    typeof data.default_value === "boolean" &&
    isList(data.rules)
    ? (data as WireFlag)
    : undefined;
}

/** What the server says about a request that failed. */
export interface WireFailure {
  message: unknown;
  keys: Record<string, string> | undefined;
  kind: Kind | undefined;
}

/** Reads an `error` message; whatever it lacks is `undefined`. */
export function asFailure({ data, kind }: Frame): WireFailure {
  const { error, keys, entity_type } = isObject(data) ? data : {};
  return {
    message: error,
    keys: isObject(keys) && isMapOf(keys, isText) ? (keys as Record<string, string>) : undefined,
    kind: KINDS.get(entity_type) ?? kind,
  };
}

/** Request to send entities and their changes (`start`), or to send no more of them (`stop`); without keys all flags. */
export function request(action: "start" | "stop", kind: Kind, keys?: Record<string, string>): string {
  const entity_type = { flag: "Flags", company: "Company", user: "User" }[kind];
  return JSON.stringify({ data: { action, entity_type: `rulesengine.${entity_type}`, keys } });
}
