import type { EngineHandle, RulesEngine } from "@schematic/core";
import type { WireFlag } from "../wire/messages";
import { sameJson } from "./same-json";

/** One cached flag. */
export class FlagRecord {
  flag: WireFlag;
  handle: EngineHandle | undefined = undefined;
  /** The engine refused this version: checks go to the next source until another one comes. */
  refused = false;

  constructor(flag: WireFlag) {
    this.flag = flag;
  }
}

/** All flags of the environment; none is ever evicted. */
export class FlagStore {
  readonly #byKey = new Map<string, FlagRecord>();
  readonly #byId = new Map<string, FlagRecord>();
  readonly #changed: (key: string) => void;
  /** The last list of keys that was asked for, and what it led to; forgotten when a flag comes or goes. */
  #asked: string[] = [];
  #listed: (FlagRecord | undefined)[] = [];

  constructor(changed: (key: string) => void = () => {}) {
    this.#changed = changed;
  }

  get size(): number {
    return this.#byKey.size;
  }

  get(key: string): FlagRecord | undefined {
    return this.#byKey.get(key);
  }

  keys(): string[] {
    return [...this.#byKey.keys()];
  }

  all(): FlagRecord[] {
    return [...this.#byKey.values()];
  }

  /** The flags with these keys, in their order. Programs ask for the same list over and over: it is kept. */
  list(keys: readonly string[]): readonly (FlagRecord | undefined)[] {
    const asked = this.#asked;
    let same = asked.length === keys.length;
    for (let i = 0; same && i < keys.length; i++) same = asked[i] === keys[i];
    if (same) return this.#listed;
    this.#asked = [...keys];
    this.#listed = keys.map((key) => this.#byKey.get(key));
    return this.#listed;
  }

  handleOf(record: FlagRecord, engine: RulesEngine): EngineHandle {
    if (record.handle === undefined) record.handle = engine.load("flag", record.flag);
    return record.handle;
  }

  /**
   * Takes one flag. A new version of a flag that the engine holds is loaded first: when the engine
   * refuses it (it throws), the old version stays.
   */
  put(flag: WireFlag, engine: RulesEngine | undefined): void {
    const known = this.#byId.get(flag.id) ?? this.#byKey.get(flag.key);
    if (known === undefined) {
      this.#add(new FlagRecord(flag));
      this.#changed(flag.key);
      return;
    }
    if (sameJson(known.flag, flag)) return;
    const fresh = known.handle && engine ? engine.load("flag", flag) : undefined;
    known.handle?.free();
    known.handle = fresh;
    this.#drop(known);
    const oldKey = known.flag.key;
    known.flag = flag;
    known.refused = false;
    this.#add(known);
    if (oldKey !== flag.key) this.#changed(oldKey);
    this.#changed(flag.key);
  }

  /** Takes the full list: flags that are not in it are gone. `failed` is told of refused versions. */
  replaceAll(
    flags: readonly WireFlag[],
    engine: RulesEngine | undefined,
    failed: (flag: WireFlag, error: unknown) => void,
  ): void {
    const kept = new Set<string>();
    for (const flag of flags) kept.add(flag.key);
    for (const record of [...this.#byKey.values()]) if (!kept.has(record.flag.key)) this.remove(record);
    for (const flag of flags) {
      try {
        this.put(flag, engine);
      } catch (error) {
        failed(flag, error);
      }
    }
  }

  /** The flag that a delete message names by its key or its id. */
  find(name: { key?: unknown; id?: unknown }): FlagRecord | undefined {
    const byKey = typeof name.key === "string" ? this.#byKey.get(name.key) : undefined;
    if (byKey !== undefined) return byKey;
    return typeof name.id === "string" ? this.#byId.get(name.id) : undefined;
  }

  remove(record: FlagRecord): void {
    this.#drop(record);
    record.handle?.free();
    record.handle = undefined;
    this.#changed(record.flag.key);
  }

  /** Forgets everything, telling nobody. */
  clear(): void {
    for (const record of this.#byKey.values()) {
      record.handle?.free();
      record.handle = undefined;
    }
    this.#byKey.clear();
    this.#byId.clear();
    this.#unlist();
  }

  #add(record: FlagRecord): void {
    const { key, id } = record.flag;
    const other = this.#byKey.get(key);
    if (other !== undefined && other !== record) {
      this.#drop(other);
      other.handle?.free();
      other.handle = undefined;
    }
    this.#byKey.set(key, record);
    this.#unlist();
    if (id !== "") this.#byId.set(id, record);
  }

  #drop(record: FlagRecord): void {
    const { key, id } = record.flag;
    this.#unlist();
    if (this.#byKey.get(key) === record) this.#byKey.delete(key);
    if (this.#byId.get(id) === record) this.#byId.delete(id);
  }

  #unlist(): void {
    this.#asked = [];
    this.#listed = [];
  }
}
