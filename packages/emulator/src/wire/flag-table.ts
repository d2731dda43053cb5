import type { Flag, WireFlag } from "../state/model";
import type { World } from "../state/world";
import { wireFlag } from "./engine";

interface Entry {
  wire: WireFlag;
  text: string;
}

/** The flags in wire form, made once for each version of what they are made of. */
export class FlagTable {
  readonly #world: World;
  readonly #entries = new Map<string, Entry>();

  constructor(world: World) {
    this.#world = world;
  }

  wire(flag: Flag): WireFlag {
    return this.#entry(flag).wire;
  }

  all(): WireFlag[] {
    return [...this.#world.flags.values()].map((flag) => this.wire(flag));
  }

  /** Drops the wire form of a flag that has changed. It is built again on demand. */
  forget(id: string): void {
    this.#entries.delete(id);
  }

  /** Forgets everything; for a new world. */
  clear(): void {
    this.#entries.clear();
  }

  /** Builds all flags again after plans, features, flags or overrides changed, and announces those that differ. */
  refresh(): void {
    for (const [id] of this.#entries) if (!this.#world.flags.has(id)) this.#entries.delete(id);
    for (const flag of this.#world.flags.values()) {
      const known = this.#entries.get(flag.id);
      this.#entries.delete(flag.id);
      const entry = this.#entry(flag);
      if (known !== undefined && known.text !== entry.text) {
        this.#world.emit({ type: "flag", op: "updated", flag });
      }
    }
  }

  #entry(flag: Flag): Entry {
    const known = this.#entries.get(flag.id);
    if (known !== undefined) return known;
    const wire = wireFlag(this.#world, flag);
    const entry = { wire, text: JSON.stringify(wire) };
    this.#entries.set(flag.id, entry);
    return entry;
  }
}
