import * as L from "../assembly/layout";
import type { Arena } from "./arena";
import { type LoadedEntity, type Outcome, outcome, wellFormed } from "./handles";
import { spendReason } from "./spending";
import type { FeatureEntitlement, FlagResolution } from "./types";
import { combinationOf, PERIODS, RULE_TYPES } from "./wire/codes";
import { type EntitlementFields, publicEntitlement, readEntitlement } from "./wire/entitlement";
import type { SpendPolicy } from "./wire/policies";
import { isPrototypeClean } from "./wire/prototype";

/** A result that is being built. */
export type Result = { [K in keyof FlagResolution]: FlagResolution[K] | undefined };

const NANOS_PER_MS = 1e6;
const PLACE_MASK = 2 ** L.PLACE_BITS - 1;

/** Sources of usage fields. */
const WITHOUT_USAGE = 0;
const METRIC_USAGE = 1;
const TRAIT_USAGE = 2;

const NO_USAGE = {
  featureAllocation: undefined,
  featureUsage: undefined,
  featureUsageEvent: undefined,
  featureUsagePeriod: undefined,
  featureUsageResetAt: undefined,
};

/** A result without facts about usage. All members are present, so that results share a shape. */
export function resultOf(
  { key, id }: LoadedEntity,
  { decision }: Outcome,
  c: LoadedEntity | undefined,
  u: LoadedEntity | undefined,
): Result {
  return {
    value: decision.value,
    reason: decision.reason,
    flagKey: key,
    flagId: id,
    companyId: c === undefined ? undefined : c.id,
    userId: u === undefined ? undefined : u.id,
    ruleId: decision.ruleId,
    ruleType: decision.ruleType,
    entitlement: undefined,
    featureAllocation: undefined,
    featureUsage: undefined,
    featureUsageEvent: undefined,
    featureUsagePeriod: undefined,
    featureUsageResetAt: undefined,
  };
}

/** Sets what the flag and its rule decide in a result that is used again, and removes the facts of its last use. */
export function setDecision(result: Result, { key, id }: LoadedEntity, { decision }: Outcome): void {
  result.value = decision.value;
  result.reason = decision.reason;
  result.flagKey = key;
  result.flagId = id;
  result.ruleId = decision.ruleId;
  result.ruleType = decision.ruleType;
  result.entitlement = undefined;
  if (result.featureUsage !== undefined) Object.assign(result, NO_USAGE);
  if (result.creditSpendPolicy !== undefined) result.creditSpendPolicy = undefined;
}

/** Reads an entitlement that was kept in wire form. */
function readAgain(loaded: object): EntitlementFields {
  const origin = { isPrototypeClean: isPrototypeClean(), hasOwnOnly: false, duplicates: undefined };
  return readEntitlement(origin, loaded);
}

/** Turns what the engine wrote into public results. Addresses of results are in bytes. */
export class Results {
  readonly #arena: Arena;
  readonly #exchange: number;

  constructor(arena: Arena) {
    this.#arena = arena;
    this.#exchange = arena.exports.exchangeArea();
  }

