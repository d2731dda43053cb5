import type { CacheWatcher } from "@schematic/core";
import type { RedisCache } from "../src/index";

export type Told =
  | { type: "trusted" }
  | { type: "lost" }
  | { type: "changed"; keys: readonly string[] | undefined };

/** Collects the messages of a cache, and lets tests wait for the next of it. */
export class Watching {
  readonly told: Told[] = [];
  private waiting: (() => void)[] = [];
  private stop: () => void;

  constructor(cache: RedisCache) {
    const tell = (told: Told) => {
      this.told.push(told);
      for (const wake of this.waiting.splice(0)) wake();
    };
    const watcher: CacheWatcher = {
      trusted: () => tell({ type: "trusted" }),
      lost: () => tell({ type: "lost" }),
      changed: (keys) => tell({ type: "changed", keys }),
    };
    const stop = cache.shared.watch?.(watcher);
    if (!stop) throw new Error("this client cannot watch");
    this.stop = stop;
  }

  /** Resolves with the first that matches, also of the past; what came before it is forgotten. */
  async next(matches: (told: Told) => boolean): Promise<Told> {
    for (;;) {
      const at = this.told.findIndex(matches);
      const [found] = at < 0 ? [] : this.told.splice(0, at + 1).slice(-1);
      if (found) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  trusted(): Promise<Told> {
    return this.next(({ type }) => type === "trusted");
  }

  lost(): Promise<Told> {
    return this.next(({ type }) => type === "lost");
  }

  changed(key: string | undefined): Promise<Told> {
    return this.next(
      (told) =>
        told.type === "changed" &&
        (key === undefined ? told.keys === undefined : told.keys?.includes(key) === true),
    );
  }

  end(): void {
    this.stop();
  }
}
