import type { Wire } from "./encode/check";
import type { Encoded } from "./encode/entities";
import type { RuleTexts } from "./encode/rules";
import type { Decision, EngineHandle, EntityKind, FeatureEntitlement } from "./types";

/** Tells an engine's live handles of one kind: compared by identity, and replaced when a handle is freed. */
export interface Token {
  readonly kind: EntityKind;
}

export const FREED: Token = { kind: "flag" };

/** What a handle asks of its engine. */
export interface HandleOwner {
  release(handle: Handle): void;
}

/** What answers need to know of a matched rule, made at its first match. */
export interface Outcome {
  readonly value: boolean;
  readonly reason: string;
  readonly ruleId: string | undefined;
  readonly ruleType: string | undefined;
  /** 0 no usage fields, 1 a metric's, 2 a trait's. */
  readonly usage: number;
  readonly event: string | undefined;
  readonly decision: Decision;
}

export class Handle implements EngineHandle {
  readonly kind: EntityKind;
  readonly id: string;
  /** Flags: the key. */
  readonly key: string;
  token: Token;
  address: number;
  /** Flags: the default at 0; then a place for each rule, filled at its first match. */
  outcomes: (Outcome | undefined)[];
  readonly rules: RuleTexts;
  /** Companies: what answers tell of entitlements, made when first asked for. */
  entitlements: (FeatureEntitlement | undefined)[];
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
  readonly #owner: HandleOwner;

  constructor(owner: HandleOwner, token: Token, address: number, entity: Encoded) {
    this.#owner = owner;
    this.kind = token.kind;
    this.token = token;
    this.address = address;
    this.id = wellFormed(entity.id);
    this.key = wellFormed(entity.key);
    this.rules = entity.rules;
    this.outcomes = token.kind === "flag" ? [defaultOutcome(entity)] : [];
    this.entitlements = [];
    this.wireEntitlements = entity.entitlements;
  }

  free(): void {
    if (this.token === FREED) return;
    this.#owner.release(this);
  }

  [Symbol.dispose](): void {
    this.free();
  }
}

function defaultOutcome(flag: Encoded): Outcome {
  const value = flag.defaultValue;
  const reason = flag.id === "" ? "Flag not found" : "No rules matched; default value for flag";
  const decision = Object.freeze({ value, reason });
  return { value, reason, ruleId: undefined, ruleType: undefined, usage: 0, event: undefined, decision };
}

/** The outcome of a matched rule. */
export function ruleOutcome(
  id: string,
  name: string,
  type: string,
  rest: { value: boolean; usage: number; event: string | undefined },
): Outcome {
  const reason = wellFormed(`Matched ${type.replaceAll("_", " ")} rule "${name}" (${id})`);
  const ruleId = wellFormed(id);
  const decision = Object.freeze({ value: rest.value, reason, ruleId, ruleType: type });
  return { ...decision, usage: rest.usage, event: rest.event, decision };
}

const SURROGATE = /[\ud800-\udfff]/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Lone surrogates as U+FFFD, as they are in UTF-8. */
export function wellFormed(text: string): string {
  return SURROGATE.test(text) ? text.replace(LONE_SURROGATE, "\ufffd") : text;
}
