import type { CancelTimer, Clock } from "@schematic/core";
import { carriesOne, type EntityKind, type WireEntity } from "../wire/messages";

type Keys = Record<string, string>;

/** How a request ended: the entity came, the server said no, or nothing came in time. */
export type RequestOutcome = "arrived" | "refused" | "unanswered";

interface Request {
  readonly kind: EntityKind;
  readonly keys: Keys;
  readonly signature: string;
  readonly done: Promise<RequestOutcome>;
  readonly resolve: (outcome: RequestOutcome) => void;
  /** Ends the wait, or the memory of a refusal. */
  cancelTimer: CancelTimer;
}

export interface RequestOptions {
  readonly clock: Clock;
  /** How long an entity is waited for, ms. */
  readonly waitMs: number;
  /** How long a refusal is remembered, ms. */
  readonly notFoundMs: number;
  /** Sends the request; false when there is no connection. */
  readonly send: (kind: EntityKind, keys: Keys) => boolean;
}

/** Refusals are remembered while there are fewer requests than this. */
const MAX_REMEMBERED = 10_000;

/** What is asked of the server and not answered yet: one request for all who ask the same. */
export class EntityRequests {
  readonly #options: RequestOptions;
  readonly #requests = new Map<string, Request>();
  /** Open requests by each value asked for, in lower case: how an answer finds its requests. */
  readonly #byValue = new Map<string, Set<Request>>();

  constructor(options: RequestOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#requests.size;
  }

  /** Asks for an entity, or joins the request that is on its way. */
  ask(kind: EntityKind, keys: Keys): Promise<RequestOutcome> {
    const signature = signatureOf(kind, keys);
    const known = this.#requests.get(signature);
    if (known !== undefined) return known.done;
    const { clock, waitMs, send } = this.#options;
    let resolve: Request["resolve"] = () => {};
    const done = new Promise<RequestOutcome>((settle) => {
      resolve = settle;
    });
    const cancelTimer = clock.setTimer(() => this.#settle(request, "unanswered"), waitMs);
    const request: Request = { kind, keys: { ...keys }, signature, done, resolve, cancelTimer };
    this.#requests.set(signature, request);
    for (const value of lowerValues(keys)) {
      const set = this.#byValue.get(value);
      if (set === undefined) this.#byValue.set(value, new Set([request]));
      else set.add(request);
    }
    if (!send(kind, keys)) this.#settle(request, "unanswered");
    return done;
  }

  /** Settles the requests that this entity answers; returns the keys that they asked with. */
  arrived(kind: EntityKind, entity: WireEntity): Keys[] {
    if (this.#byValue.size === 0) return [];
    const asked: Keys[] = [];
    for (const value of [...lowerValues(entity.keys), entity.id.toLowerCase()]) {
      for (const request of this.#byValue.get(value) ?? []) {
        if (request.kind !== kind || !answers(entity, request.keys)) continue;
        asked.push(request.keys);
        this.#settle(request, "arrived");
      }
    }
    return asked;
  }

  /**
   * Fails those who wait for these keys, and for a while all who ask the same; without keys, all who wait
   * for this kind, or for either.
   */
  refuse(keys: Keys | undefined, kind: EntityKind | undefined): void {
    for (const request of keys ? this.#asked(keys) : this.#requests.values()) {
      if (kind !== undefined && request.kind !== kind) continue;
      this.#settle(request, "refused");
      if (keys === undefined || this.size >= MAX_REMEMBERED) continue;
      const { clock, notFoundMs } = this.#options;
      request.cancelTimer = clock.setTimer(() => this.#requests.delete(request.signature), notFoundMs);
      this.#requests.set(request.signature, request);
    }
  }

  #asked(keys: Keys): Request[] {
    return (["company", "user"] as const).flatMap(
      (kind) => this.#requests.get(signatureOf(kind, keys)) ?? [],
    );
  }

  /** The connection is gone, and with it every answer; refusals are forgotten, since the server may learn better. */
  abandon(): void {
    for (const request of this.#requests.values()) this.#settle(request, "unanswered");
  }

  #settle(request: Request, outcome: RequestOutcome): void {
    request.cancelTimer();
    this.#requests.delete(request.signature);
    for (const value of lowerValues(request.keys)) {
      const set = this.#byValue.get(value);
      set?.delete(request);
      if (set?.size === 0) this.#byValue.delete(value);
    }
    request.resolve(outcome);
  }
}

const lowerValues = (keys: Keys): string[] => Object.values(keys).map((value) => value.toLowerCase());

/** Told apart by content: the same keys in another order are the same question. */
function signatureOf(kind: EntityKind, keys: Keys): string {
  return JSON.stringify([kind, ...Object.entries(keys).sort()]);
}

/**
 * Whether an entity answers a request: it carries one of the keys, in whatever spelling, or one of the
 * values is its id. Which entity belongs to which keys is the server's to say.
 */
function answers(entity: WireEntity, asked: Keys): boolean {
  return carriesOne(entity, asked) || Object.values(asked).includes(entity.id);
}
