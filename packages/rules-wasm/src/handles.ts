import type { Wire } from "./check";
import type { Encoded } from "./encode";
import { RulesEngineError } from "./errors";
import type { Decision, EngineHandle, EntityKind, FeatureEntitlement } from "./types";

/** What a handle asks of its engine, one for each kind: by its identity the engine tells its own handles. */
export interface HandleOwner {
  readonly kind: EntityKind;
  release(handle: Handle): void;
}

/** What answers need to know of a rule or of a flag's default. */
export interface Outcome {
  readonly decision: Decision;
  /** 0 no usage fields, 1 a metric's, 2 a trait's. */
  readonly usage: number;
  readonly event: string | undefined;
}

export const NO_MATCH = "No rules matched; default value for flag";

export class Handle implements EngineHandle {
  readonly kind: EntityKind;
  readonly id: string;
  /** Flags: the key. */
  readonly key: string;
  /** Nobody's once it is freed. */
  owner: HandleOwner | undefined;
  address: number;
  /** Flags: the default at 0; then a place for each rule, filled at its first match. */
  outcomes: (Outcome | undefined)[];
  readonly rules: string[];
  /** Companies: what answers tell of entitlements, made when first asked for. */
  entitlements: (FeatureEntitlement | undefined)[] = [];
  readonly wireEntitlements: Wire[] | undefined;
  /** Companies: which patches their entitlements have to follow. */
  metricsPatched = false;
  creditsPatched = false;
  /**
   * Companies: the last reset time, ms, for one period (the engine's code of it, -1 for none). It holds for
   * every time of evaluation from `resetFrom` on until it is reached.
   */
  resetPeriod = -1;
  resetFrom = 0;
  resetTime = 0;

  constructor(owner: HandleOwner, address: number, entity: Encoded) {
    this.owner = owner;
    this.kind = owner.kind;
    this.address = address;
    this.id = wellFormed(entity.id);
    this.key = wellFormed(entity.key);
    this.rules = entity.rules;
    this.wireEntitlements = entity.entitlements;
    const decision = { value: entity.defaultValue, reason: entity.id === "" ? "Flag not found" : NO_MATCH };
    this.outcomes = owner.kind === "flag" ? [outcome(decision, 0, undefined)] : [];
  }

  free(): void {
    this.owner?.release(this);
  }

  [Symbol.dispose](): void {
    this.free();
  }
}

export function outcome(decision: Decision, usage: number, event: string | undefined): Outcome {
  return { decision: Object.freeze(decision), usage, event };
}

/** Why this is no handle to work with. */
export function misused(handle: unknown, { kind }: HandleOwner): RulesEngineError {
  return handle instanceof Handle && handle.owner === undefined
    ? new RulesEngineError("freed_handle", `The ${handle.kind} handle was freed: load the entity again.`)
    : new RulesEngineError("foreign_handle", `Expected a ${kind} handle of this engine.`);
}

const SURROGATE = /[\ud800-\udfff]/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Lone surrogates as U+FFFD, as they are in UTF-8. */
export function wellFormed(text: string): string {
  return SURROGATE.test(text) ? text.replace(LONE_SURROGATE, "\ufffd") : text;
}
