import type { CacheProvider } from "@schematic/core";

/** An entry as it was read: its JSON text, by which versions are told apart, and its value. */
export interface Read {
  readonly text: string;
  readonly value: unknown;
}

interface Asked {
  readonly key: string;
  resolve(read: Read | undefined): void;
  reject(error: unknown): void;
}

/**
 * Reads entries of one cache. What is asked for in one turn of the event loop is one question to the
 * cache. A cache that fails rejects: an entry that is absent is something else.
 */
export class CacheReader {
  readonly #cache: CacheProvider<unknown>;
  #asked: Asked[] = [];

  constructor(cache: CacheProvider<unknown>) {
    this.#cache = cache;
  }

  read(key: string): Promise<Read | undefined> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ key, resolve, reject });
      if (this.#asked.length === 1) queueMicrotask(() => void this.#ask());
    });
  }

  async #ask(): Promise<void> {
    const asked = this.#asked;
    this.#asked = [];
    try {
      const found = await this.#readMany(asked.map((one) => one.key));
      asked.forEach((one, i) => one.resolve(found[i]));
    } catch (error) {
      for (const one of asked) one.reject(error);
    }
  }

  async #readMany(keys: string[]): Promise<(Read | undefined)[]> {
    const { shared } = this.#cache;
    if (shared) return (await shared.readMany(keys)).map(parse);
    const values = this.#cache.getMany
      ? await this.#cache.getMany(keys)
      : await Promise.all(keys.map((key) => this.#cache.get(key)));
    return values.map((value) =>
      value === null || value === undefined ? undefined : { text: JSON.stringify(value), value },
    );
  }
}

/** What is not JSON counts as absent: the replicator writes it anew. */
function parse(text: string | undefined): Read | undefined {
  if (text === undefined) return undefined;
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
