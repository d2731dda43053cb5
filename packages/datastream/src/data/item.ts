import type { EngineHandle, Resolution } from "@schematic/core";
import type { Wire, WireEntity, WireFlag } from "../wire/messages";
import { type AmountChange, applyAmounts, overtakes } from "./partial";

/** Changes that are held back at most. */
const MAX_PENDING = 8;

/** One flag, company or user in memory. */
export class Item<T extends Wire = Wire> {
  #value: T;
  #pending: AmountChange[] | undefined = undefined;
  /** The engine's copy, once there is one. */
  handle: EngineHandle | undefined = undefined;
  /** The engine refused this version: checks go to the next source until another one comes. */
  refused = false;
  /** Count of the store's last use of it: higher is more recent. */
  usedAt = 0;
  /** When the stream ceased to keep it true (monotonic, ms); `undefined` while it does. */
  staleSince: number | undefined = undefined;
  /** Lone keys that lead here although it does not carry them in this spelling, and signatures of sets of keys. */
  aliases: ([name: string, value: string] | string)[] | undefined = undefined;
  /** Its place in the ring of its store. */
  ringAt = 0;
  /** Called when it changes or goes. */
  watchers: Set<() => void> | undefined = undefined;

  constructor(value: T) {
    this.#value = value;
  }

  /** What the wire brought, with every change in it. */
  get value(): T {
    if (this.#pending !== undefined) this.#settle();
    return this.#value;
  }

  set value(value: T) {
    this.#pending = undefined;
    this.#value = value;
  }

  get id(): string {
    return this.#value.id;
  }

  /** The value whose amounts may be behind, for a look at anything else. */
  get rough(): T {
    return this.#value;
  }

  /** Calls those who watch it; each may take itself off the list meanwhile. */
  tell(): void {
    if (this.watchers) for (const watcher of [...this.watchers]) watcher();
  }

  /** Gives the engine's memory back. */
  free(): void {
    this.handle?.free();
    this.handle = undefined;
  }

  /**
   * Changes amounts, which the engine's copy knows already. Held back until somebody looks at the entity
   * or some have come together: to find the metric and its entitlements costs more than all the rest of
   * a message, and most of it is the same for eight of them. A metric that changes over and over is held
   * back once.
   */
  change(change: AmountChange): void {
    const pending = this.#pending;
    if (pending === undefined) this.#pending = [change];
    else if (overtakes(change, pending.at(-1))) pending[pending.length - 1] = change;
    else if (pending.push(change) >= MAX_PENDING) this.#settle();
  }

  #settle(): void {
    const pending = this.#pending ?? [];
    this.#pending = undefined;
    for (const change of pending) applyAmounts(this.#value as Wire as WireEntity, change);
  }
}

/** What keys lead to when there are none: an item without anything. */
export const NOBODY: Item<WireEntity> = /* @__PURE__ */ new Item({ id: "", keys: {} });

/** Two keys of one context lead to two different entities. */
export const CONFLICT: Item<WireEntity> = /* @__PURE__ */ new Item({ id: "", keys: {} });

/** Returns the result for a context whose keys lead to two entities: the flag's default, as nothing is guessed. */
export function conflictResolution({ id, key, default_value }: WireFlag): Resolution {
  return { value: default_value, reason: "key conflict", flagKey: key, ...(id && { flagId: id }) };
}
