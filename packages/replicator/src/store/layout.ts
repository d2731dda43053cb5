import {
  type EntityKind,
  entityCacheKey,
  flagCacheKey,
  lookupCacheKey,
} from "@schematic/datastream/protocol";

const PREFIX = "schematic:";

/** The keys of one schema version. They are fixed: SDKs in replicator mode read exactly these. */
export class Layout {
  readonly version: string;
  /** Counts of what was loaded, from which a restart learns whether it still exists. */
  readonly state: string = `${PREFIX}datastream:replicator_state`;

  constructor(version: string) {
    this.version = version;
  }

  flag(key: string): string {
    return PREFIX + flagCacheKey(this.version, key);
  }

  entity(kind: EntityKind, id: string): string {
    return PREFIX + entityCacheKey(kind, this.version, id);
  }

  lookup(kind: EntityKind, name: string, value: string): string {
    return PREFIX + lookupCacheKey(kind, this.version, name, value);
  }

  lookups(kind: EntityKind, keys: Readonly<Record<string, string>>): string[] {
    return Object.entries(keys).map(([name, value]) => this.lookup(kind, name, value));
  }

  /** Returns the id in the key of an entity; undefined for a look-up, which has a colon more. */
  idIn(kind: EntityKind, key: string): string | undefined {
    const id = key.slice(this.entity(kind, "").length);
    return id.includes(":") ? undefined : id;
  }

  /** Returns a pattern that matches all entries of this version and kind. */
  all(kind: "flags" | EntityKind): string {
    return `${PREFIX}${kind}:${this.version}:*`;
  }
}

/** Returns the version that wrote a key; undefined for keys that are not entries. */
export function versionOf(key: string): string | undefined {
  return /^schematic:(?:flags|company|user):([^:]+):/.exec(key)?.[1];
}
