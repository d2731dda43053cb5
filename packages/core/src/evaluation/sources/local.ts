import { describeError, withDeadline } from "@schematic-internal/kit";
import type { Clock } from "../../contracts/clock";
import type { EvaluationContext, Preflight } from "../../contracts/evaluation";
import type { FlagKeys, FlagResults, FlagSource, FlagSourceHost, PeekOptions } from "../../contracts/source";
import type { SafeLogger } from "../../log/safe";
import type { Query, Resolver } from "../pipeline";
import { toResolution } from "../projections";
import type { CheckedResolution } from "../resolution";

const READ_AHEAD: PeekOptions = { readAhead: true };
const STALE = { allowStale: true };
/**
 * Longest wait for a source on runtimes where I/O belongs to one request, in milliseconds. What a source waits for
 * there may belong to a request that has ended, and then never comes.
 */
const FOREIGN_IO_WAIT_MS = 2_500;

export interface LocalSourceOptions {
  readonly source: FlagSource;
  readonly host: FlagSourceHost;
  readonly clock: Clock;
  readonly logger: SafeLogger;
  /** True on runtimes where I/O belongs to one request. */
  readonly hasPerRequestIo: boolean;
}

/**
 * The flag source of a client. Failures of the source are logged and count as no result, so that the next source is
 * asked.
 */
export class LocalSource implements Resolver {
  readonly name: FlagSource["name"];
  readonly #options: LocalSourceOptions;
  readonly #source: FlagSource;
  #isStarted = false;

  constructor(options: LocalSourceOptions) {
    this.#options = options;
    this.#source = options.source;
    this.name = options.source.name;
  }

  /** Starts the source at the first call. */
  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    try {
      this.#source.start(this.#options.host);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Returns what memory holds. `readAhead` says that the caller does not wait for anything else. */
  peek(
    context: EvaluationContext,
    keys: FlagKeys,
    preflight: Preflight | undefined,
    readAhead: boolean,
  ): FlagResults | undefined {
    if (!this.#isStarted) this.start();
    try {
      return this.#source.peek(context, keys, preflight, readAhead ? READ_AHEAD : undefined);
    } catch (error) {
      return this.#failed(error);
    }
  }

  resolve(query: Query): Promise<(CheckedResolution | undefined)[] | undefined> {
    return this.#load(query);
  }

  /** A resolver that accepts data that is otherwise too old, for use after the other sources failed. */
  get lastResort(): Resolver {
    return { isLastResort: true, resolve: (query) => this.#load(query, STALE) };
  }

  async #load(
    { keys, context, preflight, deadline }: Query,
    options?: { allowStale: boolean },
  ): Promise<(CheckedResolution | undefined)[] | undefined> {
    this.start();
    try {
      const results = await this.#inTime(this.#source.load(context, keys, preflight, options), deadline);
      return results?.map((result) => result && toResolution(result, this.name, result.ageMs));
    } catch (error) {
      return this.#failed(error);
    }
  }

  /** Returns undefined if the source takes longer than the check may. */
  #inTime(loading: Promise<FlagResults | undefined>, deadline: number): Promise<FlagResults | undefined> {
    const { clock, hasPerRequestIo } = this.#options;
    const now = clock.monotonic();
    const limitMs = hasPerRequestIo ? FOREIGN_IO_WAIT_MS : Infinity;
    return withDeadline(loading, {
      timeoutMs: Math.max(0, Math.min(limitMs, deadline - now)),
      onTimeout: () => undefined,
      timer: (fn, delayMs, keepAlive) => clock.setTimer(fn, delayMs, keepAlive),
    });
  }

  #failed(error: unknown): undefined {
    this.#options.logger.error(
      `The ${this.name} source failed, and the next source is asked: ${describeError(error)}`,
    );
  }
}
