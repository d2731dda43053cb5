import { CreditBank } from "../credits/bank";
import { IdSequence } from "../ids";
import type { ForcedValues } from "./forced";
import { KeyedStore } from "./keyed-store";
import type {
  CapturedEvent,
  Change,
  Company,
  CompanyField,
  CreditType,
  Feature,
  Flag,
  Override,
  Plan,
  PlanChange,
  User,
  Webhook,
} from "./model";

export const DEFAULT_ACCOUNT = "acct_emulator";
export const DEFAULT_ENVIRONMENT = "env_emulator";
const DEFAULT_MAX_EVENTS = 100_000;

interface Dirty {
  fields: Set<CompanyField>;
  metrics: Set<string>;
}

/** Everything that the emulator knows, in memory, and the listeners of its changes. */
export class World {
  accountId: string = DEFAULT_ACCOUNT;
  environmentId: string = DEFAULT_ENVIRONMENT;
  readonly apiKeys: Set<string> = new Set();
  readonly features: Map<string, Feature> = new Map();
  readonly flags: Map<string, Flag> = new Map();
  readonly plans: Map<string, Plan> = new Map();
  readonly overrides: Map<string, Override> = new Map();
  readonly webhooks: Map<string, Webhook> = new Map();
  readonly companies: KeyedStore<Company> = new KeyedStore();
  readonly users: KeyedStore<User> = new KeyedStore();
  readonly planChanges: PlanChange[] = [];
  /** Flags that are switched by hand, by flag id. */
  readonly forced: Map<string, ForcedValues> = new Map();
  /** Credits that a seed declares or names. */
  readonly creditTypes: Map<string, CreditType> = new Map();
  readonly credits: CreditBank = new CreditBank({
    now: () => this.now(),
    makeId: (prefix) => this.ids.make(prefix),
    touch: (company, fields) => this.touch(company, fields),
  });
  ids: IdSequence = new IdSequence();
  /** Counts resets, so that what is kept outside the world can be dropped with it. */
  epoch = 0;
  /** All events since the start or the last reset, also those that `events` no longer holds. */
  eventCount = 0;
  /** Events that were dropped because their idempotency key had been seen. */
  duplicateCount = 0;
  readonly now: () => number;
  readonly maxEvents: number;
  #events: CapturedEvent[] = [];
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #dirty = new Map<Company, Dirty>();
  readonly #flagIds = new Map<string, string>();
  /** Empty if it must be built again. */
  readonly #flagsByFeature = new Map<string, Flag[]>();
  readonly #overridesByCompany = new Map<string, Override[]>();
  readonly #members = new Map<string, Set<User>>();
  #flushQueued = false;

  constructor(now: () => number, maxEvents: number = DEFAULT_MAX_EVENTS) {
    this.now = now;
    this.maxEvents = maxEvents;
  }

