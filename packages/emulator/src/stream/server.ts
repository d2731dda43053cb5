import type { Buffer } from "node:buffer";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import type { Change } from "../state/model";
import type { World } from "../state/world";
import { wireCompany, wireUser } from "../wire/engine";
import type { FlagTable } from "../wire/flag-table";
import { type StreamKind, StreamLog } from "./log";
import { companyUpdate, type StreamMessage } from "./messages";
import { Session } from "./session";
import { calmStream, type StreamState } from "./state";

const MAX_MESSAGE = 1024 * 1024;

/** The `/datastream` endpoint: all sockets, and the messages to them. */
export class StreamServer {
  readonly sessions: Set<Session> = new Set();
  state: StreamState = calmStream();
  /** Handshakes that were accepted since the start. */
  connects = 0;
  readonly #world: World;
  readonly #flags: FlagTable;
  #log: StreamLog;
  readonly #server: WebSocketServer;
  readonly #onSockets: () => void;
  readonly #onFrame: (title: string) => void;

  constructor(world: World, flags: FlagTable, watch: { sockets(): void; frame(title: string): void }) {
    this.#world = world;
    this.#flags = flags;
    this.#log = new StreamLog(world.now());
    this.#onSockets = () => watch.sockets();
    this.#onFrame = (title) => watch.frame(title);
    // Pongs are sent by hand: a silent peer must not send them.
    this.#server = new WebSocketServer({ noServer: true, autoPong: false, maxPayload: MAX_MESSAGE });
  }

  accept(request: IncomingMessage, socket: Duplex, head: Buffer, closeAtOnce: boolean): void {
    this.#server.handleUpgrade(request, socket, head, (ws) => {
      this.connects++;
      if (closeAtOnce) {
        ws.on("error", () => {});
        ws.close(1001, "injected fault");
        return;
      }
      this.#open(ws, request);
    });
  }

  #open(ws: WebSocket, request: IncomingMessage): void {
    const header = request.headers["x-schematic-datastream-mode"];
    const about = { id: `sock_${this.connects}`, mode: typeof header === "string" ? header : "datastream" };
    const server = this;
    const session = new Session(ws, about, {
      world: this.#world,
      flags: this.#flags,
      get log() {
        return server.#log;
      },
      get state() {
        return server.state;
      },
    });
    this.sessions.add(session);
    ws.on("message", (data: RawData) => {
      if (!this.state.silent) session.handle(String(data));
      this.#onSockets();
    });
    ws.on("ping", (data) => {
      if (!this.state.silent && ws.readyState === ws.OPEN) ws.pong(data);
    });
    ws.on("error", () => ws.terminate());
    ws.on("close", () => {
      session.close();
      this.sessions.delete(session);
      this.#onSockets();
    });
    this.#onSockets();
  }

  handle(change: Change): void {
    const world = this.#world;
    switch (change.type) {
      case "company": {
        const { company } = change;
        const message =
          change.op === "updated"
            ? companyUpdate(world, change, this.state.holds)
            : whole(change.op, wireCompany(world, company));
        if (message !== undefined)
          this.#tell("company", company.id, { entity_type: "rulesengine.Company", ...message });
        return;
      }
      case "user": {
        const message = whole(change.op, wireUser(world, change.user));
        this.#tell("user", change.user.id, { entity_type: "rulesengine.User", ...message });
        return;
      }
      case "flag": {
        // The whole flag also when it is deleted: the published SDK reads it as one.
        const message = whole(change.op, this.#flags.wire(change.flag));
        this.#tell("flag", change.flag.id, { entity_type: "rulesengine.Flag", ...message });
        return;
      }
      case "reset":
        this.#afterReset();
        return;
      default:
        return;
    }
  }

  #tell(kind: StreamKind, id: string, message: Omit<StreamMessage, "stream_id" | "entity_id">): void {
    const frame = JSON.stringify({ ...message, entity_id: id, stream_id: this.#log.next(this.#world.now()) });
    this.#log.add(kind, frame);
    let receivers = 0;
    for (const session of this.sessions) {
      if (session.wants(kind, id)) {
        receivers++;
        session.sendFrame(frame);
      }
      if (message.message_type === "delete") {
        session.companies.delete(id);
        session.users.delete(id);
      }
    }
    if (receivers > 0) this.#onFrame(`${message.entity_type} ${message.message_type} ${id} to ${receivers}`);
  }

  /** Sends all subscriptions again; entities that do not exist any more are deleted. */
  #afterReset(): void {
    this.#log.clear();
    for (const session of this.sessions) {
      if (session.all.has("flag")) session.sendFlags();
      for (const id of session.companies) this.#resend(session, "company", id);
      for (const id of session.users) this.#resend(session, "user", id);
      for (const [kind, entity_type] of [
        ["company", "rulesengine.Companies"],
        ["user", "rulesengine.Users"],
      ] as const) {
        if (session.all.has(kind))
          session.send({ entity_type, message_type: "reload", data: { reason: "the emulator was reset" } });
      }
    }
  }

  #resend(session: Session, kind: "company" | "user", id: string): void {
    if (session.sendEntity(kind, id)) return;
    const entity_type = kind === "company" ? "rulesengine.Company" : "rulesengine.User";
    session.send({ entity_type, entity_id: id, message_type: "delete", data: { id } });
  }

  /** Cuts sockets without a close frame, oldest first; answers how many. */
  kill(count: number = Number.POSITIVE_INFINITY): number {
    const victims = [...this.sessions].slice(0, count);
    for (const session of victims) session.socket.terminate();
    return victims.length;
  }

  close(): void {
    for (const session of this.sessions) {
      session.close();
      session.socket.terminate();
    }
    this.#server.close();
  }
}

function whole(
  op: "created" | "updated" | "deleted",
  data: unknown,
): Pick<StreamMessage, "message_type" | "data"> {
  return { message_type: op === "deleted" ? "delete" : "full", data };
}
