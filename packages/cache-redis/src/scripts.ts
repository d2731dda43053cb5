import type { RedisDriver } from "./driver/driver";

/** A script with one key. `sha1` is the digest of `text`; a test compares them. */
export interface Script {
  readonly text: string;
  readonly sha1: string;
}

/** Replaces the whole text if nobody changed it, and leaves its TTL; never re-encodes JSON in Lua. */
export const replaceIfSame: Script = {
  sha1: "2c21a763243a60bb6130bd9658ecd3fb27389f65",
  text: `if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
  return 1
end
return 0`,
};

/** Deletes an entry if it still holds the given text. */
export const deleteIfSame: Script = {
  sha1: "b6a796aa8d73bb4ce6e26afe648196d086a8d1f1",
  text: `if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0`,
};

/** Runs by digest; in full where the server does not know the script (any more), which makes it known. */
export async function runScript(
  driver: RedisDriver,
  script: Script,
  key: string,
  args: readonly string[],
): Promise<unknown> {
  try {
    return await driver.send(key, ["EVALSHA", script.sha1, "1", key, ...args]);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
    return driver.send(key, ["EVAL", script.text, "1", key, ...args]);
  }
}
