import type { Arena } from "./arena";
import { RulesEngineError } from "./errors";
import { Handle, type HandleOwner, type LoadedEntity } from "./handles";
import { draftEntity, loadDraft } from "./loader";
import type { EngineHandle, EntityInput, EntityKind, LoadOptions } from "./types";
import { Draft } from "./wire/draft";

/** The entities of one engine and their handles. */
export class Entities {
  readonly flags: HandleOwner = this.#owner("flag");
  readonly companies: HandleOwner = this.#owner("company");
  readonly users: HandleOwner = this.#owner("user");
  readonly #arena: Arena;
  readonly #forgotten: FinalizationRegistry<number> | undefined;
  #spareDraft: Draft | undefined;
  /** True while the engine's results are being read and must not change. */
  #isBusy = false;
  /** Entities whose handles were freed in that time. */
  readonly #released: number[] = [];

  constructor(arena: Arena) {
    this.#arena = arena;
    if (typeof FinalizationRegistry !== "undefined") {
      this.#forgotten = new FinalizationRegistry((address) => this.#free(address));
    }
  }

  load(kind: EntityKind, entity: EntityInput, options: LoadOptions | undefined): Handle {
    return this.withDraft((draft) => {
      draftEntity(draft, kind, entity, options);
      this.assertIdle();
      const loaded = loadDraft(this.#arena, draft, kind);
      const handle = new Handle(this.#ownerOf(kind), loaded);
      this.#forgotten?.register(handle, loaded.address, handle);
      return handle;
    });
  }

  /** The entity of a handle; undefined for an absent one. Throws `freed_handle`, `foreign_handle`. */
  optional(handle: EngineHandle | null | undefined, owner: HandleOwner): LoadedEntity | undefined {
    return handle === undefined || handle === null ? undefined : Handle.entityOf(handle, owner);
  }

  /** Calls `use` with a draft. If a caller's code uses the engine in that time, that use has a draft of its own. */
  withDraft<T>(use: (draft: Draft) => T): T {
    const draft = this.#spareDraft ?? new Draft();
    this.#spareDraft = undefined;
    try {
      return use(draft);
    } finally {
      this.#spareDraft = draft;
    }
  }

  /** Throws `reentrant` while the results of several flags are being read. */
  assertIdle(): void {
    if (!this.#isBusy) return;
    const message = "evaluateAll() is reading its results: `take` must not call the engine.";
    throw new RulesEngineError("reentrant", message);
  }

  /** Calls `use` while no other call may change the engine; entities that are freed in that time stay until its end. */
  whileBusy<T>(use: () => T): T {
    this.assertIdle();
    this.#isBusy = true;
    try {
      return use();
    } finally {
      this.#isBusy = false;
      for (const address of this.#released.splice(0)) this.#free(address);
    }
  }

  #free(address: number): void {
    if (this.#isBusy) {
      this.#released.push(address);
      return;
    }
    this.#arena.exports.free(address);
    this.#arena.refresh();
  }

  #owner(kind: EntityKind): HandleOwner {
    const release = (handle: Handle, { address }: LoadedEntity): void => {
      this.#forgotten?.unregister(handle);
      this.#free(address);
    };
    return { kind, release };
  }

  #ownerOf(kind: EntityKind): HandleOwner {
    return kind === "flag" ? this.flags : kind === "company" ? this.companies : this.users;
  }
}
