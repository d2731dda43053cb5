import type { EvaluationContext, FlagResolution, Preflight } from "../contracts/evaluation";
import type { FlagSource, FlagSourceHost, LocalAnswer } from "../contracts/source";
import { describeError, type SafeLogger } from "../log/safe";

/** A flag source that cannot hurt: what it throws or rejects with is told, and counts as no answer. */
export class GuardedSource {
  readonly name: FlagSource["name"];
  readonly #source: FlagSource;
  readonly #host: FlagSourceHost;
  readonly #logger: SafeLogger;
  #started = false;

  constructor(source: FlagSource, host: FlagSourceHost, logger: SafeLogger) {
    this.name = source.name;
    this.#source = source;
    this.#host = host;
    this.#logger = logger;
  }

  /** Starts the source, once. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    try {
      this.#source.start(this.#host);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** What it answers, or promises to; from memory alone where `sync`. */
  answer(
    context: EvaluationContext,
    key: string,
    preflight: Preflight | undefined,
    sync: boolean,
  ): LocalAnswer | Promise<LocalAnswer> {
    if (!this.#started) this.start();
    const source = this.#source;
    try {
      return sync ? source.resolveSync(context, key, preflight) : source.resolve(context, key, preflight);
    } catch (error) {
      return this.#failed(error);
    }
  }

  /** What it promised. */
  async kept<T>(promise: T | Promise<T>): Promise<T | undefined> {
    try {
      return await promise;
    } catch (error) {
      return this.#failed(error);
    }
  }

  /** Several flags; absent keys = all. */
  all(
    context: EvaluationContext,
    keys: readonly string[] | undefined,
    preflight: Preflight | undefined,
  ): ReturnType<FlagSource["resolveAll"]> {
    this.start();
    try {
      const given = this.#source.resolveAll(context, keys, preflight);
      return given instanceof Promise ? this.kept(given) : given;
    } catch (error) {
      return this.#failed(error);
    }
  }

  /** Several flags where memory has them all, as `take` makes them. */
  each<T>(
    context: EvaluationContext,
    keys: readonly string[] | undefined,
    take: (answer: FlagResolution) => T,
  ): T[] | undefined {
    if (!this.#started) this.start();
    try {
      return this.#source.resolveEach?.(context, keys, take);
    } catch (error) {
      return this.#failed(error);
    }
  }

  /** What it still has when nobody else answers: from data that is too old to be asked first. */
  async stale(
    context: EvaluationContext,
    key: string,
    preflight: Preflight | undefined,
  ): Promise<LocalAnswer> {
    try {
      return await this.#source.resolveStale?.(context, key, preflight);
    } catch (error) {
      return this.#failed(error);
    }
  }

  #failed(error: unknown): undefined {
    this.#logger.error("The flag source failed; the next source is asked", describeError(error));
  }
}
