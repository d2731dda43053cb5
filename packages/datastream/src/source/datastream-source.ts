import {
  type EvaluationContext,
  type FlagSource,
  type FlagSourceEvents,
  type FlagSourceHost,
  type FlagSourceStatus,
  type LocalAnswer,
  type Preflight,
  SchematicError,
} from "@schematic/core";
import { FRESH } from "../data/entity-store";
import type { LocalCopy } from "../data/local-copy";
import type { Settings } from "../options";
import { Emitter } from "./emitter";
import { Stream } from "./stream";
import { Watch } from "./watch";

interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

/** The live flag source: a local copy that a stream of changes keeps true. */
export class DataStreamSource implements FlagSource {
  readonly name = "datastream" as const;
  readonly #settings: Settings;
  readonly #events = new Emitter<FlagSourceEvents>();
  readonly #watches = new Set<Watch>();
  /** Watches that were asked for before the start. */
  #unbegun: ((stream: Stream, host: FlagSourceHost) => void)[] = [];
  #host: FlagSourceHost | undefined;
  #stream: Stream | undefined;
  /** The stream's copy, at hand without a detour: every check starts here. */
  #copy: LocalCopy | undefined;
  #closed: Promise<void> | undefined;
  #waiters: Waiter[] = [];

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#events.on("flagChanged", (key) => {
      for (const watch of this.#watches) if (watch.flagKey === key) watch.lookSoon();
    });
  }

  start(host: FlagSourceHost): void {
    if (this.#stream !== undefined || this.#closed !== undefined) return;
    this.#host = host;
    this.#stream = new Stream(host, this.#settings, {
      events: this.#events,
      becameReady: () => {
        for (const waiter of this.#waiters.splice(0)) waiter.resolve();
        for (const watch of this.#watches) watch.lookSoon();
      },
    });
    this.#copy = this.#stream.copy;
    this.#stream.start();
    for (const begin of this.#unbegun.splice(0)) begin(this.#stream, host);
  }

  ready(): Promise<void> {
    if (this.#closed !== undefined) return Promise.reject(closedError());
    if (this.#stream?.state === "ready") return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
  }

  status(): FlagSourceStatus {
    const copy = this.#copy;
    const now = this.#host?.clock.monotonic() ?? 0;
    const since = copy?.flagsStaleSince;
    const age = since === undefined ? undefined : since === FRESH ? 0 : Math.max(0, now - since);
    return {
      state: this.#closed ? "closed" : (this.#stream?.state ?? "idle"),
      ageMs: age === Number.POSITIVE_INFINITY ? undefined : age,
      flags: copy?.flags.size ?? 0,
      companies: copy?.companies.size ?? 0,
      users: copy?.users.size ?? 0,
      reconnects: this.#stream?.reconnects ?? 0,
    };
  }

  resolveSync(context: EvaluationContext, flagKey: string, preflight?: Preflight): LocalAnswer {
    const answer = this.#copy?.evaluate(context, flagKey, preflight);
    // Fetched in the background, so that a caller who only ever asks this way gets an answer later.
    if (answer === undefined) void this.#fetchFor(context, flagKey);
    return answer;
  }

  resolve(
    context: EvaluationContext,
    flagKey: string,
    preflight?: Preflight,
  ): LocalAnswer | Promise<LocalAnswer> {
    const copy = this.#copy;
    const answer = copy?.evaluate(context, flagKey, preflight);
    if (answer !== undefined || copy === undefined) return answer;
    return this.#fetchFor(context, flagKey)?.then(() => copy.evaluate(context, flagKey, preflight));
  }

  #fetchFor(context: EvaluationContext, flagKey: string): Promise<unknown> | undefined {
    const copy = this.#copy;
    if (copy === undefined || (copy.flagsComplete && copy.flags.get(flagKey) === undefined)) return undefined;
    return this.#stream?.fetchMissing(context, flagKey);
  }

  resolveAll(
    context: EvaluationContext,
    flagKeys?: readonly string[],
    preflight?: Preflight,
  ): LocalAnswer[] | undefined | Promise<LocalAnswer[] | undefined> {
    const copy = this.#copy;
    if (copy === undefined || !copy.flagsComplete) return undefined;
    const fetched = this.#stream?.fetchMissing(context, undefined);
    if (fetched === undefined) return copy.evaluateAll(context, flagKeys, preflight);
    return fetched.then(() => copy.evaluateAll(context, flagKeys, preflight));
  }

  track(event: { event: string; company?: Record<string, string>; quantity: number }): void {
    if (event.company !== undefined) this.#copy?.count(event.company, event.event, event.quantity);
  }

  watch(
    context: EvaluationContext,
    flagKey: string,
    listener: (answer: NonNullable<LocalAnswer>) => void,
  ): () => void {
    let watch: Watch | undefined;
    let ended = false;
    const begin = (stream: Stream, { clock }: FlagSourceHost): void => {
      if (ended) return;
      watch = new Watch({ stream, clock, context, flagKey, listener });
      this.#watches.add(watch);
    };
    if (this.#closed === undefined) {
      if (this.#stream !== undefined && this.#host !== undefined) begin(this.#stream, this.#host);
      else this.#unbegun.push(begin);
    }
    return () => {
      ended = true;
      if (watch === undefined) return;
      this.#watches.delete(watch);
      watch.end();
    };
  }

  on<E extends keyof FlagSourceEvents>(event: E, listener: FlagSourceEvents[E]): () => void {
    return this.#events.on(event, listener);
  }

  close(): Promise<void> {
    this.#closed ??= this.#shutDown();
    return this.#closed;
  }

  async #shutDown(): Promise<void> {
    for (const watch of this.#watches) watch.end();
    this.#watches.clear();
    await this.#stream?.close();
    for (const waiter of this.#waiters.splice(0)) waiter.reject(closedError());
    this.#events.clear();
  }
}

function closedError(): SchematicError {
  return new SchematicError({ code: "closed", message: "the datastream was closed" });
}
