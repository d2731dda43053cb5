/** The keys of a company and a user, as flag sources take them. */
interface Context {
  company?: Record<string, string> | null | undefined;
  user?: Record<string, string> | null | undefined;
}

type Keys = readonly string[] | undefined;
type Results<R> = readonly (R | undefined)[] | undefined;

/** The part of `FlagSource` that evaluates flags. This package imports no other. */
export interface EvaluatingSource<R> {
  peek(context: Context, keys: Keys, preflight?: object, options?: { readAhead?: boolean }): Results<R>;
  load(context: Context, keys: Keys, preflight?: object): Promise<Results<R>>;
}

/** Returns one flag's result from a source's memory, as `checkFlagSync` asks for it. */
export function peekFlag<R>(
  source: EvaluatingSource<R>,
  context: Context,
  key: string,
  preflight?: object,
): R | undefined {
  return source.peek(context, [key], preflight, { readAhead: true })?.[0];
}

/** Resolves to one flag's result from a source, as `checkFlag` asks for it: from memory, else with `load`. */
export async function resolveFlag<R>(
  source: EvaluatingSource<R>,
  context: Context,
  key: string,
): Promise<R | undefined> {
  return source.peek(context, [key])?.[0] ?? (await source.load(context, [key]))?.[0];
}

/** Like `resolveFlag`, for several flags, or all of them. */
export async function resolveFlags<R>(
  source: EvaluatingSource<R>,
  context: Context,
  keys?: readonly string[],
): Promise<Results<R>> {
  const known = source.peek(context, keys);
  return known === undefined || known.includes(undefined) ? source.load(context, keys) : known;
}