  #word(address: number): number {
    return this.#arena.words[address >>> 2] as number;
  }

  #number(address: number): number {
    return this.#arena.doubles[address >>> 3] as number;
  }

  /** The outcome that a code stands for; the result at `at` names its rule. */
  outcome(
    code: number,
    at: number,
    flag: LoadedEntity,
    company: LoadedEntity | undefined,
    user: LoadedEntity | undefined,
  ): Outcome {
    const source = code >>> L.PLACE_BITS;
    const entity = source === 0 ? flag : ((source === 1 ? company : user) as LoadedEntity);
    const place = code & PLACE_MASK;
    return entity.outcomes[place] ?? this.#newOutcome(entity, place, at);
  }

  #newOutcome(entity: LoadedEntity, place: number, at: number): Outcome {
    const rule = this.#word(at + L.O_RULE);
    const event = this.#usageEvent(this.#word(rule + L.X_USAGE));
    const ruleId = wellFormed(entity.rules[place * 2 - 2] as string);
    const name = entity.rules[place * 2 - 1] as string;
    const ruleType = RULE_TYPES[this.#word(rule + L.X_TYPE)] as string;
    const reason = wellFormed(`Matched ${ruleType.replaceAll("_", " ")} rule "${name}" (${ruleId})`);
    const value = this.#word(rule + L.X_VALUE) === 1;
    const made = outcome({ value, reason, ruleId, ruleType }, event.usage, event.text);
    entity.outcomes[place] = made;
    return made;
  }

  /** The usage fields' source of a rule with this usage condition, and the event of a metric. */
  #usageEvent(condition: number): { usage: number; text: string | undefined } {
    if (condition === 0) return { usage: WITHOUT_USAGE, text: undefined };
    const code = this.#word(condition + L.P_CODE) & 255;
    if (code !== L.CODE_METRIC && code !== L.CODE_METRIC_TRAIT)
      return { usage: TRAIT_USAGE, text: undefined };
    const event = this.#word(condition + L.P_KEY) & ~L.KIND_BITS;
    return { usage: METRIC_USAGE, text: this.#arena.read(event) };
  }

  /** The spend policy that the result at `at` reports. */
  #policy(
    at: number,
    company: LoadedEntity | undefined,
    user: LoadedEntity | undefined,
  ): SpendPolicy | undefined {
    const code = this.#word(at + L.O_POLICY);
    if (code === 0) return undefined;
    const entity = code >>> L.PLACE_BITS === 1 ? company : user;
    return entity?.policies[(code & PLACE_MASK) - 1];
  }

  /** The reason of the spend policy that the result at `at` reports; undefined for none. */
  spendReason(
    at: number,
    company: LoadedEntity | undefined,
    user: LoadedEntity | undefined,
  ): string | undefined {
    const broken = this.#policy(at, company, user);
    return broken && spendReason(broken, this.#number(at + L.O_COST));
  }

  /** Adds the spend policy that the result at `at` reports. */
  setPolicy(
    result: Result,
    at: number,
    company: LoadedEntity | undefined,
    user: LoadedEntity | undefined,
  ): void {
    const broken = this.#policy(at, company, user);
    if (broken === undefined) return;
    const { policy } = broken;
    const cost = this.#number(at + L.O_COST);
    result.reason = spendReason(broken, cost);
    result.creditSpendPolicy = {
      cost: Number.isFinite(cost) ? cost : null,
      policy: { ...policy, ...(policy.window && { window: { ...policy.window } }) },
    };
  }

  /** Adds the usage fields of the result at `at`. */
  setUsage(
    result: Result,
    { usage, event }: Outcome,
    company: LoadedEntity,
    at: number,
    now: number | undefined,
  ): void {
    result.featureAllocation = this.#number(at + L.O_ALLOCATION);
    result.featureUsage = this.#number(at + L.O_USAGE);
    if (usage !== METRIC_USAGE) return;
    const period = this.#word(at + L.O_PERIOD);
    result.featureUsageEvent = event;
    result.featureUsagePeriod = PERIODS[period & 15];
    if ((period & 15) !== L.ALL_TIME) result.featureUsageResetAt = this.#resetAt(company, period, now);
  }

  #resetAt(company: LoadedEntity, period: number, now: number | undefined): Date | undefined {
    const at = now ?? Date.now();
    if (period === company.resetPeriod && at >= company.resetFrom && at < company.resetTime) {
      return new Date(company.resetTime);
    }
    const seconds = this.#arena.exports.resetAt(company.address, period, at);
    if (Number.isNaN(seconds)) return undefined;
    const nanos = this.#word(this.#exchange + L.O_NANOS);
    const time = seconds * 1000 + Math.floor(nanos / NANOS_PER_MS);
    company.resetPeriod = period;
    company.resetFrom = at;
    company.resetTime = time;
    return new Date(time);
  }

  /** The entitlement at a place of a company. */
  entitlement(company: LoadedEntity, place: number): FeatureEntitlement {
    const known = company.entitlements[place];
    if (known !== undefined) return known;
    const { address, isPlain } = company;
    const loaded = company.loadedEntitlements[place - 1] as object;
    const made = publicEntitlement(isPlain ? readAgain(loaded) : (loaded as EntitlementFields));
    const { exports } = this.#arena;
    if (company.metricsPatched && made.eventName !== undefined) {
      const event = this.#arena.pinned(made.eventName);
      const combination = combinationOf(made.metricPeriod, made.monthReset);
      const usage = combination === undefined ? Number.NaN : exports.metric(address, event, combination);
      if (!Number.isNaN(usage)) made.usage = usage;
    }
    if (company.creditsPatched && made.creditId !== undefined) {
      const balance = exports.credit(address, this.#arena.pinned(made.creditId));
      if (!Number.isNaN(balance)) made.creditRemaining = balance;
    }
    company.entitlements[place] = Object.freeze(made);
    return made;
  }
}
