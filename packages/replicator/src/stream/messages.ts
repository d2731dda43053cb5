import {
  asEntity,
  asFailure,
  asFlag,
  type EntityKind,
  type Frame,
  PageCollector,
  parseFrame,
  type WireFlag,
} from "@schematic/datastream/protocol";
import { isObject, isText } from "@schematic-internal/kit";
import type { Change, EntityChange, FlagChange } from "../store/change";

/** The meaning of a frame of the datastream for a replicator. */
export type Message =
  | { readonly type: "changes"; readonly changes: Change[]; readonly streamId: string | undefined }
  | { readonly type: "flags"; readonly flags: WireFlag[] }
  | { readonly type: "subscribed"; readonly kind: EntityKind; readonly streamId: string | undefined }
  | {
      readonly type: "reload";
      readonly kind: EntityKind | undefined;
      readonly streamId: string | undefined;
    }
  | { readonly type: "error"; readonly message: string }
  /** One of several pages; the message follows with the last one. */
  | { readonly type: "page" }
  | { readonly type: "unreadable" };

const UNREADABLE: Message = { type: "unreadable" };

/** Reads the frames of one connection. */
export class MessageReader {
  readonly #flagPages = new PageCollector();

  /** Returns the meaning of one frame. Never throws. */
  read(raw: unknown): Message {
    const frame = parseFrame(raw);
    if (frame === undefined) return UNREADABLE;
    const { type, kind, bulk, streamId } = frame;
    const entityKind = kind === "flag" ? undefined : kind;
    if (type === "reload") return { type, kind: bulk ? entityKind : undefined, streamId };
    if (type === "error") return { type, message: errorText(frame) };
    if (kind === "flag" && bulk && type !== "delete") return this.#flagPage(frame);
    if (entityKind !== undefined && bulk) return { type: "subscribed", kind: entityKind, streamId };
    const change = changeOf(frame);
    return change ? { type: "changes", changes: [change], streamId } : UNREADABLE;
  }

  #flagPage(frame: Frame): Message {
    if (!Array.isArray(frame.data)) return UNREADABLE;
    const list = this.#flagPages.add(frame);
    if (list === undefined) return { type: "page" };
    return { type: "flags", flags: list.map(asFlag).filter((flag) => flag !== undefined) };
  }
}

function changeOf(frame: Frame): Change | undefined {
  const { kind } = frame;
  if (kind === undefined) return undefined;
  return kind === "flag" ? flagChange(frame) : entityChange(kind, frame);
}

function entityChange(kind: EntityKind, { type, data, id: named }: Frame): EntityChange | undefined {
  if (!isObject(data)) return undefined;
  const id = named || data.id;
  if (!isText(id) || id === "") return undefined;
  switch (type) {
    case "full": {
      const entity = asEntity(data);
      return entity && { kind, type: "put", entity };
    }
    case "partial":
      return { kind, type: "patch", id, data };
    case "delete":
      return { kind, type: "delete", id };
    default:
      return undefined;
  }
}

/** A partial message of a flag contains the whole flag, as a full one does. */
function flagChange({ type, data, id: named }: Frame): FlagChange | undefined {
  if (type !== "delete") {
    const flag = asFlag(data);
    return flag && { kind: "flags", type: "put", flag };
  }
  const { key, id = named } = isObject(data) ? data : { key: undefined, id: named };
  const deleted = { key: isText(key) ? key : undefined, id: isText(id) ? id : undefined };
  return deleted.key === undefined && deleted.id === undefined
    ? undefined
    : { kind: "flags", type: "delete", ...deleted };
}

function errorText(frame: Frame): string {
  const { message } = asFailure(frame);
  return isText(message) ? message : "unnamed error";
}
