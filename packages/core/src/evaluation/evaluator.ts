import { describeError } from "@schematic-internal/kit";
import type { Clock } from "../contracts/clock";
import type { EvaluationContext, FlagResolution } from "../contracts/evaluation";
import type { EventSink } from "../contracts/events";
import type { SafeLogger } from "../log/safe";
import { codeOf, nameOf } from "./describe";
import type { BeginCheck, EndCheck } from "./hooks";
import { contextKey } from "./input/cache-key";
import { ANONYMOUS, copyContext } from "./input/context";
import { flagKeyError, isFlagKey } from "./input/flag-key";
import type { InputError, ReportProblem } from "./input/problem";
import { type CheckFlagOptions, type CheckInput, readBulkInput, readInput } from "./input/read-input";
import { type PipelineResult, type Resolver, runPipeline } from "./pipeline";
import { type Projection, toFlagCheck, toResolution } from "./projections";
import type { CheckedResolution } from "./resolution";
import type { FlagCheckResult } from "./results";
import type { FlagDefaults } from "./sources/defaults";
import type { FlagCheckCache } from "./sources/flag-check-cache";
import type { LocalSource } from "./sources/local";
import type { RestChecks } from "./sources/rest";
import { Turns } from "./turns";

/** The sources of an evaluator. All but the defaults are absent offline. */
export interface EvaluatorParts {
  readonly local?: LocalSource | undefined;
  readonly cache?: FlagCheckCache | undefined;
  readonly rest?: RestChecks | undefined;
  readonly defaults: FlagDefaults;
  /** Accepts `flag_check` events. Absent if they are off. */
  readonly events?: EventSink | undefined;
  /** Absent without hooks. */
  readonly begin: BeginCheck | undefined;
  readonly clock: Clock;
  readonly logger: SafeLogger;
  /** True on runtimes where I/O belongs to one request: there `close()` waits for no check of another request. */
  readonly hasPerRequestIo: boolean;
}

type Options = CheckFlagOptions | null | undefined;

/** The results of the pipeline, with the context at the time of the call. */
interface RunResult extends PipelineResult {
  readonly context: EvaluationContext;
}

const NOTHING_FOUND: RunResult = { found: new Map(), error: undefined, context: ANONYMOUS };

/**
 * Evaluates flags. All checks take one path: their arguments are validated once, then memory is asked synchronously
 * (the local source's `peek`, then the flag-check cache), and only if that is not enough the sources in order:
 *
 * 1. the local source: datastream, or the shared cache in replicator mode
 * 2. the flag-check cache
 * 3. REST, where concurrent identical requests are coalesced
 * 4. the local source again, with data that is otherwise too old, if REST failed
 * 5. the default of the call, the configured default, `false`
 *
 * No method throws or rejects.
 */
export class Evaluator {
  readonly #parts: EvaluatorParts;
  readonly #resolvers: readonly Resolver[];
  readonly #local: LocalSource | undefined;
  readonly #events: EventSink | undefined;
  readonly #begin: BeginCheck | undefined;
  readonly #report: ReportProblem = (problem) => this.#reportInput(problem);
  readonly #turns: Turns;
  #isClosed = false;
  #running = 0;
  #whenIdle: (() => void) | undefined;

  constructor(parts: EvaluatorParts) {
    const { local, cache, rest } = parts;
    this.#parts = parts;
    this.#turns = new Turns(parts.clock);
    this.#local = local;
    this.#events = parts.events;
    this.#begin = parts.begin;
    this.#resolvers = [local, cache, rest, local?.lastResort].filter((resolver) => resolver !== undefined);
  }

