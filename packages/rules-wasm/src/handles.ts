import { RulesEngineError } from "./errors";
import type { Decision, EngineHandle, EntityKind, FeatureEntitlement } from "./types";
import type { Draft } from "./wire/draft";
import type { SpendPolicy } from "./wire/policies";

/** The owner of an engine's handles of one kind; engines recognise their own handles by its identity. */
export interface HandleOwner {
  readonly kind: EntityKind;
  release(handle: Handle, entity: LoadedEntity): void;
}

/** The part of a result that a rule, or a flag's default, decides. */
export interface Outcome {
  readonly decision: Decision;
  /** Source of the usage fields: 0 none, 1 a metric, 2 a trait. */
  readonly usage: number;
  readonly event: string | undefined;
}

export const NO_MATCH = "No rules matched; default value for flag";

const NO_POLICIES: readonly SpendPolicy[] = [];

/** An entity in the engine, with what the host keeps of it. */
export class LoadedEntity {
  readonly kind: EntityKind;
  readonly id: string;
  /** Flags: the key. */
  readonly key: string;
  readonly address: number;
  /** Flags: the default at 0; then a place for each rule, filled at its first match. */
  outcomes: (Outcome | undefined)[];
  readonly rules: readonly string[];
  /** Companies: the entitlements of results, made at their first use. */
  entitlements: (FeatureEntitlement | undefined)[] = [];
  /** Companies: the entitlements as they were loaded; in wire form if the entity is plain data. */
  readonly loadedEntitlements: readonly object[];
  readonly isPlain: boolean;
  policies: readonly SpendPolicy[] = NO_POLICIES;
  hasPolicies = false;
  /** True if a spend policy has to be compared with the clock. */
  usesClock = false;
  /** Companies: patches that their entitlements have to follow. */
  metricsPatched = false;
  creditsPatched = false;
  /**
   * Companies: the last reset time in ms, for one period (the engine's code, -1 for none). It is valid for times of
   * evaluation from `resetFrom` until it is reached.
   */
  resetPeriod = -1;
  resetFrom = 0;
  resetTime = 0;

  constructor(kind: EntityKind, address: number, draft: Draft) {
    this.kind = kind;
    this.address = address;
    this.id = wellFormed(draft.id);
    this.key = wellFormed(draft.key);
    this.rules = draft.rules;
    this.loadedEntitlements = draft.entitlements;
    this.isPlain = draft.isPlain;
    if (draft.policies.length > 0) this.setPolicies(draft.policies);
    const { defaultValue: value, id } = draft;
    const reason = id === "" ? "Flag not found" : NO_MATCH;
    this.outcomes = kind === "flag" ? [outcome({ value, reason }, 0, undefined)] : [];
  }

  setPolicies(policies: readonly SpendPolicy[]): void {
    this.policies = policies;
    this.hasPolicies = policies.length > 0;
    this.usesClock = policies.some((policy) => policy.usesClock);
  }
}

/** A caller's hold on an entity. Its state is private, so that only handles that an engine made are accepted. */
export class Handle implements EngineHandle {
  readonly kind: EntityKind;
  readonly #entity: LoadedEntity;
  /** Undefined once the handle is freed. */
  #owner: HandleOwner | undefined;

  constructor(owner: HandleOwner, entity: LoadedEntity) {
    this.kind = owner.kind;
    this.#owner = owner;
    this.#entity = entity;
  }

  /** The entity of a handle; throws `freed_handle` or `foreign_handle` if the handle is not the owner's. */
  static entityOf(handle: unknown, owner: HandleOwner): LoadedEntity {
    if (typeof handle === "object" && handle !== null && #owner in handle && handle.#owner === owner) {
      return handle.#entity;
    }
    throw Handle.#misused(handle, owner);
  }

  static #misused(handle: unknown, { kind }: HandleOwner): RulesEngineError {
    if (typeof handle === "object" && handle !== null && #owner in handle && handle.#owner === undefined) {
      const message = `The ${handle.#entity.kind} handle was freed: load the entity again.`;
      return new RulesEngineError("freed_handle", message);
    }
    return new RulesEngineError("foreign_handle", `Expected a ${kind} handle of this engine.`);
  }

  free(): void {
    const owner = this.#owner;
    this.#owner = undefined;
    owner?.release(this, this.#entity);
  }

  [Symbol.dispose](): void {
    this.free();
  }
}

export function outcome(decision: Decision, usage: number, event: string | undefined): Outcome {
  return { decision: Object.freeze(decision), usage, event };
}

const SURROGATE = /[\ud800-\udfff]/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Replaces lone surrogates by U+FFFD, as in UTF-8. */
export function wellFormed(text: string): string {
  return SURROGATE.test(text) ? text.replace(LONE_SURROGATE, "\ufffd") : text;
}
