import type { ClockOptions, EmulatorClock } from "./clock";
import type { EmulatorCredits } from "./credits/control";
import type { Faults } from "./faults/faults";
import type { SeedSource } from "./seed/load";
import type { Keys, Seed } from "./seed/types";
import type { Snapshot } from "./snapshot";
import type { CapturedEvent } from "./state/model";
import type { Delivery } from "./webhooks/queue";

/** The API key that an emulator accepts whose seed names none. */
export const DEFAULT_API_KEY = "sch_dev_emulator";

export interface EmulatorOptions {
  /** State to start from: a path to a YAML or JSON file, such a text, or an object. Default: nothing. */
  seed?: SeedSource;
  /** Port on the loopback interface. Default 0: a free one. */
  port?: number;
  /** Start of the clock. Default: now, running. */
  clock?: ClockOptions;
  /** Delay before a webhook's first redelivery, ms; doubles with each of 5. Default 250. */
  webhookRetryMs?: number;
  /** Captured events that `events()` holds, the newest. Default 100,000. */
  maxEvents?: number;
  /**
   * Address to listen on. Default `127.0.0.1`. With another one, such as `0.0.0.0` in a container, other
   * machines can connect: without `api_keys` in the seed a random key is made, and the page and the control
   * path need a key as well.
   */
  host?: string;
  /** Host names, in addition to this machine's, that requests may be addressed to. */
  allowedHosts?: readonly string[];
  /** Origins of web pages, in addition to this machine's, that may call the API. */
  allowedOrigins?: readonly string[];
  /** Hosts that webhooks may be sent to, in addition to this machine; `*` allows all. */
  webhookHosts?: readonly string[];
}

/** A running emulator. */
export interface Emulator extends AsyncDisposable {
  /** REST base URL (`basePath`). */
  readonly url: string;
  /** Event capture base URL (`eventCaptureBaseURL`). */
  readonly captureUrl: string;
  /** WebSocket URL of the datastream. */
  readonly datastreamUrl: string;
  readonly port: number;
  /** The first key that it accepts. */
  readonly apiKey: string;
  readonly clock: EmulatorClock;
  readonly faults: Faults;
  readonly credits: EmulatorCredits;
  /** Captured events without the repeated ones, oldest first. */
  events(): CapturedEvent[];
  /** Requests so far by method and path, such as `POST /batch`; handshakes as `WS /datastream`. */
  requests(): Record<string, number>;
  /** Webhook deliveries, oldest first, at most the last 1,000. */
  deliveries(): Delivery[];
  /** The state as plain data. */
  snapshot(): Snapshot;
  /**
   * Goes back to the seed: state, events, deliveries, request counts, faults, clock. Sockets stay open and
   * receive the new state.
   */
  reset(): void;
  /** Adds to the state or changes it, as a piece of a seed; clients and webhooks are notified. */
  apply(seed: Seed): void;
  /** Puts a company on a plan (key or id; null for none). */
  setPlan(company: Keys, plan: string | null): void;
  /** Deletes what the keys (for a flag: its key) lead to. */
  remove(kind: "company" | "user", keys: Keys): void;
  remove(kind: "flag", key: string): void;
  /** Returns the state as a seed, from which an emulator can start again. */
  exportSeed(): Seed;
  /** Calls `listener` after each change; returns a function that removes it. */
  onChange(listener: () => void): () => void;
  /** Resolves once `test` holds; it is asked again after every change. Rejects after `timeoutMs` (10,000). */
  waitFor(test: (emulator: Emulator) => boolean, timeoutMs?: number): Promise<void>;
  /** Closes every socket and stops; idempotent. */
  close(): Promise<void>;
}
