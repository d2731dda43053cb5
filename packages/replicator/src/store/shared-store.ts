import type { EntityKind, WireEntity } from "@schematic/datastream/protocol";
import type { RedisConnection } from "../redis/connection";
import { isEntryError, isForbidden } from "../redis/errors";
import { scanKeys } from "../redis/nodes";
import { Batch, type Entities } from "./batch";
import { type Change, idOf } from "./change";
import { parseEntity } from "./entry";
import { FlagIndex } from "./flag-index";
import type { Layout } from "./layout";
import { Roster } from "./roster";

// A value of another type is no look-up, so it is deleted as well.
const DELETE_IF_SAME = `local held = redis.pcall('GET', KEYS[1])
if type(held) == 'table' or held == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

export interface SharedStoreListener {
  /** Called for each change that could not be processed. The others are written. */
  failed(name: string, error: unknown): void;
  /** Called for an entity of which only a part arrived while Redis lacks the rest. */
  incomplete(kind: EntityKind, id: string): void;
  /** Returns true if this process may write now. Asked before every write. */
  mayWrite(): boolean;
  /** Called with the keys of companies and users that are in Redis now. */
  written(keys: Iterable<string>): void;
}

const NO_LISTENER: SharedStoreListener = {
  failed() {},
  incomplete() {},
  mayWrite: () => true,
  written() {},
};

/** The shared cache as a writer sees it. Only one process may write. */
export class SharedStore {
  readonly layout: Layout;
  readonly flags: FlagIndex = new FlagIndex();
  readonly roster: Roster = new Roster();
  readonly #redis: RedisConnection;
  readonly #ttlMs: number;
  readonly #listener: SharedStoreListener;

  /** Entries expire after `ttlMs`; 0 = never. */
  constructor(
    redis: RedisConnection,
    layout: Layout,
    { ttlMs = 0, listener = NO_LISTENER }: { ttlMs?: number; listener?: SharedStoreListener } = {},
  ) {
    this.#redis = redis;
    this.layout = layout;
    this.#ttlMs = ttlMs;
    this.#listener = listener;
  }

  /**
   * Applies changes in their order, as one read and one write. Rejects with the error of Redis, after which the same
   * changes can be applied again. Resolves to the number of changes that had nothing to change.
   */
  async apply(changes: readonly Change[]): Promise<number> {
    const batch = new Batch(this.layout, await this.#readOld(changes), this.flags);
    for (const change of changes) batch.add(change);
    await this.#write(batch);
    if (batch.flagList) await this.retain("flags", batch.flagList);
    batch.commit();
    for (const change of changes) this.roster.note(change);
    this.#report(batch);
    return batch.skipped;
  }

  /** Writes one change over whatever Redis holds in its place. Rejects for a change that is not a whole value. */
  async rewrite(change: Change): Promise<void> {
    if (change.kind === "flags") {
      await this.apply([change]);
      return;
    }
    if (change.type === "patch") {
      throw new TypeError("a part of an entity cannot be written without the rest");
    }
    this.#assertMayWrite();
    await this.#redis.del(this.layout.entity(change.kind, idOf(change)));
    if (change.type === "put") {
      await Promise.all(this.keysOf(change.kind, change.entity).map((key) => this.#redis.del(key)));
      await this.put(change.kind, [change.entity]);
    } else this.roster.note(change);
  }

  /** Writes entities without regard to the stored ones. */
  async put(kind: EntityKind, entities: readonly WireEntity[]): Promise<void> {
    const batch = new Batch(this.layout);
    for (const entity of entities) batch.put(kind, entity);
    await this.#write(batch);
    for (const { id } of entities) this.roster.add(kind, id);
    this.#report(batch);
  }

  /** Deletes entries of this version and kind whose keys are not in `keep`. Resolves to their number. */
  async retain(kind: "flags" | EntityKind, keep: ReadonlySet<string>): Promise<number> {
    let deleted = 0;
    await scanKeys(this.#redis, this.layout.all(kind), async (keys) => {
      this.#assertMayWrite();
      const gone = keys.filter((key) => !keep.has(key));
      const counts = await Promise.all(gone.map((key) => this.#redis.del(key)));
      // SCAN may return a key twice.
      for (const count of counts) deleted += count;
    });
    return deleted;
  }

  /** Resolves to the ids of the companies or users that are in Redis now. */
  async ids(kind: EntityKind): Promise<Set<string>> {
    const ids = new Set<string>();
    await scanKeys(this.#redis, this.layout.all(kind), async (keys) => {
      for (const key of keys) {
        const id = this.layout.idIn(kind, key);
        if (id !== undefined) ids.add(id);
      }
    });
    return ids;
  }

  /** Resolves to those ids whose entity, or one of whose look-ups, is missing in Redis or cannot be used. */
  async missing(kind: EntityKind, ids: readonly string[]): Promise<string[]> {
    const isMissing = async (id: string) => {
      const entity = await this.#read(this.layout.entity(kind, id), id);
      if (entity === undefined) return true;
      const lookups = this.layout.lookups(kind, entity.keys);
      const found = await Promise.all(lookups.map((key) => this.#redis.exists(key)));
      return found.includes(0);
    };
    const answers = await Promise.all(ids.map(isMissing));
    return ids.filter((_, i) => answers[i]);
  }

  /** Resolves to true if a flag is missing in Redis. */
  async lacksFlag(): Promise<boolean> {
    const keys = [...this.flags.keys()].map((key) => this.layout.flag(key));
    const found = await Promise.all(keys.map((key) => this.#redis.exists(key)));
    return found.includes(0);
  }

  /** Returns all keys that an entity has in Redis. */
  keysOf(kind: EntityKind, entity: WireEntity): string[] {
    return [this.layout.entity(kind, entity.id), ...this.layout.lookups(kind, entity.keys)];
  }

  async #readOld(changes: readonly Change[]): Promise<Entities> {
    const ids = new Map<string, string>();
    for (const change of changes) {
      if (change.kind !== "flags") ids.set(this.layout.entity(change.kind, idOf(change)), idOf(change));
    }
    const read = async ([key, id]: [string, string]) => [key, await this.#read(key, id)] as const;
    return new Map(await Promise.all([...ids].map(read)));
  }

  /** An entry of another type counts as missing: it is written over. */
  async #read(key: string, id: string): Promise<WireEntity | undefined> {
    try {
      return parseEntity(await this.#redis.get(key), id);
    } catch (error) {
      if (isEntryError(error)) return undefined;
      throw error;
    }
  }

  /**
   * Look-ups that no longer hold go first. If a later command fails, the next attempt finds the stored entity
   * unchanged and drops them again. The texts keep their order: an entity is written before its look-ups.
   */
  async #write({ texts, dropped }: Batch): Promise<void> {
    this.#assertMayWrite();
    await Promise.all([...dropped].map(([key, id]) => this.#dropLookup(key, id)));
    const writes = [...texts].map(([key, text]) => {
      if (text === undefined) return this.#redis.del(key);
      return this.#ttlMs > 0 ? this.#redis.set(key, text, "PX", this.#ttlMs) : this.#redis.set(key, text);
    });
    await Promise.all(writes);
  }

  /** Without the right to run scripts, two commands do the same, because only this process writes. */
  async #dropLookup(key: string, id: string): Promise<void> {
    try {
      await this.#redis.eval(DELETE_IF_SAME, 1, key, id);
    } catch (error) {
      if (!isForbidden(error)) throw error;
      if ((await this.#redis.get(key)) === id) await this.#redis.del(key);
    }
  }

  #assertMayWrite(): void {
    if (!this.#listener.mayWrite()) throw new Error("the writer lock waits to be confirmed");
  }

  #report(batch: Batch): void {
    for (const { name, error } of batch.failed) this.#listener.failed(name, error);
    for (const { kind, id } of batch.incomplete) this.#listener.incomplete(kind, id);
    this.#listener.written(batch.writtenKeys());
  }
}
