import type { FlagResolution } from "../contracts/evaluation";
import type { EventMetadata, EventType } from "../contracts/events";

export type Keys = Record<string, string>;

/**
 * The keys of a company or user. Most have one, and a queue holds many: its name and value are kept
 * without an object of their own.
 */
export interface KeySet {
  /** The name of the only key; `undefined` when there are none or several. */
  name: string | undefined;
  value: string | Keys | undefined;
}

export const NO_KEYS: KeySet = { name: undefined, value: undefined };

export const IDENTIFY: unique symbol = Symbol("identify");

/** What an event is made of, as it waits: checked, copied, and not yet text. */
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
  /** identify: whose order it keeps, and its body as JSON. */
  company: KeySet;
  user: KeySet;
  /** NaN = none; of a flag_check, 1 for a preflight. */
  quantity: number;
  /** What few events have. */
  more: More | undefined;
}

export interface More {
  traits: Record<string, unknown> | undefined;
  leaseId: string | undefined;
  reservationId: string | undefined;
  metadata: EventMetadata | undefined;
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
