import type { FlagResolution } from "../contracts/evaluation";
import type { EventMetadata, EventType } from "../contracts/events";

export type Keys = Record<string, string>;

export const IDENTIFY: unique symbol = Symbol("identify");

/**
 * What an event is made of, as it waits: checked, copied, and not yet text. Most companies and users have
 * one key: then its name lies in `…Name` and its value beside it, without an object of their own.
 */
export interface Entry {
  type: EventType;
  /** Counter of the client: order of acceptance, and part of the idempotency key. */
  seq: number;
  /** When it was accepted, ms since the epoch. */
  at: number;
  /** Size against the queue's bound, estimated. */
  bytes: number;
  /** track: its name; identify: a mark; flag_check: the answer; or an event that is text already. */
  what: string | typeof IDENTIFY | FlagResolution | EventRecord;
  companyName: string | undefined;
  /** identify: whose order it keeps. */
  company: string | Keys | undefined;
  userName: string | undefined;
  /** identify: its body as JSON. */
  user: string | Keys | undefined;
  quantity: number | undefined;
  preflight: boolean;
  /** What few events have. */
  more: More | undefined;
  /** Paths and kinds of values that it goes on without, as in `traits.owner (cyclic)`. */
  problems: string[] | undefined;
}

export interface More {
  traits: Record<string, unknown> | undefined;
  leaseId: string | undefined;
  reservationId: string | undefined;
  metadata: EventMetadata | undefined;
}

/** An entry to be filled in; field by field, so that all have one shape. */
export function blank(type: EventType, what: Entry["what"], bytes: number): Entry {
  return {
    type,
    seq: 0,
    at: 0,
    bytes,
    what,
    companyName: undefined,
    company: undefined,
    userName: undefined,
    user: undefined,
    quantity: undefined,
    preflight: false,
    more: undefined,
    problems: undefined,
  };
}

/** An event on its way. */
export class EventRecord {
  readonly type: EventType;
  readonly seq: number;
  readonly bytes: number;
  /** Wire form (JSON) without the API key. */
  readonly text: string;
  /** The company or user whose order it keeps; empty when its order does not matter. */
  readonly group: string;
  /** Monotonic ms of the first attempt; `undefined` = never sent. */
  firstAttempt: number | undefined = undefined;
  /** An attempt went out whose outcome nobody knows: the server may have counted it. */
  unknown = false;
  /** Where it lies in the journal. */
  journalId: number | undefined = undefined;

  constructor(head: Pick<EventRecord, "type" | "seq" | "bytes" | "text" | "group">) {
    this.type = head.type;
    this.seq = head.seq;
    this.bytes = head.bytes;
    this.text = head.text;
    this.group = head.group;
  }
}
