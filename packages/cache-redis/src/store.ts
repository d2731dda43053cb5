import { escapeGlob } from "./driver/driver";
import { RedisCacheError } from "./errors";
import { type Guard, guardFor } from "./guard";
import { deleteIfSame, replaceIfSame, runScript, type Script } from "./scripts";

/** Texts by key under one prefix of one Redis: what both caches and the tracked copy rest on. */
export class RedisStore {
  readonly guard: Guard;

  constructor(
    readonly client: unknown,
    /** Put before every key as it is, colon included. */
    readonly prefix: string,
    private readonly timeoutMs: number,
  ) {
    this.guard = guardFor(client);
  }

  async read(key: string): Promise<string | undefined> {
    return this.readFull(this.prefix + key);
  }

  /** In one round trip: one MGET, or on a cluster one GET per key, all sent before the first answer. */
  async readMany(keys: readonly string[]): Promise<(string | undefined)[]> {
    const full = keys.map((key) => this.prefix + key);
    const [first] = full;
    if (first === undefined) return [];
    if (full.length === 1 || this.guard.driver.clustered) {
      return Promise.all(full.map((key) => this.readFull(key)));
    }
    const texts = await this.send("read", first, ["MGET", ...full]);
    return (texts as unknown[]).map(textOf);
  }

  /** `ttl` in ms; `null` = no expiry. */
  async write(key: string, text: string, ttl: number | null): Promise<void> {
    const full = this.prefix + key;
    const expiry = ttl === null ? [] : ["PX", String(ttl)];
    await this.send("write", full, ["SET", full, text, ...expiry]);
  }

  async remove(key: string): Promise<void> {
    const full = this.prefix + key;
    await this.send("write", full, ["DEL", full]);
  }

  /** Stores `next` if the entry still holds `expected`; keeps its TTL. */
  async replace(key: string, expected: string, next: string): Promise<boolean> {
    return (await this.script(replaceIfSame, key, [expected, next])) === 1;
  }

  async removeIfSame(key: string, expected: string): Promise<boolean> {
    return (await this.script(deleteIfSame, key, [expected])) === 1;
  }

  /** Deletes what matches `pattern` (a glob below the prefix) and is not kept. */
  async removeMissing(keep: readonly string[], pattern: string): Promise<void> {
    const kept = new Set(keep.map((key) => this.prefix + key));
    const { driver } = this.guard;
    await this.guard.walk(() =>
      driver.scan(escapeGlob(this.prefix) + pattern, async (keys) => {
        const gone = keys.filter((key) => !kept.has(key));
        if (gone.length === 0) return;
        // On a cluster the keys of one page lie in different slots: one DEL each, sent together.
        if (driver.clustered) await Promise.all(gone.map((key) => driver.send(key, ["DEL", key])));
        else await driver.send("", ["DEL", ...gone]);
      }),
    );
  }

  private async readFull(key: string): Promise<string | undefined> {
    try {
      return textOf(await this.send("read", key, ["GET", key]));
    } catch (error) {
      // Another program's list or hash under our key: MGET calls that a miss, and so does GET here.
      if (error instanceof RedisCacheError && /WRONGTYPE/.test(error.message)) return undefined;
      throw error;
    }
  }

  private send(kind: "read" | "write", key: string, command: string[]): Promise<unknown> {
    return this.guard.run(kind, key, this.timeoutMs, () => this.guard.driver.send(key, command));
  }

  private script(script: Script, key: string, args: string[]): Promise<unknown> {
    const full = this.prefix + key;
    return this.guard.run("write", full, this.timeoutMs, () =>
      runScript(this.guard.driver, script, full, args).then(Number),
    );
  }
}

function textOf(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}