  /** Checks one flag. If memory has the result, nothing else is created. */
  check<T>(project: Projection<T>, context: unknown, key: unknown, options: Options): Promise<T> {
    const end = this.#begin?.(key as string, (context ?? {}) as EvaluationContext);
    const input = readInput(context, key, { options, report: this.#report });
    if (end !== undefined) return this.#checkObserved(project, input, options, end);
    const known = this.#peekOne(project, input, false);
    if (known !== undefined) return Promise.resolve(known);
    return this.#checkSlowly(input, options).then((resolution) =>
      project(resolution, resolution.source, resolution.ageMs),
    );
  }

  /** Checks one flag with what is in memory, else returns its default. */
  checkSync<T>(project: Projection<T>, context: unknown, key: unknown, options: Options): T {
    const end = this.#begin?.(key as string, (context ?? {}) as EvaluationContext);
    const input = readInput(context, key, { options, report: this.#report });
    if (end === undefined) {
      const known = this.#peekOne(project, input, true);
      if (known !== undefined) return known;
    }
    const { problem } = input;
    if (problem !== undefined) this.#reportDefault(input, problem);
    const known = end && this.#peekOne(toResolution, input, true);
    const resolution = known ?? this.#default(input, options, problem);
    end?.(resolution, problem);
    return project(resolution, resolution.source, resolution.ageMs);
  }

  /**
   * Checks several flags for one context, in the order of the keys; without keys all flags that a source knows, and
   * on failure those with a configured default. Queues no events.
   */
  checkMany(context: unknown, keys: unknown): Promise<FlagCheckResult[]> {
    const input = readBulkInput(context, keys, this.#report);
    if (this.#begin === undefined) {
      const known = this.#peekMany(input);
      if (known !== undefined) return Promise.resolve(known);
    }
    return this.#checkManySlowly(input, (context ?? {}) as EvaluationContext);
  }

  /** Validates the arguments of a call that is about one flag. Throws an `InputError`. */
  read(context: unknown, key: unknown): CheckInput {
    const input = readInput(context, key, { options: undefined, report: this.#report });
    if (input.problem !== undefined) throw input.problem;
    return input;
  }

  /** Starts the local source, once. */
  start(): void {
    if (!this.#isClosed) this.#local?.start();
  }

  /** Checks and their requests under way. */
  get running(): number {
    return this.#running + (this.#parts.rest?.size ?? 0);
  }

  /** Ends evaluation: later checks return defaults. Resolves once the checks under way have ended. */
  close(): Promise<void> {
    this.#isClosed = true;
    return new Promise((resolve) => {
      this.#whenIdle = resolve;
      if (this.#running === 0 || this.#parts.hasPerRequestIo) resolve();
    });
  }

  /** Returns why no source is asked. */
  get #awayCode(): "closed" | "offline" | undefined {
    if (this.#isClosed) return "closed";
    return this.#parts.rest === undefined ? "offline" : undefined;
  }

  /** Returns one flag's result from memory. Never throws. */
  #peekOne<T>(project: Projection<T>, input: CheckInput, isSync: boolean): T | undefined {
    if (input.problem !== undefined || this.#isClosed) return undefined;
    const { context, keys, preflight } = input;
    const local = this.#local;
    try {
      if (local !== undefined) {
        const resolution = local.peek(context, keys, preflight, isSync)?.[0];
        if (resolution !== undefined) {
          this.#events?.acceptFlagCheck(resolution, context, preflight);
          return project(resolution, local.name, resolution.ageMs);
        }
        // It comes before the cache, so it is asked whether it can load the result.
        if (!isSync) return undefined;
      }
      if (preflight !== undefined) return undefined;
      const [key = ""] = keys ?? [];
      return this.#parts.cache?.peek(key, contextKey(context), { project, skipRemote: isSync });
    } catch {
      // A context whose members throw at their second access. The slow path reports it.
      return undefined;
    }
  }

  /** Returns all results, if the memory of the local source has them. Never throws. */
  #peekMany({ keys, context, preflight, problem }: CheckInput): FlagCheckResult[] | undefined {
    const local = this.#local;
    if (local === undefined || problem !== undefined || this.#awayCode !== undefined) return undefined;
    if (keys?.every(isFlagKey) === false) return undefined;
    try {
      const results = local.peek(context, keys, preflight, false);
      if (results === undefined || results.includes(undefined)) return undefined;
      return results.map((result) => toFlagCheck(result as FlagResolution, local.name));
    } catch {
      return undefined;
    }
  }

  async #checkObserved<T>(
    project: Projection<T>,
    input: CheckInput,
    options: Options,
    end: EndCheck,
  ): Promise<T> {
    const known = this.#peekOne(toResolution, input, false);
    const resolution = known ?? (await this.#checkSlowly(input, options, end));
    if (known !== undefined) end(known);
    return project(resolution, resolution.source, resolution.ageMs);
  }

  /** Asks every source for one flag. Never rejects. */
  async #checkSlowly(input: CheckInput, options: Options, end?: EndCheck): Promise<CheckedResolution> {
    const { found, error, context } = await this.#run(input, { isBulk: false, options });
    const [key = ""] = input.keys ?? [];
    const known = found.get(key);
    if (known !== undefined && known.source === this.#local?.name)
      this.#events?.acceptFlagCheck(known, context, input.preflight);
    const resolution = known ?? this.#default(input, options, error);
    end?.(resolution, known === undefined ? error : undefined);
    return resolution;
  }

  /** Asks every source for several flags. Never rejects. */
  async #checkManySlowly(input: CheckInput, context: EvaluationContext): Promise<FlagCheckResult[]> {
    const { keys } = input;
    const { defaults } = this.#parts;
    const ends = this.#begin && keys?.map((key) => this.#begin?.(key, context));
    const { found, error } = await this.#run(input, { isBulk: true });
    const code = error === undefined ? this.#awayCode : codeOf(error);
    const wanted = keys ?? new Set([...found.keys(), ...(code === undefined ? [] : defaults.keys())]);
    return Array.from(wanted, (key, index) => {
      const known = found.get(key);
      const missing = isFlagKey(key) ? (code ?? "flag_not_found") : "invalid_flag_key";
      const resolution = known ?? defaults.resolve(key, undefined, missing);
      const end = ends ? ends[index] : this.#begin?.(key, context);
      end?.(resolution, known === undefined ? error : undefined);
      return toFlagCheck(resolution, resolution.source);
    });
  }

  /** Runs the pipeline. Reports why flags are missing. Never rejects. */
  async #run(
    input: CheckInput,
    { isBulk, options }: { isBulk: boolean; options?: Options },
  ): Promise<RunResult> {
    const { problem, preflight } = input;
    if (problem !== undefined) {
      this.#reportDefault(input, problem);
      return { ...NOTHING_FOUND, error: problem };
    }
    if (this.#awayCode !== undefined) return NOTHING_FOUND;
    this.#running++;
    try {
      // The caller may change its object right after the call.
      const context = copyContext(input.context);
      const keys = isBulk ? input.keys?.filter((key) => isFlagKey(key)) : input.keys;
      if (keys?.length !== input.keys?.length) this.#report(flagKeyError());
      const deadline = this.#deadline(options);
      const turn = this.#parts.hasPerRequestIo ? undefined : this.#turns.enter();
      if (turn !== undefined) await turn;
      const query = { keys, context, contextKey: contextKey(context), preflight, deadline, isBulk };
      const result = keys?.length === 0 ? NOTHING_FOUND : await runPipeline(this.#resolvers, query);
      if (result.error !== undefined) this.#reportDefault(input, result.error);
      return { ...result, context };
    } catch (error) {
      this.#reportDefault(input, error);
      return { ...NOTHING_FOUND, error };
    } finally {
      if (--this.#running === 0) this.#whenIdle?.();
    }
  }

  #default(input: CheckInput, options: Options, error: unknown): CheckedResolution {
    const code = error === undefined ? (this.#awayCode ?? "not_in_memory") : codeOf(error);
    return this.#parts.defaults.resolve(input.keys?.[0], options, code);
  }

  /** Returns the end of the check on the monotonic clock. */
  #deadline(options: Options): number {
    const timeoutMs: unknown = options?.timeoutMs;
    if (timeoutMs === undefined) return Infinity;
    if (typeof timeoutMs === "number" && timeoutMs > 0) return this.#parts.clock.monotonic() + timeoutMs;
    this.#parts.logger.error(
      "The timeoutMs of a check was ignored (invalid_timeout): pass milliseconds, more than 0",
    );
    return Infinity;
  }

  #reportInput(problem: InputError): void {
    this.#parts.logger.error(
      `A flag check went on without part of its arguments (${problem.code}): ${problem.message}`,
    );
  }

  #reportDefault({ keys }: CheckInput, error: unknown): void {
    const reason = `(${codeOf(error)}): ${describeError(error)}`;
    this.#parts.logger.error(`${nameOf(keys)} returned its default ${reason}`);
  }
}
