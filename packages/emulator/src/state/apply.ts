import { EmulatorError } from "../errors";
import { canonicalKeys, stableId } from "../ids";
import { dict } from "../names";
import type { Seed, SeedCompany, SeedFlag, SeedGrant, SeedOverride, SeedUser } from "../seed/types";
import { changePlan, upsertCompany, upsertUser } from "./companies";
import { ensureMetrics, meter } from "./metering";
import type { Company, Feature, Flag, Grant, Override } from "./model";
import { makeRule, unknown } from "./seed-rules";
import { makePolicies } from "./spending";
import type { World } from "./world";

const DEFAULT_SECRET = "whsec_emulator";

/**
 * Puts a seed into a world: existing entries (by key, or keys) are replaced or updated.
 *
 * @throws EmulatorError `unknown_reference` with the path of a member that points to nothing.
 */
export function applySeed(world: World, seed: Seed): void {
  if (seed.environment?.id !== undefined) world.environmentId = seed.environment.id;
  if (seed.environment?.account_id !== undefined) world.accountId = seed.environment.account_id;
  for (const key of seed.environment?.api_keys ?? []) world.apiKeys.add(key);
  for (const { id, name = id, description = "" } of seed.credits ?? []) {
    const createdAt = world.creditTypes.get(id)?.createdAt ?? world.now();
    world.creditTypes.set(id, { id, name, description, createdAt });
  }
  applyFeatures(world, seed);
  applyPlans(world, seed);
  for (const [i, company] of (seed.companies ?? []).entries()) applyCompany(world, company, `companies.${i}`);
  for (const user of seed.users ?? []) applyUser(world, user);
  for (const [i, override] of (seed.overrides ?? []).entries())
    applyOverride(world, override, `overrides.${i}`);
  for (const [i, flag] of (seed.flags ?? []).entries()) applyFlag(world, flag, `flags.${i}`);
  for (const webhook of seed.webhooks ?? []) {
    const id = stableId("whk", webhook.url);
    world.webhooks.set(id, {
      id,
      name: webhook.name ?? webhook.url,
      url: webhook.url,
      secret: webhook.secret ?? DEFAULT_SECRET,
      actions: webhook.actions ?? [],
      active: true,
      createdAt: world.now(),
    });
  }
}

function applyFeatures(world: World, seed: Seed): void {
  for (const input of seed.features ?? []) {
    const inferred = input.event !== undefined ? "event" : input.trait !== undefined ? "trait" : "boolean";
    const feature: Feature = {
      id: `feat_${input.key}`,
      key: input.key,
      name: input.name ?? input.key,
      description: input.description ?? "",
      type: input.type ?? inferred,
      createdAt: world.features.get(`feat_${input.key}`)?.createdAt ?? world.now(),
      ...(input.event === undefined ? {} : { event: input.event }),
      ...(input.trait === undefined ? {} : { trait: input.trait }),
    };
    world.features.set(feature.id, feature);
    if (input.flag !== false && world.flagByKey(input.key) === undefined) {
      applyFlag(world, { key: input.key, name: feature.name }, "features");
    }
  }
}

function applyPlans(world: World, seed: Seed): void {
  seed.plans?.forEach((input, i) => {
    const id = input.id ?? `plan_${input.key}`;
    const grants = (input.entitlements ?? []).map((grant, j) =>
      makeGrant(world, grant, `pent_${input.key}_${grant.feature}`, `plans.${i}.entitlements.${j}`),
    );
    world.plans.set(id, {
      id,
      key: input.key,
      name: input.name ?? input.key,
      description: input.description ?? "",
      type: input.type ?? "plan",
      versionId: `plvr_${input.key}`,
      grants,
      createdAt: world.plans.get(id)?.createdAt ?? world.now(),
    });
  });
}

export function makeGrant(world: World, input: SeedGrant, id: string, path: string): Grant {
  const feature = world.featureByKey(input.feature);
  if (feature === undefined) throw unknown(`${path}.feature`, "feature", input.feature);
  if (input.limit !== undefined && feature.event === undefined && feature.trait === undefined) {
    throw new EmulatorError(
      "invalid_seed",
      `${path}.limit: feature "${feature.key}" counts nothing; give it an event or a trait`,
    );
  }
  if (input.credit !== undefined) world.nameCredit(input.credit);
  const valueType =
    input.credit !== undefined
      ? "credit"
      : input.unlimited === true
        ? "unlimited"
        : input.limit !== undefined
          ? "numeric"
          : "boolean";
  return {
    id,
    featureId: feature.id,
    valueType,
    value: input.value ?? true,
    period: input.period ?? (feature.type === "trait" ? "all_time" : "current_month"),
    reset: input.reset ?? "first_of_month",
    rate: input.rate ?? 1,
    ...(input.limit === undefined ? {} : { limit: input.limit }),
    ...(input.soft_limit === undefined ? {} : { softLimit: input.soft_limit }),
    ...(input.credit === undefined ? {} : { creditId: input.credit }),
    ...(input.quantity_rates === undefined ? {} : { quantityRates: input.quantity_rates }),
  };
}

