import { Buffer } from "node:buffer";
import type WebSocket from "ws";
import type { World } from "../state/world";
import { wireCompany, wireUser } from "../wire/engine";
import type { FlagTable } from "../wire/flag-table";
import type { StreamKind, StreamLog } from "./log";
import { readRequest, type StreamMessage, type StreamRequest } from "./messages";
import { pagesByBytes, pagesBySize } from "./pages";
import type { StreamState } from "./state";

/** Larger flag lists are sent in pages: Python 1.2.0 closes the connection at a frame above 1 MiB. */
const MAX_PAGE_BYTES = 512 * 1024;
/** Bytes that may wait for a client. One that does not read is disconnected before it fills the memory. */
const MAX_BUFFERED = 64 * 1024 * 1024;

export interface SessionHost {
  world: World;
  flags: FlagTable;
  log: StreamLog;
  state: StreamState;
}

/** One client's socket and what it subscribed to. */
export class Session {
  readonly id: string;
  /** `datastream` or `replicator`, as the client says. */
  readonly mode: string;
  readonly socket: WebSocket;
  readonly #host: SessionHost;
  readonly companies: Set<string> = new Set();
  readonly users: Set<string> = new Set();
  /** Kinds that the client subscribed to as a whole. */
  readonly all: Set<StreamKind> = new Set();
  #pages: ReturnType<typeof setTimeout> | undefined;

  constructor(socket: WebSocket, about: { id: string; mode: string }, host: SessionHost) {
    this.socket = socket;
    this.id = about.id;
    this.mode = about.mode;
    this.#host = host;
  }

  handle(text: string): void {
    const request = readRequest(text);
    if (typeof request === "string") {
      this.send({ entity_type: "", message_type: "error", data: { error: request } });
      return;
    }
    switch (request.entity_type) {
      case "rulesengine.Flags":
        this.#flags(request);
        return;
      case "rulesengine.Flag":
        this.#flag(request);
        return;
      case "rulesengine.Company":
      case "rulesengine.User":
        this.#entity(request);
        return;
      case "rulesengine.Companies":
        this.#bulk(request, "company");
        return;
      case "rulesengine.Users":
        this.#bulk(request, "user");
        return;
    }
  }

  wants(kind: StreamKind, id: string): boolean {
    if (this.all.has(kind)) return true;
    return kind === "company" ? this.companies.has(id) : kind === "user" && this.users.has(id);
  }

  send(message: StreamMessage): void {
    this.sendFrame(JSON.stringify(message));
  }

  sendFrame(frame: string | Buffer): void {
    const { state } = this.#host;
    if (state.silent || this.socket.readyState !== this.socket.OPEN) return;
    if (state.malformed > 0 && Math.random() < state.malformed) this.socket.send(malformedFrame());
    this.socket.send(frame);
    if (this.socket.bufferedAmount > MAX_BUFFERED) this.socket.terminate();
  }

  close(): void {
    clearTimeout(this.#pages);
  }

  #flags(request: StreamRequest): void {
    if (request.action === "stop") {
      this.all.delete("flag");
      return;
    }
    this.all.add("flag");
    this.sendFlags(request.page_size);
    if (request.replay_from !== undefined) this.#host.log.startRecording();
  }

  /** Sends the full list: in pages if the client or a fault asks for them, or if one frame would be too large. */
  sendFlags(pageSize?: number): void {
    clearTimeout(this.#pages);
    const flags = this.#host.flags.all();
    const { pages } = this.#host.state;
    const size = pages.size ?? pageSize;
    const lists = size === undefined ? pagesByBytes(flags, MAX_PAGE_BYTES) : pagesBySize(flags, size);
    if (size === undefined && lists.length === 1) {
      this.send({ entity_type: "rulesengine.Flags", message_type: "full", data: flags });
      return;
    }
    const sendPage = (page: number): void => {
      const hasMore = page + 1 < lists.length;
      this.send({
        entity_type: "rulesengine.Flags",
        message_type: "full",
        data: lists[page] ?? [],
        pagination: { has_more: hasMore, page: page + 1, total: flags.length },
      });
      if (!hasMore) return;
      if (pages.delayMs === 0) {
        sendPage(page + 1);
        return;
      }
      this.#pages = setTimeout(() => sendPage(page + 1), pages.delayMs);
      this.#pages.unref();
    };
    sendPage(0);
  }

  #flag(request: StreamRequest): void {
    const flag = this.#host.world.flagByKey(request.keys?.key ?? "");
    if (flag === undefined) {
      this.#fail(request, "flag not found");
      return;
    }
    const data = this.#host.flags.wire(flag);
    this.send({ entity_type: "rulesengine.Flag", entity_id: flag.id, message_type: "full", data });
  }

