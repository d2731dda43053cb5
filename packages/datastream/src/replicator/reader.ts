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
  readonly #rejected: (what: string, error: unknown) => void;
  #asked: Asked[] = [];

  constructor(cache: CacheProvider<unknown>, rejected: (what: string, error: unknown) => void) {
    this.#cache = cache;
    this.#rejected = rejected;
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
      for (const [i, one] of asked.entries()) one.resolve(found[i]);
    } catch (error) {
      for (const one of asked) one.reject(error);
    }
  }

  async #readMany(keys: string[]): Promise<(Read | undefined)[]> {
    const { shared } = this.#cache;
    if (shared) return (await shared.readMany(keys)).map((text, i) => this.#parse(keys[i] ?? "", text));
    const values = this.#cache.getMany
      ? await this.#cache.getMany(keys)
      : await Promise.all(keys.map((key) => this.#cache.get(key)));
    return values.map((value) =>
      value === null || value === undefined ? undefined : { text: JSON.stringify(value), value },
    );
  }

  /** What is not JSON counts as absent, and goes, so that the replicator writes it anew. */
  #parse(key: string, text: string | undefined): Read | undefined {
    if (text === undefined) return undefined;
    try {
      return { text, value: JSON.parse(text) };
    } catch (error) {
      this.#rejected(key, error);
      this.#cache.shared?.discard?.(key, text).catch(() => {});
      return undefined;
    }
  }
}
