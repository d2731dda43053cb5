import type { CancelTimer, Clock } from "@schematic/core";
import { carries, type EntityKind, type WireEntity } from "../wire/messages";
import { signatureOf } from "./key-index";

type Keys = Record<string, string>;

/** How a request ended: the entity came, the server said no, or nothing came in time. */
export type RequestOutcome = "arrived" | "refused" | "unanswered";

interface Request {
  readonly kind: EntityKind;
  readonly keys: Keys;
  readonly signature: string;
  /** Requests that were sent later have a higher number. */
  readonly order: number;
  readonly done: Promise<RequestOutcome>;
  readonly resolve: (outcome: RequestOutcome) => void;
  /** True once it has its outcome; it then stays for a while so that the same request is not sent again. */
  settled: boolean;
  /** Ends the wait, or the time for which the outcome is remembered. */
  cancelTimer: CancelTimer;
}

export interface RequestOptions {
  readonly clock: Clock;
  /** How long an entity is waited for, ms. */
  readonly waitMs: number;
  /** How long a refusal is remembered, ms. A request without a response is remembered for as long, doubling each time. */
  readonly notFoundMs: number;
  /** Sends the request; false when there is no connection. */
  readonly send: (kind: EntityKind, keys: Keys) => boolean;
}

/** Outcomes are remembered while there are fewer requests than this. */
const MAX_REMEMBERED = 10_000;
/** Longest time for which it is remembered that a request had no response, ms. */
const MAX_UNANSWERED_MS = 60_000;

/** What is asked of the server and not answered yet: one request for all who ask the same. */
export class EntityRequests {
  readonly #options: RequestOptions;
  readonly #requests = new Map<string, Request>();
  /** Open requests by each value asked for, in lower case: how an answer finds its requests. */
  readonly #byValue = new Map<string, Set<Request>>();
  #sent = 0;
  /** How often in a row each request had no response. */
  readonly #unanswered = new Map<string, number>();

  constructor(options: RequestOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#requests.size;
  }

  /**
   * Requests an entity, or joins the request that is on its way. A recent outcome without an entity is returned again;
   * with `again` the request is sent in any case.
   */
  ask(kind: EntityKind, keys: Keys, again = false): Promise<RequestOutcome> {
    const signature = requestId(kind, keys);
    const known = this.#requests.get(signature);
    if (known !== undefined) {
      if (!(again && known.settled)) return known.done;
      this.#forget(known);
    }
    const { clock, waitMs, send } = this.#options;
    let resolve: Request["resolve"] = () => {};
    const done = new Promise<RequestOutcome>((settle) => {
      resolve = settle;
    });
    const cancelTimer = clock.setTimer(() => this.#expire(request), waitMs);
    const order = this.#sent++;
    const request: Request = {
      kind,
      keys: { ...keys },
      signature,
      order,
      done,
      resolve,
      cancelTimer,
      settled: false,
    };
    this.#requests.set(signature, request);
    for (const value of lowerValues(keys)) {
      const set = this.#byValue.get(value);
      if (set === undefined) this.#byValue.set(value, new Set([request]));
      else set.add(request);
    }
    if (!send(kind, keys)) this.#settle(request, "unanswered");
    return done;
  }

  /**
   * Settles the requests that this entity answers and returns the keys that they asked with. Those with all of their
   * keys in the entity go first. Of the others only the oldest is settled: each gets a response of its own, which may
   * be another one.
   */
  arrived(kind: EntityKind, entity: WireEntity): Keys[] {
    if (this.#byValue.size === 0) return [];
    const exact: Request[] = [];
    let partial: Request | undefined;
    for (const value of new Set([...lowerValues(entity.keys), entity.id.toLowerCase()])) {
      for (const request of this.#byValue.get(value) ?? []) {
        if (request.kind !== kind) continue;
        const match = matchOf(entity, request.keys);
        if (match === "all" && !exact.includes(request)) exact.push(request);
        if (match === "some" && !(partial && partial.order < request.order)) partial = request;
      }
    }
    const answered = exact.length > 0 ? exact : partial ? [partial] : [];
    for (const request of answered) {
      this.#unanswered.delete(request.signature);
      this.#settle(request, "arrived");
    }
    return answered.map(({ keys }) => keys);
  }

  /**
   * Fails those who wait for these keys, and for a while all who ask the same; without keys, all who wait
   * for this kind, or for either.
   */
  refuse(keys: Keys | undefined, kind: EntityKind | undefined): void {
    for (const request of keys ? this.#asked(keys) : [...this.#requests.values()]) {
      if (request.settled || (kind !== undefined && request.kind !== kind)) continue;
      this.#settle(request, "refused");
      if (keys !== undefined) this.#remember(request, this.#options.notFoundMs);
    }
  }

  #asked(keys: Keys): Request[] {
    return (["company", "user"] as const).flatMap((kind) => this.#requests.get(requestId(kind, keys)) ?? []);
  }

  /** Fails all requests of a connection that was lost, and forgets all outcomes: the next one may know better. */
  abandon(): void {
    for (const request of [...this.#requests.values()]) {
      if (request.settled) this.#forget(request);
      else this.#settle(request, "unanswered");
    }
    this.#unanswered.clear();
  }

  /** No response came in time. The same request is not sent again for a while, so that it does not cost a wait each time. */
  #expire(request: Request): void {
    const { signature } = request;
    const times = this.#unanswered.get(signature) ?? 0;
    if (this.#unanswered.size >= MAX_REMEMBERED) this.#unanswered.clear();
    this.#unanswered.set(signature, times + 1);
    this.#settle(request, "unanswered");
    this.#remember(request, Math.min(MAX_UNANSWERED_MS, this.#options.notFoundMs * 2 ** times));
  }

  #remember(request: Request, ms: number): void {
    if (this.size >= MAX_REMEMBERED || ms <= 0) return;
    request.cancelTimer = this.#options.clock.setTimer(() => this.#forget(request), ms);
    this.#requests.set(request.signature, request);
  }

  #forget(request: Request): void {
    request.cancelTimer();
    if (this.#requests.get(request.signature) === request) this.#requests.delete(request.signature);
  }

  #settle(request: Request, outcome: RequestOutcome): void {
    request.cancelTimer();
    request.settled = true;
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
function requestId(kind: EntityKind, keys: Keys): string {
  return `${kind}${signatureOf(keys)}`;
}

/**
 * Returns how many of the keys lead to this entity: it carries them, in whatever spelling, or their value is its id.
 * Which entity belongs to which keys is the server's decision.
 */
function matchOf(entity: WireEntity, keys: Keys): "all" | "some" | "none" {
  const names = Object.keys(keys);
  const matching = names.filter((name) => keys[name] === entity.id || carries(entity, name, keys[name]));
  if (matching.length === 0) return "none";
  return matching.length === names.length ? "all" : "some";
}
