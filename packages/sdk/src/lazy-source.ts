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

type Watch = NonNullable<FlagSource["watch"]>;

const IDLE: FlagSourceStatus = {
  state: "idle",
  ageMs: undefined,
  flags: 0,
  companies: 0,
  users: 0,
  reconnects: 0,
};

/**
 * A flag source whose code is loaded when it is started: what nobody uses costs no start-up time. Checks
 * that are asked meanwhile wait for the code, as they would for an entity.
 */
export class LazySource implements FlagSource {
  readonly name: FlagSource["name"];
  /** Absent in replicator mode, as with the source itself. */
  readonly watch?: Watch;
  readonly #load: () => Promise<FlagSource>;
  #loading: Promise<FlagSource | undefined> | undefined;
  #source: FlagSource | undefined;
  #closed = false;
  /** What was asked for before the source was there. */
  readonly #waiting = new Set<(source: FlagSource) => void>();
  /** Ends the waiting of `ready()` when the client is closed first. */
  readonly #releases: (() => void)[] = [];

  constructor(name: FlagSource["name"], load: () => Promise<FlagSource>) {
    this.name = name;
    this.#load = load;
    if (name === "datastream") this.watch = (...question) => this.#later((it) => it.watch?.(...question));
  }

  start(host: FlagSourceHost): void {
    if (this.#closed || this.#loading !== undefined) return;
    this.#loading = this.#load().then(
      (source) => {
        if (this.#closed) return undefined;
        source.start(host);
        this.#source = source;
        for (const begin of this.#waiting) begin(source);
        this.#waiting.clear();
        this.#releases.length = 0;
        return source;
      },
      (error: unknown) => {
        host.logger.error("The flag source could not be loaded; checks go over REST", String(error));
        return undefined;
      },
    );
  }

  async ready(): Promise<void> {
    const source = this.#source ?? (this.#closed ? undefined : await this.#loaded());
    if (source === undefined) throw new SchematicError({ code: "closed", message: "the client was closed" });
    return source.ready();
  }

  status(): FlagSourceStatus {
    if (this.#source !== undefined) return this.#source.status();
    const state = this.#closed ? "closed" : this.#loading === undefined ? "idle" : "connecting";
    return { ...IDLE, state };
  }

  resolveSync(context: EvaluationContext, flagKey: string, preflight?: Preflight): LocalAnswer {
    return this.#source?.resolveSync(context, flagKey, preflight);
  }

  resolve(
    context: EvaluationContext,
    flagKey: string,
    preflight?: Preflight,
  ): LocalAnswer | Promise<LocalAnswer> {
    const source = this.#source;
    if (source !== undefined) return source.resolve(context, flagKey, preflight);
    return this.#loading?.then((loaded) => loaded?.resolve(context, flagKey, preflight));
  }

  resolveStale(
    context: EvaluationContext,
    flagKey: string,
    preflight?: Preflight,
  ): LocalAnswer | Promise<LocalAnswer> {
    return this.#source?.resolveStale?.(context, flagKey, preflight);
  }

  resolveAll(
    context: EvaluationContext,
    flagKeys?: readonly string[],
    preflight?: Preflight,
  ): LocalAnswer[] | undefined | Promise<LocalAnswer[] | undefined> {
    const source = this.#source;
    if (source !== undefined) return source.resolveAll(context, flagKeys, preflight);
    return this.#loading?.then((loaded) => loaded?.resolveAll(context, flagKeys, preflight));
  }

  track(event: { event: string; company?: Record<string, string>; quantity: number }): void {
    this.#source?.track(event);
  }

  on<E extends keyof FlagSourceEvents>(event: E, listener: FlagSourceEvents[E]): () => void {
    return this.#later((source) => source.on(event, listener));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.clear();
    for (const release of this.#releases.splice(0)) release();
    await this.#source?.close();
  }

  /** The source once it is there; nothing when the client is closed before. */
  #loaded(): Promise<FlagSource | undefined> {
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
      this.#releases.push(() => resolve(undefined));
    });
  }

  /** Does something with the source, now or when it is there; the answer takes it back. */
  #later(use: (source: FlagSource) => (() => void) | undefined): () => void {
    if (this.#source !== undefined) return use(this.#source) ?? (() => {});
    let undo: (() => void) | undefined;
    const begin = (source: FlagSource): void => {
      undo = use(source);
    };
    if (!this.#closed) this.#waiting.add(begin);
    return () => {
      this.#waiting.delete(begin);
      undo?.();
    };
  }
}
