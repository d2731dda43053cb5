import { nodeProcess } from "@schematic-internal/kit";

/** The one listener of this process for a signal, and what it calls. */
interface SignalWatch {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const WATCHES = new Map<string, SignalWatch>();

function watchFor(signal: string): SignalWatch {
  const known = WATCHES.get(signal);
  if (known !== undefined) return known;
  const callbacks = new Set<() => void>();
  const listener = (): void => {
    for (const callback of [...callbacks]) callback();
  };
  const watch: SignalWatch = { callbacks, listener };
  WATCHES.set(signal, watch);
  nodeProcess()?.on(signal, listener);
  return watch;
}

function unwatch(signal: string, callback: () => void): void {
  const watch = WATCHES.get(signal);
  if (watch === undefined || !watch.callbacks.delete(callback) || watch.callbacks.size > 0) return;
  WATCHES.delete(signal);
  nodeProcess()?.off(signal, watch.listener);
}

/**
 * Calls `callback` at the first of these signals and returns the function that ends the wait. All callers share
 * one listener per signal, which is removed with the last of them. Without Node's `process` nothing happens.
 */
export function onceAtSignal(callback: () => void, signals: readonly string[]): () => void {
  if (nodeProcess() === undefined) return () => {};
  const stop = (): void => {
    for (const signal of signals) unwatch(signal, once);
  };
  const once = (): void => {
    // The wait ends first, so that a second signal acts as if this listener had never existed.
    stop();
    callback();
  };
  for (const signal of signals) watchFor(signal).callbacks.add(once);
  return stop;
}
