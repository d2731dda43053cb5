/** The kinds of entity that the engine holds. */
export type EntityKind = "flag" | "company" | "user";

/** An entity inside the engine. Using a freed handle throws `RulesEngineError` (`freed_handle`). */
export interface EngineHandle {
  readonly kind: EntityKind;
  /** Gives the entity's memory back; idempotent. A forgotten handle is reclaimed when collected. */
  free(): void;
}

/** Asks "would this be allowed?" instead of "is it allowed now?". Quantities are whole numbers. */
export interface Preflight {
  /** Quantity added to whatever numeric condition is evaluated; 0 has no effect. */
  usage?: number;
  /** Quantity of one event subtype; wins over `usage` for conditions on that subtype. */
  eventUsage?: { eventSubtype: string; quantity: number };
  /** Cost of the action in credits, by credit id; 0 means free. */
  creditCost?: Record<string, number>;
}

export interface EvaluateOptions extends Preflight {
  /** Time of evaluation, ms since the epoch; default: the host's clock, read only for a reset time. */
  now?: number;
}

/** An entitlement as the company has it. Answers share it, so it is frozen. */
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
  /** Where the wire's text is no date, that text as it came. */
  metricResetAt?: Date;
  creditId?: string;
  creditTotal?: number;
  creditUsed?: number;
  creditRemaining?: number;
  creditReserved?: number;
  creditSettled?: number;
  consumptionRate?: number;
  warningTiers?: { key: string; value: number }[];
}

/** What was decided, without the facts around it. Prepared once for each rule and shared, so it is frozen. */
export interface Decision {
  readonly value: boolean;
  readonly reason: string;
  readonly ruleId?: string;
  readonly ruleType?: string;
}

/** The answer to one check: resolution (value and reason) and what it rests on. */
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
  /** An error that the engine reports with its answer, such as a negative preflight usage. */
  err?: string;
}

/** A change of a loaded company in place, in wire form. */
export interface EngineCompanyPatch {
  /** Metrics to set, told apart by `event_subtype`, `period` and `month_reset`. */
  metrics?: { event_subtype: string; period: string; month_reset: string; value: number }[];
  /** Credit balances to set, in credits, by credit id. */
  creditBalances?: Record<string, number>;
}

/** How to start an engine. */
export interface RulesEngineOptions {
  /** What the engine reports as its schema version; default: the version that it was built for. */
  versionKey?: string;
  /** Bound of the engine's memory in bytes, rounded down to 64 KiB; default 1 GiB, at most 4 GiB less 64 KiB. */
  maxMemoryBytes?: number;
}

/** What the engine holds at the moment. */
export interface RulesEngineStats {
  /** Bytes of WebAssembly memory; it never shrinks, but what is freed in it is used again. */
  memoryBytes: number;
  /** Bytes of it that are in use. */
  usedBytes: number;
  /** Loaded entities. */
  entities: number;
}

/** An entity in wire form (snake_case, or the camelCase that the Node SDK writes to caches), or its JSON. */
export type EntityInput = object | string | Uint8Array;
