import { EmulatorError, HttpError } from "../errors";
import { canonicalKeys, stableId } from "../ids";
import { dict } from "../names";
import type { Keys } from "../seed/types";
import { ensureMetrics } from "./metering";
import type { Company, CompanyField, PlanChange, User } from "./model";
import type { World } from "./world";

export interface UpsertInput {
  keys: Keys;
  id?: string;
  name?: string;
  traits?: Record<string, unknown>;
  removeKeys?: string[];
  lastSeenAt?: number;
  /** Do not create: 404 instead. */
  updateOnly?: boolean;
}

function pick<T extends { id: string }>(kind: string, found: T[], byId: T | undefined): T | undefined {
  if (byId !== undefined) return byId;
  if (found.length > 1) {
    throw new HttpError(
      409,
      `the keys lead to ${found.length} different ${kind}: ${found.map((e) => e.id).join(", ")}`,
    );
  }
  return found[0];
}

/** Merges an upsert into a company or user. Returns the changed fields if it changed anything but `last_seen_at`. */
function merge(entity: Company | User, input: UpsertInput, now: number): CompanyField[] {
  const fields: CompanyField[] = [];
  if (input.name !== undefined && input.name !== entity.name) {
    entity.name = input.name;
    fields.push("name");
  }
  const traits = Object.entries(input.traits ?? {});
  if (traits.some(([name, value]) => entity.traits[name] !== value)) {
    entity.traits = dict(entity.traits, input.traits);
    fields.push("traits");
  }
  if (input.lastSeenAt !== undefined) entity.lastSeenAt = input.lastSeenAt;
  if (fields.length > 0) entity.updatedAt = now;
  return fields;
}

function nextKeys(keys: Keys, input: UpsertInput): Keys | undefined {
  const next = dict(keys, input.keys);
  for (const name of input.removeKeys ?? []) delete next[name];
  return canonicalKeys(next) === canonicalKeys(keys) ? undefined : next;
}

export function upsertCompany(world: World, input: UpsertInput): Company {
  const now = world.now();
  const byId = input.id === undefined ? undefined : world.companies.get(input.id);
  const known = pick("companies", world.companies.find(input.keys), byId);
  if (known === undefined) {
    if (input.updateOnly === true) throw new HttpError(404, "company not found");
    return createCompany(world, input);
  }
  const fields = merge(known, input, now);
  const keys = nextKeys(known.keys, input);
  if (keys !== undefined) {
    world.companies.rekey(known, keys);
    known.updatedAt = now;
    fields.push("keys");
  }
  if (fields.length > 0) world.touch(known, fields);
  return known;
}

function createCompany(world: World, input: UpsertInput): Company {
  const now = world.now();
  const company: Company = {
    id: input.id ?? freeId("comp", input.keys, (id) => world.companies.get(id) !== undefined),
    name: input.name ?? Object.values(input.keys)[0] ?? "",
    keys: dict(input.keys),
    traits: dict(input.traits),
    createdAt: now,
    updatedAt: now,
    addOnIds: [],
    billingProductIds: [],
    creditBalances: dict(),
    creditPostpaid: dict(),
    spendPolicies: [],
    metrics: new Map(),
    ...(input.lastSeenAt === undefined ? {} : { lastSeenAt: input.lastSeenAt }),
  };
  world.companies.add(company);
  world.emit({ type: "company", op: "created", company });
  return company;
}

/** The same keys give the same id; a number is added where keys moved on to another entity. */
function freeId(prefix: string, keys: Keys, taken: (id: string) => boolean): string {
  const base = canonicalKeys(keys);
  for (let n = 0; ; n++) {
    const id = stableId(prefix, n === 0 ? base : `${base}#${n}`);
    if (!taken(id)) return id;
  }
}

export function deleteCompany(world: World, company: Company): void {
  world.deleteCompany(company);
  world.emit({ type: "company", op: "deleted", company });
}

export interface UpsertUserInput extends UpsertInput {
  companyIds?: string[];
}

export function upsertUser(world: World, input: UpsertUserInput): User {
  const now = world.now();
  const byId = input.id === undefined ? undefined : world.users.get(input.id);
  const known = pick("users", world.users.find(input.keys), byId);
  if (known === undefined) {
    if (input.updateOnly === true) throw new HttpError(404, "user not found");
    const user: User = {
      id: input.id ?? freeId("user", input.keys, (id) => world.users.get(id) !== undefined),
      name: input.name ?? "",
      keys: dict(input.keys),
      traits: dict(input.traits),
      createdAt: now,
      updatedAt: now,
      companyIds: new Set(),
      spendPolicies: [],
      ...(input.lastSeenAt === undefined ? {} : { lastSeenAt: input.lastSeenAt }),
    };
    world.users.add(user);
    for (const id of input.companyIds ?? []) world.join(user, id);
    world.emit({ type: "user", op: "created", user });
    return user;
  }
  let changed = merge(known, input, now).length > 0;
  const keys = nextKeys(known.keys, input);
  if (keys !== undefined) {
    world.users.rekey(known, keys);
    changed = true;
  }
  for (const id of input.companyIds ?? []) {
    if (world.join(known, id)) changed = true;
  }
  if (changed) world.emit({ type: "user", op: "updated", user: known });
  return known;
}

export function deleteUser(world: World, user: User): void {
  world.deleteUser(user);
  world.emit({ type: "user", op: "deleted", user });
}

export interface PlanSelection {
  /** Key or id of the base plan; null takes the plan away; left out keeps it. */
  plan?: string | null;
  /** Keys or ids of all add-ons; left out keeps them. */
  addOns?: string[];
}

/** Puts a company on other plans; answers the change, or undefined if nothing changed. */
export function changePlan(
  world: World,
  company: Company,
  selection: PlanSelection,
  action: PlanChange["action"],
): PlanChange | undefined {
  const planId = selection.plan === undefined ? company.planId : resolvePlan(world, selection.plan);
  const addOnIds = selection.addOns?.map((key) => resolvePlan(world, key) ?? "") ?? company.addOnIds;
  const added = addOnIds.filter((id) => !company.addOnIds.includes(id));
  const removed = company.addOnIds.filter((id) => !addOnIds.includes(id));
  if (planId === company.planId && added.length === 0 && removed.length === 0) return undefined;
  const change: PlanChange = {
    id: world.ids.make("plch"),
    companyId: company.id,
    action,
    addOnsAdded: added,
    addOnsRemoved: removed,
    createdAt: world.now(),
    ...(planId === undefined ? {} : { planId }),
    ...(company.planId === undefined ? {} : { previousPlanId: company.planId }),
  };
  if (planId === undefined) delete company.planId;
  else company.planId = planId;
  company.addOnIds = [...addOnIds];
  company.updatedAt = world.now();
  world.planChanges.push(change);
  if (world.planChanges.length > 10_000) world.planChanges.shift();
  world.touch(company, ["plans"], ensureMetrics(world, company));
  world.emit({ type: "plan_change", change });
  return change;
}

function resolvePlan(world: World, keyOrId: string | null): string | undefined {
  if (keyOrId === null) return undefined;
  const plan = world.plan(keyOrId);
  if (plan !== undefined) return plan.id;
  const known = [...world.plans.values()].map((p) => p.key).join(", ");
  throw new EmulatorError("unknown_reference", `no plan "${keyOrId}"; there are: ${known || "none"}`);
}
