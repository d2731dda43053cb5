import {
  type EvaluationContext,
  type FlagKeys,
  type FlagResults,
  type FlagSource,
  type FlagSourceEvents,
  type FlagSourceHost,
  type FlagSourceStatus,
  type LoadOptions,
  type PeekOptions,
  type Preflight,
  SchematicError,
} from "@schematic/core";
import type { CreditEvaluation } from "@schematic/core/internal";

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
 * A flag source whose code is loaded when it is started, so that programs without a local source start faster. Checks
 * wait for the code in the meantime.
 */
export class LazySource implements FlagSource {
  readonly name: FlagSource["name"];
  /** Absent in replicator mode, as with the source itself. */
  readonly watch?: Watch;
  readonly credits: CreditEvaluation;
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
    // Callers of `ready()` receive the error. Without such a caller it is no unhandled rejection.
    this.#arrival.catch(() => {});
    this.credits = this.#lazyCredits();
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
      // Closes what the source had opened before it threw. It may throw again.
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

  peek(
    context: EvaluationContext,
    keys: FlagKeys,
    preflight?: Preflight,
    options?: PeekOptions,
  ): FlagResults | undefined {
    return this.#source?.peek(context, keys, preflight, options);
  }

  /** While the code is being loaded, a check waits for it as it would for an entity. */
  async load(
    context: EvaluationContext,
    keys: FlagKeys,
    preflight?: Preflight,
    options?: LoadOptions,
  ): Promise<FlagResults | undefined> {
    if (this.#source === undefined && this.#state === "connecting") await this.#arrival.catch(() => {});
    return this.#source?.load(context, keys, preflight, options);
  }

  /** Evaluation for credit gating. Without the code, and in a source that has none, the server gates the check. */
  #lazyCredits(): CreditEvaluation {
    let unspent: Parameters<CreditEvaluation["setUnspent"]>[0];
    const loaded = (): Promise<CreditEvaluation | undefined> | undefined =>
      this.#state === "connecting"
        ? this.#arrival.then(
            (source) => source.credits,
            () => undefined,
          )
        : undefined;
    this.#arrival.then(
      (source) => source.credits?.setUnspent(unspent),
      () => {},
    );
    return {
      open: (context, flagKey) =>
        this.#source !== undefined
          ? this.#source.credits?.open(context, flagKey)
          : loaded()?.then((credits) => credits?.open(context, flagKey)),
      companyId: (keys, mayFetch) =>
        this.#source !== undefined
          ? this.#source.credits?.companyId(keys, mayFetch)
          : loaded()?.then((credits) => credits?.companyId(keys, mayFetch)),
      setUnspent: (next) => {
        unspent = next;
        this.#source?.credits?.setUnspent(next);
      },
    };
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

  /** Calls `use` with the source, now or when it is loaded. Returns the function that undoes it. */
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
