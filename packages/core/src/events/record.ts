import type { FlagResolution } from "../contracts/evaluation";
import type { EventMetadata, EventType } from "../contracts/events";

/** Body of an `identify` or `track` event in wire form, or what a `flag_check` body is made of. */
export type RecordBody = Record<string, unknown> | FlagCheckBody;

/** The answer by reference, the context copied. */
export interface FlagCheckBody {
  answer: FlagResolution;
  company: Record<string, string> | undefined;
  user: Record<string, string> | undefined;
  preflight: boolean;
}

/** One accepted event. Text, time and key are made when it is first put into a batch. */
export class EventRecord {
  readonly type: EventType;
  /** Counter of the client: order of acceptance, and part of the idempotency key. */
  readonly seq: number;
  /** When it was accepted, ms since the epoch. */
  readonly at: number;
  body: RecordBody | undefined;
  metadata: EventMetadata | undefined;
  /** Size in the queue, estimated until the text is made. */
  readonly bytes: number;
  text: string | undefined = undefined;
  /** Monotonic ms of the first attempt; `undefined` = never sent. */
  firstAttempt: number | undefined = undefined;
  /** An attempt went out whose outcome nobody knows: the server may have counted it. */
  unknown = false;
  /** Where it lies in the journal. */
  journalId: number | undefined = undefined;
  /** The company or user whose order it keeps; made when it is first looked at. */
  group: string | undefined = undefined;

  constructor(
    head: { type: EventType; seq: number; at: number; bytes: number },
    body: RecordBody | undefined,
    metadata: EventMetadata | undefined,
  ) {
    this.type = head.type;
    this.seq = head.seq;
    this.at = head.at;
    this.bytes = head.bytes;
    this.body = body;
    this.metadata = metadata;
  }
}
