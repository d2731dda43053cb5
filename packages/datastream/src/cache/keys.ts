/** Version key of the rules engine that this package writes shared caches for. */
const CURRENT_VERSION = "fde6dba2";
/** Version key of the published Node SDK 1.6.2, whose entries have the same form. */
const OLDER_VERSION = "4b54a537";

/**
 * Returns the versions whose entries are read, the preferred one first. An entry of the older version comes from a
 * client that does not apply every change, so an entry of the current version wins.
 */
export function readVersions(version: string): readonly string[] {
  return version === CURRENT_VERSION ? [CURRENT_VERSION, OLDER_VERSION] : [version];
}

/** Returns the key of the older version's entry for a key of the current version, if there is one. */
export function olderKey(key: string): string | undefined {
  return replaceVersion(key, CURRENT_VERSION, OLDER_VERSION);
}

/** Returns the key of the current version's entry for a key of the older version, if there is one. */
export function currentKey(key: string): string | undefined {
  return replaceVersion(key, OLDER_VERSION, CURRENT_VERSION);
}

/** Replaces the version, which is the second part of every key. */
function replaceVersion(key: string, from: string, to: string): string | undefined {
  const at = key.indexOf(":") + 1;
  return at > 0 && key.startsWith(`${from}:`, at)
    ? key.slice(0, at) + to + key.slice(at + from.length)
    : undefined;
}

/**
 * Returns the key of a flag in the shared cache, without the prefix that the cache adds. Names and values are in
 * lower case and not escaped, so two look-ups can collide: compare the entity that a look-up leads to with its own
 * keys.
 */
export function flagCacheKey(version: string, flagKey: string): string {
  return `flags:${version}:${flagKey.toLowerCase()}`;
}

/** Returns the key of a company or user by its id. */
export function entityCacheKey(kind: "company" | "user", version: string, id: string): string {
  return `${kind}:${version}:${id}`;
}

/** Returns the key of the look-up that leads from one of an entity's keys to its id. */
export function lookupCacheKey(
  kind: "company" | "user",
  version: string,
  name: string,
  value: string,
): string {
  return `${kind}:${version}:${name.toLowerCase()}:${value.toLowerCase()}`;
}

/** Returns the pattern of the entries that a full list of flags can make obsolete: those of its own version. */
export function flagPattern(version: string): string {
  return `flags:${version}:*`;
}
