import {
  type EvaluationContext,
  type FlagResolution,
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
  readonly #arrival: Promise<FlagSource>;
  #arrived: (source: FlagSource) => void = () => {};
  #failed: (error: SchematicError) => void = () => {};
  #source: FlagSource | undefined;
  #state: "idle" | "connecting" | "failed" | "closed" = "idle";

  constructor(name: FlagSource["name"], load: () => Promise<FlagSource>) {
    this.name = name;
    this.#load = load;
    this.#arrival = new Promise((resolve, reject) => {
      this.#arrived = resolve;
      this.#failed = reject;
    });
    // Whoever awaits `ready()` is told; where nobody does, that is no unhandled rejection.
    this.#arrival.catch(() => {});
    if (name === "datastream") this.watch = (...question) => this.#later((it) => it.watch?.(...question));
  }

  start(host: FlagSourceHost): void {
    if (this.#state !== "idle") return;
    this.#state = "connecting";
    void this.#open(host);
  }

  async #open(host: FlagSourceHost): Promise<void> {
    let source: FlagSource | undefined;
    try {
      source = await this.#load();
      if (this.#state === "closed") return;
      source.start(host);
      this.#source = source;
      this.#arrived(source);
    } catch (cause) {
      const message = source
        ? `the ${this.name} could not be started`
        : `the code of the ${this.name} could not be loaded; is @schematic/datastream installed, or in the bundle?`;
      host.logger.error(`Checks go over REST: ${message}`, String(cause));
      if (this.#state === "connecting") this.#state = "failed";
      this.#failed(new SchematicError({ code: "flag_source_unavailable", message, cause }));
      // What it had opened before it threw; what threw once may throw again.
      await Promise.resolve(source)
        .then((it) => it?.close())
        .catch(() => {});
    }
  }

  async ready(): Promise<void> {
    return (await this.#arrival).ready();
  }

  status(): FlagSourceStatus {
    const state = this.#state === "failed" ? "idle" : this.#state;
    return this.#source?.status() ?? { ...IDLE, state };
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
    return source
      ? source.resolve(context, flagKey, preflight)
      : this.#ask((it) => it.resolve(context, flagKey, preflight));
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
    return source
      ? source.resolveAll(context, flagKeys, preflight)
      : this.#ask((it) => it.resolveAll(context, flagKeys, preflight));
  }

  resolveEach<T>(
    context: EvaluationContext,
    flagKeys: readonly string[] | undefined,
    take: (answer: FlagResolution) => T,
  ): T[] | undefined {
    return this.#source?.resolveEach?.(context, flagKeys, take);
  }

  track(event: { event: string; company?: Record<string, string>; quantity: number }): void {
    this.#source?.track(event);
  }

  on<E extends keyof FlagSourceEvents>(event: E, listener: FlagSourceEvents[E]): () => void {
    return this.#later((source) => source.on(event, listener));
  }

  async close(): Promise<void> {
    this.#state = "closed";
    this.#failed(new SchematicError({ code: "closed", message: "the client was closed" }));
    await this.#source?.close();
  }

  /** The answer once the code is there; nothing where it is not on its way. */
  #ask<T>(question: (source: FlagSource) => T | Promise<T>): Promise<T | undefined> | undefined {
    if (this.#state !== "connecting") return undefined;
    return this.#arrival.then(question, () => undefined);
  }

  /** Does something with the source, now or when it is there; the answer takes it back. */
  #later(use: (source: FlagSource) => (() => void) | undefined): () => void {
    if (this.#source !== undefined) return use(this.#source) ?? (() => {});
    let undo: (() => void) | undefined;
    let isOff = false;
    this.#arrival.then(
      (source) => {
        if (!isOff) undo = use(source);
      },
      () => {},
    );
    return () => {
      isOff = true;
      undo?.();
    };
  }
}
