/** The kinds of entity that the engine holds. */
export type EntityKind = "flag" | "company" | "user";

/** An entity inside the engine. Using a freed handle throws `RulesEngineError` (`freed_handle`). */
export interface EngineHandle {
  readonly kind: EntityKind;
  /** Releases the memory of the entity. Idempotent. A handle that is not freed is reclaimed when it is collected. */
  free(): void;
}

/** Options of `load`. */
export interface LoadOptions {
  /**
   * Promises that the object is plain data, such as parsed JSON, and is not changed afterwards except by what the
   * engine is patched with. Its entitlements are then kept by reference, which saves memory.
   */
  isPlainData?: boolean;
}

/** Asks "would this be allowed?" instead of "is it allowed now?". `usage` and `eventUsage` are integers. */
export interface Preflight {
  /** Quantity added to every numeric condition that is evaluated; 0 has no effect. */
  usage?: number;
  /** Quantity of one event subtype; wins over `usage` for conditions on that subtype. */
  eventUsage?: { eventSubtype: string; quantity: number };
  /**
   * Measured quantities of one event subtype, for credit conditions: `quantity` (default 1) at the consumption rate,
   * and each of `quantities` at its own rate. May have fractions.
   */
  eventQuantities?: { eventSubtype: string; quantity?: number; quantities?: Record<string, number> };
  /** Cost of the action in credits, by credit id; 0 means free. */
  creditCost?: Record<string, number>;
}

export interface EvaluateOptions extends Preflight {
  /** Time of evaluation, ms since the epoch; default: the host's clock, read only for a reset time. */
  now?: number;
}

/** An entitlement as the company has it. Results share it, so it is frozen. */
export interface FeatureEntitlement {
  featureId: string;
  featureKey: string;
  /** `boolean`, `credit`, `numeric`, `trait`, `unknown`, `unlimited`, or a kind newer than this engine. */
  valueType: string;
  allocation?: number;
  softLimit?: number;
  usage?: number;
  eventName?: string;
  eventSubtype?: string;
  metricPeriod?: string;
  monthReset?: string;
  /** If the text on the wire is not a date, that text unchanged. */
  metricResetAt?: Date;
  creditId?: string;
  creditTotal?: number;
  creditUsed?: number;
  creditRemaining?: number;
  creditReserved?: number;
  creditSettled?: number;
  consumptionRate?: number;
  /** Credits for each unit of a measured quantity, by its name. */
  quantityRates?: Record<string, number>;
  warningTiers?: { key: string; value: number }[];
}

/** A spend policy that refused a use. */
export interface CreditSpendPolicy {
  id: string;
  creditId: string;
  /** `per_draw` or `window`. */
  kind: string;
  /** `company`, `user`, `group`, or `Unknown` for a scope that is newer than this engine. */
  scope: string;
  companyId?: string;
  label?: string;
  limit: number;
  /** Credits consumed in the window, as the policy came. */
  consumed: number;
  window?: { unit: string; count?: number };
  /** End of the window, as the policy came. */
  resetsAt?: string;
}

/** A decision without the facts behind it. Prepared once for each rule and shared, so it is frozen. */
export interface Decision {
  readonly value: boolean;
  readonly reason: string;
  readonly ruleId?: string;
  readonly ruleType?: string;
}

/** The result of one check: the value, the reason and the facts behind it. */
export interface FlagResolution {
  value: boolean;
  reason: string;
  flagKey: string;
  flagId?: string;
  companyId?: string;
  userId?: string;
  ruleId?: string;
  ruleType?: string;
  entitlement?: FeatureEntitlement;
  featureAllocation?: number;
  featureUsage?: number;
  featureUsageEvent?: string;
  featureUsagePeriod?: string;
  featureUsageResetAt?: Date;
  /** An error that the engine reports with the flag's default, such as a negative preflight usage. */
  err?: string;
  /** The spend policy that the use would break, with the credits that it needs (null if not finite). */
  creditSpendPolicy?: { cost: number | null; policy: CreditSpendPolicy };
}

/** A change of a loaded company or user in place, in wire form. */
export interface EntityPatch {
  /** Companies: metrics to set, identified by `event_subtype`, `period` and `month_reset`. */
  metrics?: { event_subtype: string; period: string; month_reset: string; value: number }[];
  /** Companies: credit balances to set, in credits, by credit id. */
  creditBalances?: Record<string, number>;
  /** The new spend policies in wire form, in place of all old ones. */
  creditSpendPolicies?: readonly object[] | null;
}

/** A change of a loaded company in place. */
export type EngineCompanyPatch = EntityPatch;

/** How to start an engine. */
export interface RulesEngineOptions {
  /** The schema version that the engine reports; default: the version that it was built for. */
  versionKey?: string;
  /** Bound of the engine's memory in bytes, rounded down to 64 KiB; default 1 GiB, at most 4 GiB less 64 KiB. */
  maxMemoryBytes?: number;
}

/** Memory and entities of an engine. */
export interface RulesEngineStats {
  /** Bytes of WebAssembly memory. It never shrinks, but freed memory is used again. */
  memoryBytes: number;
  /** Bytes in use. */
  usedBytes: number;
  /** Loaded entities. */
  entities: number;
}

/** An entity in wire form (snake_case, or the camelCase that the Node SDK writes to caches), or its JSON. */
export type EntityInput = object | string | Uint8Array;
