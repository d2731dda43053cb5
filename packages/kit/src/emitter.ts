import { isPromiseLike } from "./guards";

/** Receives the payload of one event. Its result is ignored; its failures are reported, never thrown. */
export type Listener<T> = (payload: T) => unknown;

/**
 * Typed events. A listener that throws or rejects harms neither the emitter nor other listeners: its error goes
 * to `onError`.
 */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<{ readonly notify: Listener<never> }>>();
  readonly #onError: (error: unknown, event: keyof Events) => void;

  constructor(onError: (error: unknown, event: keyof Events) => void) {
    this.#onError = onError;
  }

  /** Adds a listener and returns the function that removes it. A listener added twice is called twice. */
  on<K extends keyof Events>(event: K, listener: Listener<Events[K]>): () => void {
    const entry = { notify: listener as Listener<never> };
    const entries = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, entries.add(entry));
    return () => {
      entries.delete(entry);
      if (entries.size === 0 && this.#listeners.get(event) === entries) this.#listeners.delete(event);
    };
  }

  /** Calls the listeners of an event in the order in which they were added. Never throws. */
  emit<K extends keyof Events>(event: K, payload: Events[K]): void {
    for (const { notify } of [...(this.#listeners.get(event) ?? [])]) {
      try {
        const result = (notify as Listener<Events[K]>)(payload);
        if (isPromiseLike(result)) result.then(undefined, (error: unknown) => this.#onError(error, event));
      } catch (error) {
        this.#onError(error, event);
      }
    }
  }

  /** True if the event has at least one listener. */
  has(event: keyof Events): boolean {
    return this.#listeners.has(event);
  }

  /** Removes all listeners. */
  clear(): void {
    this.#listeners.clear();
  }
}