function applyCompany(world: World, input: SeedCompany, path: string): void {
  const company = upsertCompany(world, {
    keys: input.keys,
    traits: input.traits ?? {},
    ...(input.id === undefined ? {} : { id: input.id }),
    ...(input.name === undefined ? {} : { name: input.name }),
  });
  if (input.subscription !== undefined) {
    company.subscription = { ...input.subscription, id: input.subscription.id ?? `bsub_${company.id}` };
    world.touch(company, ["subscription"]);
  }
  if (input.billing_product_ids !== undefined) {
    company.billingProductIds = input.billing_product_ids;
    world.touch(company, ["billing_product_ids"]);
  }
  if (input.credit_balances !== undefined) {
    for (const [id, remaining] of Object.entries(input.credit_balances)) {
      world.nameCredit(id);
      world.credits.setRemaining(company, id, remaining);
    }
    world.touch(company, ["credit_balances"]);
  }
  if (input.credit_postpaid !== undefined) {
    for (const id of Object.keys(input.credit_postpaid)) {
      world.nameCredit(id);
      if (!Object.hasOwn(company.creditBalances, id)) world.credits.setRemaining(company, id, 0);
    }
    company.creditPostpaid = dict(input.credit_postpaid);
    world.touch(company, ["credit_postpaid"]);
  }
  if (input.credit_spend_policies !== undefined) {
    company.spendPolicies = makePolicies("company", company.id, input.credit_spend_policies);
    world.touch(company, ["credit_spend_policies"]);
  }
  if (input.plan !== undefined && world.plan(input.plan) === undefined)
    throw unknown(`${path}.plan`, "plan", input.plan);
  input.add_ons?.forEach((key, i) => {
    if (world.plan(key) === undefined) throw unknown(`${path}.add_ons.${i}`, "plan", key);
  });
  const { plan, add_ons: addOns } = input;
  changePlan(
    world,
    company,
    { ...(plan === undefined ? {} : { plan }), ...(addOns === undefined ? {} : { addOns }) },
    "company_upsert",
  );
  setUsage(world, company, input.usage ?? {});
}

function setUsage(world: World, company: Company, usage: Record<string, number>): void {
  for (const [subtype, quantity] of Object.entries(usage)) {
    for (const [key, metric] of company.metrics) if (metric.subtype === subtype) company.metrics.delete(key);
    const { metrics } = meter(world, company, { subtype, quantity, at: world.now() });
    world.touch(company, ["metrics"], metrics);
  }
}

function applyUser(world: World, input: SeedUser): void {
  const companyIds = (input.companies ?? []).map((keys) => upsertCompany(world, { keys }).id);
  const user = upsertUser(world, {
    keys: input.keys,
    traits: input.traits ?? {},
    companyIds,
    ...(input.id === undefined ? {} : { id: input.id }),
    ...(input.name === undefined ? {} : { name: input.name }),
  });
  if (input.credit_spend_policies === undefined) return;
  user.spendPolicies = makePolicies("user", user.id, input.credit_spend_policies);
  world.emit({ type: "user", op: "updated", user });
}

function applyOverride(world: World, input: SeedOverride, path: string): void {
  const company = world.companies.find(input.company)[0];
  if (company === undefined) throw unknown(`${path}.company`, "company", canonicalKeys(input.company));
  const grant = makeGrant(world, input, `over_${company.id}_${input.feature}`, path);
  putOverride(world, company, grant, input.expires === undefined ? undefined : Date.parse(input.expires));
}

/** Stores an override; a company has at most one for a feature. */
export function putOverride(world: World, company: Company, grant: Grant, expiresAt?: number): Override {
  const known = world.overrides.get(grant.id);
  const override: Override = {
    ...grant,
    companyId: company.id,
    createdAt: known?.createdAt ?? world.now(),
    updatedAt: world.now(),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
  world.putOverride(override);
  world.touch(company, ["rules"], ensureMetrics(world, company));
  world.emit({ type: "override", op: known === undefined ? "created" : "updated", override });
  return override;
}

export function removeOverride(world: World, override: Override, op: "deleted" | "expired"): void {
  world.dropOverride(override);
  const company = world.companies.get(override.companyId);
  if (company !== undefined) world.touch(company, ["rules"]);
  world.emit({ type: "override", op, override });
}

function applyFlag(world: World, input: SeedFlag, path: string): void {
  const known = world.flagByKey(input.key);
  const id = known?.id ?? `flag_${input.key}`;
  const feature = world.featureByKey(input.feature ?? input.key);
  if (input.feature !== undefined && feature === undefined)
    throw unknown(`${path}.feature`, "feature", input.feature);
  const flag: Flag = {
    id,
    key: input.key,
    name: input.name ?? known?.name ?? input.key,
    description: input.description ?? known?.description ?? "",
    defaultValue: input.default ?? known?.defaultValue ?? false,
    rules: (input.rules ?? []).map((rule, i) =>
      makeRule(world, { id, rule, position: i, path: `${path}.rules.${i}` }),
    ),
    createdAt: known?.createdAt ?? world.now(),
    updatedAt: world.now(),
    ...(feature === undefined ? {} : { featureId: feature.id }),
  };
  world.addFlag(flag);
  world.emit({ type: "flag", op: known === undefined ? "created" : "updated", flag });
}
