type Listeners = Record<string, (...args: never[]) => void>;

/** Typed listeners. One that throws does not keep the others from being called. */
export class Emitter<E extends { [K in keyof E]: (...args: never[]) => void } = Listeners> {
  readonly #listeners = new Map<keyof E, Set<E[keyof E]>>();

  on<K extends keyof E>(event: K, listener: E[K]): () => void {
    const set = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, set);
    set.add(listener);
    return () => {
      set.delete(listener);
    };
  }

  has(event: keyof E): boolean {
    return (this.#listeners.get(event)?.size ?? 0) > 0;
  }

  emit<K extends keyof E>(event: K, ...args: Parameters<E[K]>): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) {
      try {
        (listener as (...given: Parameters<E[K]>) => void)(...args);
      } catch {
        // A listener's fault is its own: what comes after it must still happen.
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
