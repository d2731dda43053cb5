import type { CacheWatcher, FlagSourceCaches } from "@schematic/core";
import { SLOTS } from "../options";

/**
 * Watches all five caches as one: trusted while each of them is. `undefined` when one of them cannot tell
 * of changes. Returns the function that ends it.
 */
export function watchAll(
  caches: Required<FlagSourceCaches>,
  watcher: CacheWatcher,
): (() => void) | undefined {
  if (SLOTS.some((slot) => !caches[slot].shared?.watch)) return undefined;
  const lost = new Set<string>(SLOTS);
  let reported = "";
  const ends = SLOTS.map((slot) =>
    caches[slot].shared?.watch?.({
      trusted() {
        if (lost.delete(slot) && lost.size === 0) watcher.trusted();
      },
      changed: (keys) => watcher.changed(keys),
      lost(reason) {
        const first = lost.size === 0;
        lost.add(slot);
        // A cache that never could report changes says why, once for all five.
        if (!first && reported === reason) return;
        reported = reason;
        watcher.lost(reason);
      },
    }),
  );
  return () => {
    for (const end of ends) end?.();
  };
}
