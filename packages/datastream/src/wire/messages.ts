import { isAnything, isListOf, isMapOf, isObject, isText, isTextOrAbsent } from "./shapes";

/** A company or a user as the wire carries it: snake_case, with whatever fields the server knows. */
export interface WireEntity {
  id: string;
  keys: Record<string, string>;
  [field: string]: unknown;
}

/** A flag as the wire carries it. */
export interface WireFlag {
  id: string;
  key: string;
  default_value: boolean;
  [field: string]: unknown;
}

/** Subject of a message, from its `entity_type`. */
export type Subject = "company" | "companies" | "user" | "users" | "flag" | "flags";

/** One message of the server, its envelope checked, its `data` not yet. */
export interface Frame {
  readonly subject: Subject | undefined;
  /** The `entity_type` as it came, for the warning about an unknown one. */
  readonly entityType: string;
  readonly type: string;
  readonly entityId: string | undefined;
  readonly data: unknown;
  /** Whether more pages of this list follow; `undefined` where the message is not a page. */
  readonly hasMore: boolean | undefined;
  readonly page: number | undefined;
}

const SUBJECTS: ReadonlyMap<string, Subject> = new Map<string, Subject>([
  ["rulesengine.Company", "company"],
  ["rulesengine.Companies", "companies"],
  ["rulesengine.User", "user"],
  ["rulesengine.Users", "users"],
  ["rulesengine.Flag", "flag"],
  ["rulesengine.Flags", "flags"],
]);

/** What the server says about a request that failed. */
export interface WireFailure {
  message: string;
  keys: Record<string, string> | undefined;
  subject: Subject | undefined;
}

const decoder = new TextDecoder();

/** Reads one frame; `undefined` when it is not a message of the protocol. Never throws. */
export function parseFrame(raw: unknown): Frame | undefined {
  const text = textOf(raw);
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const { entity_type, message_type, entity_id, pagination, data } = value;
  if (!isText(entity_type) || !isText(message_type) || !isTextOrAbsent(entity_id)) return undefined;
  const paged = pagination !== undefined && pagination !== null;
  if (paged && !(isObject(pagination) && typeof pagination.has_more === "boolean")) return undefined;
  return {
    subject: SUBJECTS.get(entity_type),
    entityType: entity_type,
    type: message_type,
    entityId: entity_id ?? undefined,
    data,
    hasMore: paged ? (pagination.has_more as boolean) : undefined,
    page: paged && typeof pagination.page === "number" ? pagination.page : undefined,
  };
}

function textOf(raw: unknown): string | undefined {
  if (typeof raw === "string") return raw;
  if (raw instanceof ArrayBuffer || ArrayBuffer.isView(raw)) return decoder.decode(raw);
  return undefined;
}

/** The company or user in `data`, or `undefined` when it is not one. Null keys become none. */
export function asEntity(data: unknown): WireEntity | undefined {
  if (!isObject(data) || !isText(data.id) || data.id === "" || !isMapOf(data.keys, isText)) return undefined;
  data.keys ??= {};
  return data as WireEntity;
}

/** The flag in `data`, or `undefined` when it is not one. */
export function asFlag(data: unknown): WireFlag | undefined {
  if (!isObject(data) || !isText(data.id) || !isText(data.key) || typeof data.default_value !== "boolean") {
    return undefined;
  }
  return isListOf(data.rules, isAnything) ? (data as WireFlag) : undefined;
}

/** Reads the `data` of an `error` message; whatever it lacks is `undefined`. */
export function asFailure(data: unknown): WireFailure {
  const { error, keys, entity_type } = isObject(data) ? data : {};
  return {
    message: isText(error) ? error : "unnamed error",
    keys: isMapOf(keys, isText) ? ((keys as Record<string, string> | null) ?? undefined) : undefined,
    subject: isText(entity_type) ? SUBJECTS.get(entity_type) : undefined,
  };
}

/** Request for the full list of flags. */
export const FLAGS_REQUEST: string = JSON.stringify({
  data: { action: "start", entity_type: "rulesengine.Flags" },
});

/** Request to send an entity and its changes (`start`), or to send no more of them (`stop`). */
export function entityRequest(
  action: "start" | "stop",
  kind: "company" | "user",
  entityKeys: Record<string, string>,
): string {
  const entity_type = kind === "company" ? "rulesengine.Company" : "rulesengine.User";
  return JSON.stringify({ data: { action, entity_type, keys: entityKeys } });
}
