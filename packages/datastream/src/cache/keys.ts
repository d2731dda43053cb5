/**
 * Keys of the shared cache, without the prefix that the cache itself puts before them. Names and values
 * are lower-cased and not escaped, so two look-ups can collide: what a look-up leads to must be compared
 * with the entity's own keys.
 */
export function flagCacheKey(version: string, flagKey: string): string {
  return `flags:${version}:${flagKey.toLowerCase()}`;
}

/** Key of a company or user by its id. */
export function entityCacheKey(kind: "company" | "user", version: string, id: string): string {
  return `${kind}:${version}:${id}`;
}

/** Key under which the id of a company or user is found by one of its keys. */
export function lookupCacheKey(
  kind: "company" | "user",
  version: string,
  name: string,
  value: string,
): string {
  return `${kind}:${version}:${name.toLowerCase()}:${value.toLowerCase()}`;
}

/** Which entries a full list of flags can make obsolete: those of its own version, no other's. */
export function flagPattern(version: string): string {
  return `flags:${version}:*`;
}
