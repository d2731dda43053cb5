import { OpenFeatureEventEmitter, ServerProviderEvents } from "@openfeature/server-sdk";
import type { SchematicLike } from "./schematic-like";

/** State that OpenFeature believes the provider to be in. */
type Phase = "initializing" | "ready" | "unavailable";

/**
 * Turns events of a client into OpenFeature's provider events. The OpenFeature SDK itself emits READY or ERROR when
 * `initialize()` settles, so until then nothing is emitted here.
 */
export class StatusEvents {
  readonly emitter: OpenFeatureEventEmitter = new OpenFeatureEventEmitter();
  #phase: Phase = "initializing";
  #changed = new Set<string>();
  #subscriptions: (() => void)[] = [];

  listen(client: SchematicLike): void {
    this.stop();
    this.#phase = "initializing";
    this.#subscriptions = [
      client.on("ready", () => this.#available()),
      client.on("connected", () => this.#available()),
      client.on("stale", () => this.#lost("the local data is stale")),
      client.on("disconnected", (reason) => this.#lost(`disconnected: ${reason}`)),
      client.on("flagChanged", (flagKey) => this.#flagChanged(flagKey)),
    ];
  }

  /** Called when the client's `initialize()` has settled. */
  settled(isReady: boolean): void {
    this.#phase = isReady ? "ready" : "unavailable";
  }

  stop(): void {
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.#subscriptions = [];
    this.#changed.clear();
  }

  #available(): void {
    if (this.#phase !== "unavailable") return;
    this.#phase = "ready";
    this.emitter.emit(ServerProviderEvents.Ready);
  }

  #lost(message: string): void {
    if (this.#phase !== "ready") return;
    this.#phase = "unavailable";
    this.emitter.emit(ServerProviderEvents.Stale, { message });
  }

  /** Gathers the flags that change in one turn, since one message can change hundreds of flags. */
  #flagChanged(flagKey: string): void {
    if (this.#phase === "initializing") return;
    this.#changed.add(flagKey);
    if (this.#changed.size > 1) return;
    queueMicrotask(() => {
      const flagsChanged = [...this.#changed];
      this.#changed.clear();
      if (flagsChanged.length > 0)
        this.emitter.emit(ServerProviderEvents.ConfigurationChanged, { flagsChanged });
    });
  }
}
