import type { CreditStatus, LeaseEvent } from "../contracts/credits";
import type { AnswerSource } from "../contracts/evaluation";
import type { EventDrop, EventSinkStatus } from "../contracts/events";
import type { FlagSourceEvents, FlagSourceState, FlagSourceStatus } from "../contracts/source";

/** What a client is doing. */
export interface ClientStatus {
  /** `ready` also where there is no local source to wait for. */
  state: "offline" | "closed" | "ready" | Exclude<FlagSourceState, "ready" | "closed">;
  /** The source that is asked first: the local one when there is one, else REST, offline the defaults. */
  source: AnswerSource;
  /** The local source, where there is one. */
  connection: FlagSourceStatus | undefined;
  /** Age of the local data, ms; 0 while it is kept true. */
  dataAgeMs: number | undefined;
  events: EventSinkStatus;
  /** Checks and REST requests of checks that are under way. */
  checksInFlight: number;
  /** Leases and holds, with credit leases only. */
  credits?: CreditStatus;
}

/** Events of a client; listeners are called in turn, one that throws is ignored. */
export interface ClientEvents extends FlagSourceEvents {
  /** Events were given up: how many and why. */
  drop: (drop: EventDrop) => void;
  /** A lease was acquired, extended, released or refused. Only with credit leases. */
  lease: (event: LeaseEvent) => void;
}

/** The status of a queue that is not there. */
export const NO_EVENTS: EventSinkStatus = { queued: 0, inFlight: 0, delivered: 0, dropped: 0, unresolved: 0 };

/** The status of credit gating before its first use. */
export const NO_CREDITS: CreditStatus = { mode: "server", leases: 0, openHolds: 0, requests: 0 };