  #entity(request: StreamRequest): void {
    const { world } = this.#host;
    const kind = request.entity_type === "rulesengine.Company" ? "company" : "user";
    if (request.keys === undefined || Object.keys(request.keys).length === 0) {
      this.#fail(request, "keys are required");
      return;
    }
    const subscribed = kind === "company" ? this.companies : this.users;
    const found = kind === "company" ? world.companies.find(request.keys) : world.users.find(request.keys);
    const [entity] = found;
    if (request.action === "stop") {
      if (entity !== undefined) subscribed.delete(entity.id);
      return;
    }
    if (entity === undefined) {
      this.#fail(request, `${kind} not found`);
      return;
    }
    if (found.length > 1) {
      this.#fail(request, `the keys lead to ${found.length} different ${kind} entities`);
      return;
    }
    subscribed.add(entity.id);
    this.sendEntity(kind, entity.id);
  }

  /** The whole of a company or user that exists. */
  sendEntity(kind: "company" | "user", id: string): boolean {
    const { world } = this.#host;
    const company = kind === "company" ? world.companies.get(id) : undefined;
    const user = kind === "user" ? world.users.get(id) : undefined;
    if (company !== undefined) {
      this.send({
        entity_type: "rulesengine.Company",
        entity_id: id,
        message_type: "full",
        data: wireCompany(world, company),
      });
    } else if (user !== undefined) {
      this.send({
        entity_type: "rulesengine.User",
        entity_id: id,
        message_type: "full",
        data: wireUser(world, user),
      });
    }
    return company !== undefined || user !== undefined;
  }

  /** A subscription to all companies or users: a confirmation, what was missed, then changes as they come. */
  #bulk(request: StreamRequest, kind: "company" | "user"): void {
    if (request.action === "stop") {
      this.all.delete(kind);
      return;
    }
    const { log } = this.#host;
    const missed = request.replay_from === undefined ? [] : log.after(request.replay_from, kind);
    log.startRecording();
    this.all.add(kind);
    const head = { entity_type: request.entity_type, message_type: "full" as const };
    if (missed === undefined) {
      this.send({
        ...head,
        message_type: "reload",
        data: { reason: "the replay window aged out" },
        stream_id: log.head,
      });
      return;
    }
    // The id says from where on nothing is missing: what is replayed comes after it.
    this.send({
      ...head,
      data: { status: "subscribed", replayed: missed.length },
      stream_id: request.replay_from ?? log.head,
    });
    for (const frame of missed) this.sendFrame(frame);
  }

  #fail(request: StreamRequest, error: string): void {
    const { keys, entity_type } = request;
    const data = { error, entity_type, ...(keys === undefined ? {} : { keys }) };
    this.send({ entity_type, message_type: "error", data });
  }
}

/** Frames as a broken peer might send them: no JSON, cut off, of wrong types, binary. */
const MALFORMED: readonly (string | Buffer)[] = [
  "",
  "{",
  "null",
  "[]",
  '"text"',
  '{"entity_type":"rulesengine.Company","message_type":"full","data":',
  '{"entity_type":"rulesengine.Flags","message_type":"full","data":{"not":"a list"}}',
  '{"entity_type":"rulesengine.Company","message_type":"full","data":null}',
  '{"entity_type":"rulesengine.Company","message_type":"partial","entity_id":7,"data":[]}',
  '{"entity_type":"rulesengine.Unheard","message_type":"full","data":{}}',
  '{"entity_type":"rulesengine.Flag","message_type":"full","data":{"__proto__":{"polluted":true}}}',
  Buffer.from([0, 255, 254, 1, 2, 3]),
];

export function malformedFrame(): string | Buffer {
  return MALFORMED[Math.floor(Math.random() * MALFORMED.length)] ?? "";
}
