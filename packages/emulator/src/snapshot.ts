import type { EmulatorClock } from "./clock";
import { effectiveGrants, usageOf } from "./state/metering";
import type { Company, Override, WireFlag } from "./state/model";
import type { World } from "./state/world";
import type { StreamServer } from "./stream/server";
import type { Delivery, WebhookQueue } from "./webhooks/queue";
import type { FlagTable } from "./wire/flag-table";
import { wireTime } from "./wire/time";

export interface SnapshotUsage {
  feature: string;
  name: string;
  /** Source of the entitlement: a plan's key, or `override`. */
  source: string;
  valueType: string;
  value: boolean;
  usage?: number;
  allocation?: number;
  period?: string;
  credits?: number;
}

export interface SnapshotCompany {
  id: string;
  name: string;
  keys: Record<string, string>;
  plan?: string;
  addOns: string[];
  traits: Record<string, unknown>;
  creditBalances: Record<string, number>;
  entitlements: SnapshotUsage[];
}

/** The emulator's state as plain data: safe to print, without secrets. */
export interface Snapshot {
  /** ISO 8601, the emulator's clock. */
  now: string;
  frozen: boolean;
  environment: { id: string; accountId: string };
  features: { key: string; name: string; type: string; event?: string }[];
  plans: { id: string; key: string; name: string; type: string }[];
  flags: WireFlag[];
  companies: SnapshotCompany[];
  users: { id: string; name: string; keys: Record<string, string>; companies: string[] }[];
  overrides: Override[];
  webhooks: { id: string; name: string; url: string; actions: string[] }[];
  deliveries: Omit<Delivery, "payload">[];
  /** Counts since the start or the last reset. */
  events: { total: number; duplicates: number };
  sockets: { id: string; mode: string; companies: number; users: number; all: string[] }[];
}

export interface SnapshotSources {
  world: World;
  flags: FlagTable;
  stream: StreamServer;
  webhooks: WebhookQueue;
  clock: EmulatorClock;
}

export function companySnapshot(world: World, company: Company): SnapshotCompany {
  const plan = company.planId === undefined ? undefined : world.plans.get(company.planId);
  return {
    id: company.id,
    name: company.name,
    keys: { ...company.keys },
    ...(plan === undefined ? {} : { plan: plan.key }),
    addOns: company.addOnIds.flatMap((id) => world.plans.get(id)?.key ?? []),
    traits: { ...company.traits },
    creditBalances: { ...company.creditBalances },
    entitlements: effectiveGrants(world, company).map(({ grant, feature, source, sourceId }) => ({
      feature: feature.key,
      name: feature.name,
      source: source === "company_override" ? "override" : (world.plans.get(sourceId)?.key ?? sourceId),
      valueType: grant.valueType,
      value: grant.value,
      ...(grant.limit === undefined
        ? {}
        : { usage: usageOf(world, company, grant, feature), allocation: grant.limit, period: grant.period }),
      ...(grant.creditId === undefined ? {} : { credits: company.creditBalances[grant.creditId] ?? 0 }),
    })),
  };
}

/** @param most companies and users to include, the first ones. Default: all. */
export function takeSnapshot(sources: SnapshotSources, most: number = Number.POSITIVE_INFINITY): Snapshot {
  const { world, flags, stream, webhooks, clock } = sources;
  return {
    now: wireTime(clock.now()),
    frozen: clock.frozen,
    environment: { id: world.environmentId, accountId: world.accountId },
    features: [...world.features.values()].map(({ key, name, type, event }) => ({
      key,
      name,
      type,
      ...(event === undefined ? {} : { event }),
    })),
    plans: [...world.plans.values()].map(({ id, key, name, type }) => ({ id, key, name, type })),
    flags: structuredClone(flags.all()),
    companies: firstOf(world.companies.values(), most).map((company) => companySnapshot(world, company)),
    users: firstOf(world.users.values(), most).map(({ id, name, keys, companyIds }) => ({
      id,
      name,
      keys: { ...keys },
      companies: [...companyIds],
    })),
    overrides: [...world.overrides.values()].map((override) => ({ ...override })),
    webhooks: [...world.webhooks.values()].map(({ id, name, url, actions }) => ({
      id,
      name,
      url,
      actions: [...actions],
    })),
    deliveries: webhooks.deliveries.map(({ payload: _, ...delivery }) => ({ ...delivery })),
    events: { total: world.eventCount, duplicates: world.duplicateCount },
    sockets: [...stream.sessions].map(({ id, mode, companies, users, all }) => ({
      id,
      mode,
      companies: companies.size,
      users: users.size,
      all: [...all],
    })),
  };
}

function firstOf<T>(items: Iterable<T>, most: number): T[] {
  const out: T[] = [];
  for (const item of items) {
    if (out.length >= most) break;
    out.push(item);
  }
  return out;
}
