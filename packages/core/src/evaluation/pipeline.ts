import type { EvaluationContext, Preflight } from "../contracts/evaluation";
import type { FlagKeys } from "../contracts/source";
import type { CheckedResolution } from "./resolution";

/** The flags to resolve, with validated arguments. */
export interface Query {
  /** Undefined for all flags. */
  readonly keys: FlagKeys;
  /** A copy: the caller may change its object while the check waits. */
  readonly context: EvaluationContext;
  /** The context as part of cache keys. */
  readonly contextKey: string;
  readonly preflight: Preflight | undefined;
  /** End of the check on the monotonic clock. `Infinity`: no limit. */
  readonly deadline: number;
  /** True for a check of several flags, which one request can answer. */
  readonly isBulk: boolean;
}

/** A result per key, in their order: undefined if the resolver has none, an error if it has an invalid one. */
export type Resolved = readonly (CheckedResolution | Error | undefined)[];

/** One source of the pipeline. */
export interface Resolver {
  /** True for a source that is asked only if one before it failed. */
  readonly isLastResort?: boolean;
  /** Resolves to undefined if the source does not apply to the query. Rejects if the source failed. */
  resolve(query: Query): Promise<Resolved | undefined>;
}

/** The results of a pipeline. */
export interface PipelineResult {
  /** Results by flag key, in the order in which the sources returned them. */
  readonly found: ReadonlyMap<string, CheckedResolution>;
  /** Why flags are missing, if a source failed. */
  readonly error: unknown;
}

/**
 * Asks the resolvers in order, each for the flags that are still missing. A resolver that rejects is a failure only if
 * no later one has the result. Never rejects.
 */
export async function runPipeline(resolvers: readonly Resolver[], query: Query): Promise<PipelineResult> {
  const found = new Map<string, CheckedResolution>();
  let missing = query.keys;
  let error: unknown;
  for (const resolver of resolvers) {
    if (resolver.isLastResort === true && error === undefined) continue;
    try {
      const results = await resolver.resolve(missing === query.keys ? query : { ...query, keys: missing });
      for (const result of results ?? []) {
        if (result instanceof Error) error ??= result;
        else if (result !== undefined) found.set(result.flagKey, result);
      }
      // A list of all flags is complete.
      if (missing === undefined && results !== undefined) break;
    } catch (failure) {
      error = failure;
    }
    missing = missing?.filter((key) => !found.has(key));
    if (missing?.length === 0) break;
  }
  return { found, error: missing?.length === 0 ? undefined : error };
}
