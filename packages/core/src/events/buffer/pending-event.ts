import type { EventType, QueuedEvent } from "../../contracts/events";

/** Metadata of an event in wire form. */
export interface WireMetadata {
  readonly sent_at: string | undefined;
  readonly idempotency_key: string | undefined;
  readonly trusted_client_clock: true | undefined;
  readonly backfill: true | undefined;
}

/** An event from its acceptance until it is delivered or given up: checked, copied, and encoded when it is sent. */
export interface PendingEvent {
  readonly type: EventType;
  /** Estimated size, counted against the queue's limit. */
  readonly bytes: number;
  /** The body in wire form; undefined for an event that was encoded by an earlier process. */
  readonly body: WireBody | undefined;
  readonly metadata: WireMetadata | undefined;
  /** Position in the order of acceptance, and the time of acceptance in ms since the epoch. */
  seq: number;
  at: number;
  /** The encoded event; undefined until it is first needed. */
  encoded: QueuedEvent | undefined;
}

export type Keys = Record<string, string>;

/** The body of an event, in wire form. */
export type WireBody = TrackBody | IdentifyBody | InferenceBody | FlagCheckBody;

export interface TrackBody {
  readonly event: string;
  readonly company: Keys | undefined;
  readonly user: Keys | undefined;
  readonly quantity: number | undefined;
  readonly traits: Record<string, unknown> | undefined;
  readonly lease_id: string | undefined;
  readonly reservation_id: string | undefined;
}

export interface InferenceBody {
  readonly company: Keys;
  readonly user: Keys | undefined;
  readonly event: string | undefined;
  readonly provider: string;
  readonly request_model: string | undefined;
  readonly response_model: string;
  readonly operation: string | undefined;
  readonly requests: number | undefined;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cached_input_tokens: number | undefined;
  readonly cache_creation_input_tokens: number | undefined;
  readonly reasoning_tokens: number | undefined;
  /** Decimal text. */
  readonly cost: string | undefined;
  readonly currency: string | undefined;
  readonly lease_id: string | undefined;
  readonly reservation_id: string | undefined;
}

/** The user or company of an `identify` event. */
export interface Subject {
  readonly keys: Keys;
  readonly name: string | undefined;
  readonly traits: Record<string, unknown> | undefined;
}

export interface IdentifyBody extends Subject {
  readonly company: Subject | undefined;
}

export interface FlagCheckBody {
  readonly flag_key: string;
  readonly value: boolean;
  readonly reason: string;
  readonly error: string | undefined;
  readonly flag_id: string | undefined;
  readonly rule_id: string | undefined;
  readonly company_id: string | undefined;
  readonly user_id: string | undefined;
  readonly req_company: Keys | undefined;
  readonly req_user: Keys | undefined;
  readonly preflight: true | undefined;
}
