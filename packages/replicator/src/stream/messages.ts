import type { WireEntity } from "@schematic/datastream/protocol";
import type { Change, EntityKind, WireFlag } from "../store/shared-store";

/** What a frame of the datastream means to a replicator. */
export type Message =
  | { type: "changes"; changes: Change[]; streamId: string | undefined }
  | { type: "flag-page"; flags: WireFlag[]; more: boolean }
  | { type: "subscribed"; kind: EntityKind; streamId: string | undefined }
  | { type: "reload"; kind: EntityKind | undefined; streamId: string | undefined }
  | { type: "error"; message: string }
  | { type: "unreadable" };

const kinds: Readonly<Record<string, EntityKind>> = {
  "rulesengine.Company": "company",
  "rulesengine.User": "user",
};
const bulk: Readonly<Record<string, EntityKind>> = {
  "rulesengine.Companies": "company",
  "rulesengine.Users": "user",
};

const unreadable: Message = { type: "unreadable" };

/** Reads one frame. Never throws. */
export function readMessage(raw: unknown): Message {
  const frame = parse(raw);
  if (frame === undefined) return unreadable;
  const { entity_type: subject, message_type: type, data } = frame;
  const streamId = typeof frame.stream_id === "string" && frame.stream_id ? frame.stream_id : undefined;
  const subscribed = typeof subject === "string" && Object.hasOwn(bulk, subject) ? bulk[subject] : undefined;
  if (type === "reload") return { type: "reload", kind: subscribed, streamId };
  if (type === "error") return { type: "error", message: errorText(data) };
  if (subscribed) return { type: "subscribed", kind: subscribed, streamId };
  if (subject === "rulesengine.Flags" && type !== "delete") return flagPage(data, frame.pagination);
  const change =
    subject === "rulesengine.Flag" || subject === "rulesengine.Flags"
      ? flagChange(type, data, frame.entity_id)
      : entityChange(typeof subject === "string" ? kinds[subject] : undefined, type, data, frame.entity_id);
  return change ? { type: "changes", changes: [change], streamId } : unreadable;
}

function entityChange(
  kind: EntityKind | undefined,
  type: unknown,
  data: unknown,
  entityId: unknown,
): Change | undefined {
  if (kind === undefined || !isObject(data)) return undefined;
  const id = typeof entityId === "string" && entityId ? entityId : data.id;
  if (typeof id !== "string" || id === "") return undefined;
  switch (type) {
    case "full":
      return isEntity(data) ? { kind, type: "put", entity: data } : undefined;
    case "partial":
      return { kind, type: "patch", id, data };
    case "delete":
      return { kind, type: "delete", id };
    default:
      return undefined;
  }
}

function flagChange(type: unknown, data: unknown, entityId: unknown): Change | undefined {
  if (type === "delete") {
    const named = isObject(data) ? data : {};
    const key = typeof named.key === "string" ? named.key : undefined;
    const id = typeof named.id === "string" ? named.id : typeof entityId === "string" ? entityId : undefined;
    return key === undefined && id === undefined ? undefined : { kind: "flags", type: "delete", key, id };
  }
  return isFlag(data) ? { kind: "flags", type: "put", flag: data } : undefined;
}

function flagPage(data: unknown, pagination: unknown): Message {
  if (!Array.isArray(data)) return unreadable;
  const more = isObject(pagination) && pagination.has_more === true;
  return { type: "flag-page", flags: data.filter(isFlag), more };
}

function parse(raw: unknown): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(
      typeof raw === "string" ? raw : new TextDecoder().decode(raw as ArrayBuffer),
    );
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function errorText(data: unknown): string {
  return isObject(data) && typeof data.error === "string" ? data.error : "unnamed error";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFlag(value: unknown): value is WireFlag {
  return isObject(value) && typeof value.key === "string";
}

function isEntity(value: Record<string, unknown>): value is WireEntity {
  value.keys ??= {};
  const texts = isObject(value.keys) && Object.values(value.keys).every((one) => typeof one === "string");
  return typeof value.id === "string" && texts;
}
