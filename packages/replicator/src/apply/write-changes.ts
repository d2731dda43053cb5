import { isEntryError } from "../redis/errors";
import { type Change, nameOf } from "../store/change";
import type { SharedStore } from "../store/shared-store";

/** Called for a change that cannot be written even on its own. */
export type OnSkipped = (name: string, error: unknown) => void;

/**
 * Writes changes in their order. If one of them cannot be written, the list is halved until that change is found,
 * which is then written whole or skipped. Rejects with errors that concern Redis and not an entry. Resolves to the
 * number of changes that had nothing to change.
 */
export async function writeChanges(
  store: SharedStore,
  changes: readonly Change[],
  onSkipped: OnSkipped,
): Promise<number> {
  try {
    return await store.apply(changes);
  } catch (error) {
    if (!isEntryError(error)) throw error;
  }
  const [change] = changes;
  if (change === undefined) return 0;
  if (changes.length === 1) {
    await writeWhole(store, change, onSkipped);
    return 0;
  }
  const half = changes.length >> 1;
  const skipped = await writeChanges(store, changes.slice(0, half), onSkipped);
  return skipped + (await writeChanges(store, changes.slice(half), onSkipped));
}

async function writeWhole(store: SharedStore, change: Change, onSkipped: OnSkipped): Promise<void> {
  try {
    await store.rewrite(change);
  } catch (error) {
    if (!isEntryError(error)) throw error;
    onSkipped(nameOf(change), error);
  }
}
