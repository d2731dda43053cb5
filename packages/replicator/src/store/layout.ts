import { entityCacheKey, flagCacheKey, lookupCacheKey } from "@schematic/datastream/protocol";

/** Kinds of entries in the shared cache, as they appear in keys. */
export type Kind = "flags" | "company" | "user";

const prefix = "schematic:";

/** The keys of one schema version. They are fixed: SDKs in replicator mode look for exactly these. */
export class Layout {
  constructor(readonly version: string) {}

  flag(key: string): string {
    return prefix + flagCacheKey(this.version, key);
  }

  entity(kind: "company" | "user", id: string): string {
    return prefix + entityCacheKey(kind, this.version, id);
  }

  lookup(kind: "company" | "user", name: string, value: string): string {
    return prefix + lookupCacheKey(kind, this.version, name, value);
  }

  lookups(kind: "company" | "user", keys: Readonly<Record<string, string>>): string[] {
    return Object.entries(keys).map(([name, value]) => this.lookup(kind, name, value));
  }

  /** A glob for everything of this version and kind. */
  all(kind: Kind): string {
    return `${prefix}${kind}:${this.version}:*`;
  }

  /** Counts of what was loaded, to tell later whether it is still there. */
  readonly state: string = `${prefix}datastream:replicator_state`;
}

/** Says of a key which version wrote it; `undefined` for keys that are not entries. */
export function versionOf(key: string): string | undefined {
  return /^schematic:(?:flags|company|user):([^:]+):/.exec(key)?.[1];
}
