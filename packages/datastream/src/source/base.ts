import {
  type FlagSource,
  type FlagSourceEvents,
  type FlagSourceHost,
  type FlagSourceStatus,
  type RulesEngine,
  SchematicError,
} from "@schematic/core";
import { loadRulesEngine } from "@schematic/rules-wasm";

/** What every flag source has: listeners, those who wait until it is ready, and an engine. */
export abstract class BaseSource {
  abstract readonly name: FlagSource["name"];
  readonly #listeners = new Set<readonly [event: keyof FlagSourceEvents, listener: unknown]>();
  #waiting: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  protected closed = false;
  /** The last failure since the source was ready. */
  protected lastError: unknown;

  protected abstract isReady(): boolean;

  ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.closed) reject(this.#closedError());
      else if (this.isReady()) resolve();
      else this.#waiting.push({ resolve, reject });
    });
  }

  on<E extends keyof FlagSourceEvents>(event: E, listener: FlagSourceEvents[E]): () => void {
    const entry = [event, listener] as const;
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  /** Calls the listeners. One that throws does not keep the others, or what comes after, from happening. */
  protected emit<E extends keyof FlagSourceEvents>(event: E, ...args: Parameters<FlagSourceEvents[E]>): void {
    for (const [name, listener] of [...this.#listeners])
      if (name === event) attempt(() => (listener as (...given: typeof args) => void)(...args));
  }

  /** Returns the member of the status that names the last failure. */
  protected failure(): Pick<FlagSourceStatus, "lastError"> {
    return this.lastError === undefined ? {} : { lastError: this.lastError };
  }

  protected becameReady(): void {
    this.lastError = undefined;
    for (const { resolve } of this.#waiting.splice(0)) resolve();
    this.emit("ready");
  }

  /** Rejects pending `ready()` calls and removes all listeners. */
  protected end(): void {
    for (const { reject } of this.#waiting.splice(0)) reject(this.#closedError());
    this.#listeners.clear();
  }

  /** `undefined` when it could not be loaded; that was told. */
  protected async loadEngine(
    { logger }: FlagSourceHost,
    load: () => Promise<RulesEngine> = loadRulesEngine,
  ): Promise<RulesEngine | undefined> {
    try {
      return await load();
    } catch (error) {
      if (this.closed) return undefined;
      logger.error("The rules engine could not be loaded: checks go to the REST API", error);
      this.lastError = error;
      this.emit("error", error);
      return undefined;
    }
  }

  #closedError(): SchematicError {
    return new SchematicError({ code: "closed", message: `the ${this.name} source was closed` });
  }
}

/** Calls what is not ours: its fault is its own. */
export function attempt(fn: () => void): void {
  try {
    fn();
  } catch {
    // What comes after it must still happen.
  }
}
