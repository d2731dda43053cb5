import type { EntityKind, WireEntity, WireFlag } from "@schematic/datastream/protocol";

/** A change of a company or user. */
export type EntityChange =
  | { readonly kind: EntityKind; readonly type: "put"; readonly entity: WireEntity }
  | { readonly kind: EntityKind; readonly type: "patch"; readonly id: string; readonly data: unknown }
  | { readonly kind: EntityKind; readonly type: "delete"; readonly id: string };

/** A change of one flag, or the full list of flags. */
export type FlagChange =
  | { readonly kind: "flags"; readonly type: "all"; readonly flags: readonly WireFlag[] }
  | { readonly kind: "flags"; readonly type: "put"; readonly flag: WireFlag }
  | {
      readonly kind: "flags";
      readonly type: "delete";
      readonly key: string | undefined;
      readonly id: string | undefined;
    };

/** One change that the datastream sent. */
export type Change = EntityChange | FlagChange;

/** The kinds of entities that are loaded through REST. */
export const ENTITY_KINDS: readonly EntityKind[] = ["company", "user"];

export function idOf(change: EntityChange): string {
  return change.type === "put" ? change.entity.id : change.id;
}

/** Returns the name of a changed entity for logs. */
export function nameOf(change: Change): string {
  if (change.kind !== "flags") return `${change.kind} ${idOf(change)}`;
  if (change.type === "all") return "the list of flags";
  return `flag ${change.type === "put" ? change.flag.key : (change.key ?? change.id)}`;
}
