import type { Buffer } from "node:buffer";
import { EmulatorError } from "../errors";
import type { StreamServer } from "../stream/server";
import { calmStream, type StreamState } from "../stream/state";
import { type Fault, type FaultRule, FaultTable } from "./rules";

/** Faults of the datastream. */
export interface StreamFaults {
  /** Cuts sockets without a close frame, oldest first (default: all); answers how many. */
  killSockets(count?: number): number;
  /** Refuses handshakes: `"reset"` (cut), `"status"` (503), `"close"` (accept, then close at once); false ends it. */
  refuse(how: StreamState["refuse"]): void;
  /** Sockets stay open but nothing comes any more, not even pongs, and what clients send is ignored. */
  silence(on: boolean): void;
  /** Chance (0 to 1) of a malformed frame before each real one; true is 1, false ends it. */
  malformed(chance: boolean | number): void;
  /** Sends a frame to every socket as it is; an object goes as JSON. Answers to how many. */
  send(frame: string | Buffer | object): number;
  /** Full flag lists in pages of `size`, `delayMs` apart; null ends it. */
  pages(how: { size: number; delayMs?: number } | null): void;
  /** Ends all of the above. */
  clear(): void;
}

/** Faults of requests and of the datastream. */
export interface Faults {
  /** Adds a fault; the first that matches a request strikes. Throws `invalid_option`. */
  add(rule: FaultRule): Fault;
  list(): Fault[];
  /** Removes all faults, those of the stream too. */
  clear(): void;
  readonly stream: StreamFaults;
}

function streamFaults(stream: StreamServer): StreamFaults {
  return {
    killSockets: (count) => stream.kill(count),
    refuse(how) {
      if (![false, "reset", "status", "close"].includes(how)) {
        throw new EmulatorError("invalid_option", 'refuse: give "reset", "status", "close" or false');
      }
      stream.state.refuse = how;
    },
    silence(on) {
      stream.state.silent = on;
    },
    malformed(chance) {
      const value = Number(chance);
      if (!(value >= 0 && value <= 1))
        throw new EmulatorError("invalid_option", "malformed: give a chance, 0 to 1");
      stream.state.malformed = value;
    },
    send(frame) {
      const raw = typeof frame === "string" || frame instanceof Uint8Array ? frame : JSON.stringify(frame);
      for (const session of stream.sessions) session.socket.send(raw);
      return stream.sessions.size;
    },
    pages(how) {
      if (how === null) {
        stream.state.pages = { delayMs: 0 };
        return;
      }
      if (!(Number.isInteger(how.size) && how.size > 0))
        throw new EmulatorError("invalid_option", "pages: size must be 1 or more");
      stream.state.pages = { size: how.size, delayMs: how.delayMs ?? 0 };
    },
    clear() {
      stream.state = calmStream();
    },
  };
}

export function createFaults(table: FaultTable, stream: StreamServer): Faults {
  const ofStream = streamFaults(stream);
  return {
    add: (rule) => table.add(rule),
    list: () => table.list(),
    clear() {
      table.clear();
      ofStream.clear();
    },
    stream: ofStream,
  };
}

export { FaultTable };
