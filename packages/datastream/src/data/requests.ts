import type { CancelTimer, Clock } from "@schematic/core";
import type { WireEntity, WireFailure } from "../wire/messages";

type Kind = "company" | "user";
type Keys = Record<string, string>;

/** How a request ended: the entity came, the server said no, or nothing came in time. */
export type RequestOutcome = "arrived" | "refused" | "unanswered";

interface Request {
  readonly kind: Kind;
  readonly keys: Keys;
  readonly signature: string;
  readonly done: Promise<RequestOutcome>;
  settle(outcome: RequestOutcome): void;
  cancelTimer: CancelTimer;
}

export interface RequestOptions {
  readonly clock: Clock;
  /** How long an entity is waited for, ms. */
  readonly waitMs: number;
  /** How long a refusal is remembered, ms. */
  readonly notFoundMs: number;
  /** Sends the request; false when there is no connection. */
  readonly send: (kind: Kind, keys: Keys) => boolean;
}

const MAX_REMEMBERED = 10_000;

/** What is asked of the server and not answered yet: one request for all who ask the same. */
export class EntityRequests {
  readonly #options: RequestOptions;
  readonly #pending = new Map<string, Request>();
  /** Pending requests by each value asked for, in lower case: how an answer finds its requests. */
  readonly #byValue = new Map<string, Set<Request>>();
  /** Until when a refusal counts (monotonic, ms); all live equally long, so the oldest comes first. */
  readonly #refused = new Map<string, number>();

  constructor(options: RequestOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#pending.size;
  }

  /** Asks for an entity, or joins the request that is on its way. */
  ask(kind: Kind, keys: Keys): Promise<RequestOutcome> {
    const signature = signatureOf(kind, keys);
    const known = this.#pending.get(signature);
    if (known !== undefined) return known.done;
    const until = this.#refused.get(signature);
    if (until !== undefined) {
      if (until > this.#options.clock.monotonic()) return Promise.resolve("refused");
      this.#refused.delete(signature);
    }
    const request = this.#open(kind, keys, signature);
    if (!this.#options.send(kind, keys)) this.#settle(request, "unanswered");
    return request.done;
  }

  /** Settles the requests that this entity answers; returns the keys that they asked with. */
  arrived(kind: Kind, entity: WireEntity): Keys[] {
    if (this.#pending.size === 0) return [];
    const found = new Set<Request>();
    for (const value of [...Object.values(entity.keys), entity.id]) {
      for (const request of this.#byValue.get(value.toLowerCase()) ?? []) {
        if (request.kind === kind && answers(entity, request.keys)) found.add(request);
      }
    }
    const asked: Keys[] = [];
    for (const request of found) {
      asked.push(request.keys);
      this.#settle(request, "arrived");
    }
    return asked;
  }

  /** Fails those who wait for the keys of an error message; without keys, all who wait for its kind. */
  failed(failure: WireFailure, kind: Kind | undefined): void {
    if (failure.keys === undefined) {
      for (const request of [...this.#pending.values()]) {
        if (kind === undefined || request.kind === kind) this.#settle(request, "refused");
      }
      return;
    }
    for (const one of kind === undefined ? (["company", "user"] as const) : [kind]) {
      const signature = signatureOf(one, failure.keys);
      const request = this.#pending.get(signature);
      if (request === undefined) continue;
      this.#remember(signature);
      this.#settle(request, "refused");
    }
  }

  /** The connection is gone, and with it every answer. */
  abandon(): void {
    for (const request of [...this.#pending.values()]) this.#settle(request, "unanswered");
  }

  /** Forgets refusals, since the server may have learnt better. */
  forgive(): void {
    this.#refused.clear();
  }

  #open(kind: Kind, keys: Keys, signature: string): Request {
    let settle: Request["settle"] = () => {};
    const done = new Promise<RequestOutcome>((resolve) => {
      settle = resolve;
    });
    const { clock, waitMs } = this.#options;
    const cancelTimer = clock.setTimer(() => this.#settle(request, "unanswered"), waitMs);
    const request: Request = { kind, keys: { ...keys }, signature, done, settle, cancelTimer };
    this.#pending.set(signature, request);
    for (const value of Object.values(keys)) {
      const lower = value.toLowerCase();
      const set = this.#byValue.get(lower);
      if (set === undefined) this.#byValue.set(lower, new Set([request]));
      else set.add(request);
    }
    return request;
  }

  #settle(request: Request, outcome: RequestOutcome): void {
    if (this.#pending.get(request.signature) !== request) return;
    request.cancelTimer();
    this.#pending.delete(request.signature);
    for (const value of Object.values(request.keys)) {
      const lower = value.toLowerCase();
      const set = this.#byValue.get(lower);
      set?.delete(request);
      if (set?.size === 0) this.#byValue.delete(lower);
    }
    request.settle(outcome);
  }

  #remember(signature: string): void {
    const now = this.#options.clock.monotonic();
    for (const [old, until] of this.#refused) {
      if (until > now && this.#refused.size < MAX_REMEMBERED) break;
      this.#refused.delete(old);
    }
    this.#refused.set(signature, now + this.#options.notFoundMs);
  }
}

/** Told apart by content: the same keys in another order are the same question. */
function signatureOf(kind: Kind, keys: Keys): string {
  const names = Object.keys(keys).sort();
  return JSON.stringify([kind, ...names.map((name) => [name, keys[name]])]);
}

/**
 * Whether an entity answers a request: it carries one of the keys, in whatever spelling, or one of the
 * values is its id. Which entity belongs to which keys is the server's to say.
 */
function answers(entity: WireEntity, asked: Keys): boolean {
  for (const name of Object.keys(asked)) {
    const value = asked[name];
    if (value === undefined) continue;
    if (entity.keys[name] === value || entity.id === value) return true;
    const lower = value.toLowerCase();
    for (const own of Object.keys(entity.keys)) {
      if (own.toLowerCase() === name.toLowerCase() && entity.keys[own]?.toLowerCase() === lower) return true;
    }
  }
  return false;
}
