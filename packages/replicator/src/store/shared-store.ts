import { mergePartial, type WireEntity, wireForm } from "@schematic/datastream/protocol";
import { type RedisConnection, scanKeys } from "../redis/connection";
import { isEntryError } from "../redis/errors";
import type { Layout } from "./layout";

export interface WireFlag {
  id?: string;
  key: string;
  [field: string]: unknown;
}

export type EntityKind = "company" | "user";

/** One thing that the datastream told. */
export type Change =
  | { kind: EntityKind; type: "put"; entity: WireEntity }
  | { kind: EntityKind; type: "patch"; id: string; data: unknown }
  | { kind: EntityKind; type: "delete"; id: string }
  | { kind: "flags"; type: "all"; flags: WireFlag[] }
  | { kind: "flags"; type: "put"; flag: WireFlag }
  | { kind: "flags"; type: "delete"; key: string | undefined; id: string | undefined };

// A value of another type is no look-up, so it is deleted as well.
const deleteIfSame = `local held = redis.pcall('GET', KEYS[1])
if type(held) == 'table' or held == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

/** What one batch writes, the last word per key; `undefined` deletes. */
class Batch {
  readonly entities: Map<string, WireEntity | undefined> = new Map();
  readonly texts: Map<string, string | undefined> = new Map();
  /** Look-ups that no longer hold: deleted only if they still lead to this id. */
  readonly dropped: Map<string, string> = new Map();
  skipped = 0;
  /** Changes that could not be processed, and why. */
  readonly failed: { name: string; error: unknown }[] = [];
}

/** Called for each change that could not be processed. The others are written. */
export type ReportFailure = (name: string, error: unknown) => void;

/** The shared cache as a writer sees it. Only one process may write. */
export class SharedStore {
  /** Flags' keys by id, for deletions that name the id alone. */
  private readonly flagKeys: Map<string, string> = new Map();

  constructor(
    private readonly redis: RedisConnection,
    readonly layout: Layout,
    private readonly ttlMs: number,
    private readonly onFailure: ReportFailure = () => {},
  ) {}

  /**
   * Applies changes in their order, as one read and one write. Rejects with what Redis said; applying
   * them again is harmless. Resolves with the number of those that had nothing to change.
   */
  async apply(changes: readonly Change[]): Promise<number> {
    const batch = new Batch();
    await this.readOld(changes, batch);
    let allFlags: string[] | undefined;
    for (const change of changes) {
      this.guard(nameOf(change), batch, () => {
        if (change.kind !== "flags") this.applyEntity(change, batch);
        else if (change.type === "all") allFlags = this.applyAllFlags(change.flags, batch);
        else this.applyFlag(change, batch);
      });
    }
    await this.write(batch);
    this.reportFailures(batch);
    if (allFlags) await this.retain("flags", new Set(allFlags));
    return batch.skipped;
  }

  /** Writes one change over whatever Redis holds in its place. Rejects for a change that is no whole value. */
  async rewrite(change: Change): Promise<void> {
    if (change.type === "patch")
      throw new TypeError("a part of an entity cannot be written without the rest");
    if (change.kind === "flags") {
      await this.apply([change]);
      return;
    }
    await this.redis.del(this.layout.entity(change.kind, idOf(change)));
    if (change.type === "put") {
      await Promise.all(this.keysOf(change.kind, change.entity).map((key) => this.redis.del(key)));
      await this.put(change.kind, [change.entity]);
    }
  }

  /** Writes entities as they are, without regard to what was there before. */
  async put(kind: EntityKind, entities: readonly WireEntity[]): Promise<void> {
    const batch = new Batch();
    for (const entity of entities) {
      this.guard(`${kind} ${entity.id}`, batch, () => this.setEntity(kind, entity, batch, undefined));
    }
    await this.write(batch);
    this.reportFailures(batch);
  }

  /** Deletes entries of this version and kind that are not kept. Resolves with their number. */
  async retain(kind: "flags" | EntityKind, keep: ReadonlySet<string>): Promise<number> {
    let deleted = 0;
    await scanKeys(this.redis, this.layout.all(kind), async (keys) => {
      const gone = keys.filter((key) => !keep.has(key));
      deleted += gone.length;
      await Promise.all(gone.map((key) => this.redis.del(key)));
    });
    return deleted;
  }

  /** Companies and users that are in Redis now. */
  async count(kind: EntityKind): Promise<number> {
    const ids = new Set<string>();
    const start = this.layout.entity(kind, "").length;
    await scanKeys(this.redis, this.layout.all(kind), async (keys) => {
      // A look-up has a colon more: ids have none.
      for (const key of keys) if (!key.includes(":", start)) ids.add(key);
    });
    return ids.size;
  }

  /** All keys that an entity has in Redis. */
  keysOf(kind: EntityKind, entity: WireEntity): string[] {
    return [this.layout.entity(kind, entity.id), ...this.layout.lookups(kind, entity.keys)];
  }

  private async readOld(changes: readonly Change[], batch: Batch): Promise<void> {
    const keys = new Set<string>();
    for (const change of changes) {
      if (change.kind !== "flags") keys.add(this.layout.entity(change.kind, idOf(change)));
    }
    const read = async (key: string) => {
      batch.entities.set(key, await this.readEntity(key));
    };
    await Promise.all([...keys].map(read));
  }

  /** An entry of another type counts as missing: it is written over. */
  private async readEntity(key: string): Promise<WireEntity | undefined> {
    try {
      return parseEntity(await this.redis.get(key));
    } catch (error) {
      if (isEntryError(error)) return undefined;
      throw error;
    }
  }

  /** Runs one step. A change that throws, for example because it is nested too deeply, fails by itself. */
  private guard(name: string, batch: Batch, step: () => void): void {
    try {
      step();
    } catch (error) {
      batch.failed.push({ name, error });
    }
  }

  private reportFailures({ failed }: Batch): void {
    for (const { name, error } of failed) this.onFailure(name, error);
  }

  private applyEntity(change: Change & { kind: EntityKind }, batch: Batch): void {
    const key = this.layout.entity(change.kind, idOf(change));
    const old = batch.entities.get(key);
    if (change.type === "put") {
      this.setEntity(change.kind, change.entity, batch, old);
      return;
    }
    if (old === undefined && change.type === "delete") {
      batch.texts.set(key, undefined);
      batch.skipped++;
      return;
    }
    if (old === undefined) {
      // Without the whole entity a part of it is of no use; it comes with the next full message.
      batch.skipped++;
      return;
    }
    if (change.type === "delete") {
      batch.entities.set(key, undefined);
      batch.texts.set(key, undefined);
      this.dropLookups(change.kind, old, {}, batch);
      return;
    }
    const before = { ...old, keys: { ...old.keys } };
    const merged = mergePartial(change.kind, old, change.data);
    if (merged === undefined) batch.skipped++;
    else this.setEntity(change.kind, merged.entity, batch, before);
  }

  private setEntity(kind: EntityKind, entity: WireEntity, batch: Batch, old: WireEntity | undefined): void {
    const key = this.layout.entity(kind, entity.id);
    const text = JSON.stringify(entity);
    batch.entities.set(key, entity);
    batch.texts.set(key, text);
    if (old) this.dropLookups(kind, old, entity.keys, batch);
    const id = JSON.stringify(entity.id);
    for (const lookup of this.layout.lookups(kind, entity.keys)) {
      batch.texts.set(lookup, id);
      batch.dropped.delete(lookup);
    }
  }

  private dropLookups(kind: EntityKind, old: WireEntity, now: Record<string, string>, batch: Batch): void {
    const kept = new Set(this.layout.lookups(kind, now));
    const id = JSON.stringify(old.id);
    for (const lookup of this.layout.lookups(kind, old.keys)) {
      if (kept.has(lookup)) continue;
      // Another entity may have got this key in the same batch.
      const written = batch.texts.get(lookup);
      if (written !== undefined && written !== id) continue;
      batch.texts.delete(lookup);
      batch.dropped.set(lookup, id);
    }
  }

  private applyAllFlags(flags: readonly WireFlag[], batch: Batch): string[] {
    this.flagKeys.clear();
    for (const flag of flags) this.guard(`flag ${flag.key}`, batch, () => this.setFlag(flag, batch));
    return flags.map((flag) => this.layout.flag(flag.key));
  }

  private applyFlag(change: Change & { kind: "flags"; type: "put" | "delete" }, batch: Batch): void {
    if (change.type === "put") {
      const before = change.flag.id === undefined ? undefined : this.flagKeys.get(change.flag.id);
      if (before !== undefined && before !== change.flag.key)
        batch.texts.set(this.layout.flag(before), undefined);
      this.setFlag(change.flag, batch);
      return;
    }
    const key = change.key ?? (change.id === undefined ? undefined : this.flagKeys.get(change.id));
    if (key === undefined) batch.skipped++;
    else batch.texts.set(this.layout.flag(key), undefined);
  }

  private setFlag(flag: WireFlag, batch: Batch): void {
    if (flag.id !== undefined) this.flagKeys.set(flag.id, flag.key);
    batch.texts.set(this.layout.flag(flag.key), JSON.stringify(flag));
  }

  /** The look-ups go last: who follows one finds the entity. */
  private async write({ texts, dropped }: Batch): Promise<void> {
    const writes = [...texts].map(([key, text]) => {
      if (text === undefined) return this.redis.del(key);
      return this.ttlMs > 0 ? this.redis.set(key, text, "PX", this.ttlMs) : this.redis.set(key, text);
    });
    const drops = [...dropped].map(([key, id]) => this.dropLookup(key, id));
    await Promise.all([...writes, ...drops]);
  }

  /** Only this process writes, so two commands do the same for a user that may not run scripts. */
  private async dropLookup(key: string, id: string): Promise<void> {
    try {
      await this.redis.eval(deleteIfSame, 1, key, id);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith("NOPERM")) throw error;
      if ((await this.redis.get(key)) === id) await this.redis.del(key);
    }
  }
}

function nameOf(change: Change): string {
  if (change.kind !== "flags") return `${change.kind} ${idOf(change)}`;
  return change.type === "all"
    ? "the list of flags"
    : `flag ${change.type === "put" ? change.flag.key : change.key}`;
}

function idOf(change: Change & { kind: EntityKind }): string {
  return change.type === "put" ? change.entity.id : change.id;
}

/** What does not parse counts as not there: the next full message writes it anew. */
function parseEntity(text: string | null): WireEntity | undefined {
  if (text === null) return undefined;
  try {
    const entity = wireForm(JSON.parse(text)) as WireEntity | null;
    if (typeof entity !== "object" || typeof entity?.id !== "string") return undefined;
    const keys: unknown = entity.keys;
    const pairs = typeof keys === "object" && keys !== null ? Object.entries(keys) : [];
    entity.keys = Object.fromEntries(pairs.filter(([, value]) => typeof value === "string"));
    return entity;
  } catch {
    return undefined;
  }
}