  /** The newest events, oldest first, at most `maxEvents`. */
  get events(): readonly CapturedEvent[] {
    return this.#events;
  }

  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }

  /** Marks what changed of a company; listeners are notified once, after the current task. */
  touch(company: Company, fields: readonly CompanyField[], metrics: readonly string[] = []): void {
    const dirty = this.#dirty.get(company) ?? { fields: new Set(), metrics: new Set() };
    for (const field of fields) dirty.fields.add(field);
    for (const metric of metrics) dirty.metrics.add(metric);
    this.#dirty.set(company, dirty);
    if (this.#flushQueued) return;
    this.#flushQueued = true;
    queueMicrotask(() => this.flush());
  }

  /** Notifies listeners of the companies that changed. */
  flush(): void {
    this.#flushQueued = false;
    const changed = [...this.#dirty];
    this.#dirty.clear();
    for (const [company, { fields, metrics }] of changed) {
      if (this.companies.get(company.id) !== company) continue;
      this.emit({ type: "company", op: "updated", company, fields, metrics });
    }
  }

  addEvent(event: CapturedEvent): void {
    this.eventCount++;
    this.#events.push(event);
    // Cutting one by one would copy the list each time.
    if (this.#events.length > this.maxEvents * 1.25) this.#events = this.#events.slice(-this.maxEvents);
    this.emit({ type: "event", event });
  }

  flagByKey(key: string): Flag | undefined {
    return this.flags.get(this.#flagIds.get(key.toLowerCase()) ?? "");
  }

  addFlag(flag: Flag): void {
    this.flags.set(flag.id, flag);
    this.#flagIds.set(flag.key.toLowerCase(), flag.id);
    this.#flagsByFeature.clear();
  }

  removeFlag(flag: Flag): void {
    this.flags.delete(flag.id);
    this.#flagIds.delete(flag.key.toLowerCase());
    this.#flagsByFeature.clear();
  }

  /** Makes a credit known that is named somewhere; one that is known stays as it is. */
  nameCredit(id: string): void {
    if (this.creditTypes.has(id)) return;
    this.creditTypes.set(id, { id, name: id, description: "", createdAt: this.now() });
  }

  featureByKey(key: string): Feature | undefined {
    for (const feature of this.features.values()) if (feature.key === key) return feature;
    return undefined;
  }

  /** A plan by its key or its id. */
  plan(keyOrId: string): Plan | undefined {
    const byId = this.plans.get(keyOrId);
    if (byId !== undefined) return byId;
    for (const plan of this.plans.values()) if (plan.key === keyOrId) return plan;
    return undefined;
  }

  /** The base plan and the add-ons of a company. */
  plansOf(company: Company): Plan[] {
    const ids = company.planId === undefined ? company.addOnIds : [company.planId, ...company.addOnIds];
    return ids.flatMap((id) => this.plans.get(id) ?? []);
  }

  /** The flags that a feature's entitlements decide. */
  flagsOf(featureId: string): readonly Flag[] {
    if (this.#flagsByFeature.size === 0) {
      for (const flag of this.flags.values()) {
        if (flag.featureId !== undefined) addTo(this.#flagsByFeature, flag.featureId, flag);
      }
    }
    return this.#flagsByFeature.get(featureId) ?? [];
  }

  overridesOf(companyId: string): readonly Override[] {
    return this.#overridesByCompany.get(companyId) ?? [];
  }

  putOverride(override: Override): void {
    this.dropOverride(override);
    this.overrides.set(override.id, override);
    addTo(this.#overridesByCompany, override.companyId, override);
  }

  dropOverride(override: Override): void {
    this.overrides.delete(override.id);
    const left = this.overridesOf(override.companyId).filter(({ id }) => id !== override.id);
    if (left.length > 0) this.#overridesByCompany.set(override.companyId, left);
    else this.#overridesByCompany.delete(override.companyId);
  }

  /** How many users belong to a company. */
  memberCount(companyId: string): number {
    return this.#members.get(companyId)?.size ?? 0;
  }

  /** Makes a user a member of a company; false if it was one. */
  join(user: User, companyId: string): boolean {
    if (user.companyIds.has(companyId)) return false;
    user.companyIds.add(companyId);
    const members = this.#members.get(companyId) ?? new Set();
    this.#members.set(companyId, members.add(user));
    return true;
  }

  deleteUser(user: User): void {
    this.users.delete(user);
    for (const id of user.companyIds) this.#members.get(id)?.delete(user);
  }

  deleteCompany(company: Company): void {
    this.companies.delete(company);
    this.credits.forget(company);
    for (const override of this.overridesOf(company.id)) this.dropOverride(override);
    for (const user of this.#members.get(company.id) ?? []) user.companyIds.delete(company.id);
    this.#members.delete(company.id);
  }

  clear(): void {
    this.accountId = DEFAULT_ACCOUNT;
    this.environmentId = DEFAULT_ENVIRONMENT;
    this.apiKeys.clear();
    this.features.clear();
    this.flags.clear();
    this.#flagIds.clear();
    this.#flagsByFeature.clear();
    this.#overridesByCompany.clear();
    this.#members.clear();
    this.plans.clear();
    this.overrides.clear();
    this.webhooks.clear();
    this.companies.clear();
    this.users.clear();
    this.planChanges.length = 0;
    this.forced.clear();
    this.creditTypes.clear();
    this.credits.clear();
    this.#events = [];
    this.eventCount = 0;
    this.duplicateCount = 0;
    this.#dirty.clear();
    this.ids = new IdSequence();
    this.epoch++;
  }
}

function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
