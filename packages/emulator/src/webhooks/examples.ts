import { createHash } from "node:crypto";
import { applySeed } from "../state/apply";
import { changePlan } from "../state/companies";
import type { Company, Feature, Flag, Override, Plan, User } from "../state/model";
import { World } from "../state/world";
import {
  featureView,
  flagView,
  overrideView,
  planEntitlementViews,
  planView,
  ruleView,
} from "../wire/catalog";
import { companyView, entityHead, userView } from "../wire/entities";
import { FlagTable } from "../wire/flag-table";
import type { Json } from "../wire/json";
import { wireTime } from "../wire/time";
import { type Notice, noticeOf } from "./bodies";

interface Story {
  world: World;
  company: Company;
  user: User;
  feature: Feature;
  flag: Flag;
  plan: Plan;
  override: Override;
  now: number;
}

function first<T>(items: Iterable<T>): T {
  for (const item of items) return item;
  throw new Error("the example seed lacks an entity");
}

/** A small world to take examples from, so that they look like the emulator's own deliveries. */
function makeStory(now: number): Story {
  const world = new World(() => now);
  applySeed(world, {
    features: [{ key: "api-calls", name: "API calls", event: "api-call" }],
    plans: [
      { key: "starter", name: "Starter", entitlements: [{ feature: "api-calls", limit: 10 }] },
      { key: "pro", name: "Pro", entitlements: [{ feature: "api-calls", limit: 1000 }] },
    ],
    flags: [
      {
        key: "api-calls",
        rules: [{ name: "Beta testers", value: true, when: [{ type: "trait", trait: "beta", value: true }] }],
      },
    ],
    companies: [
      {
        keys: { id: "acme" },
        name: "Acme Inc.",
        plan: "starter",
        traits: { industry: "robotics", seats: 12 },
        usage: { "api-call": 10 },
        subscription: {
          period_start: wireTime(now - 10 * 86_400_000),
          period_end: wireTime(now + 20 * 86_400_000),
        },
      },
    ],
    users: [
      {
        keys: { id: "wile" },
        name: "Wile E. Coyote",
        companies: [{ id: "acme" }],
        traits: { role: "admin" },
      },
    ],
    overrides: [
      { company: { id: "acme" }, feature: "api-calls", limit: 50, expires: wireTime(now + 30 * 86_400_000) },
    ],
  });
  return {
    world,
    now,
    company: first(world.companies.values()),
    user: first(world.users.values()),
    feature: first(world.features.values()),
    flag: first(world.flags.values()),
    plan: first(world.plans.values()),
    override: first(world.overrides.values()),
  };
}

const credit: Json = { id: "bcrd_tokens", name: "AI tokens" };

function planVersion(story: Story): Json {
  const at = wireTime(story.now);
  const { plan } = story;
  return {
    id: plan.versionId,
    created_at: at,
    updated_at: at,
    description: plan.description,
    environment_id: story.world.environmentId,
    icon: "blue",
    name: plan.name,
    original_plan_id: plan.id,
    plan_type: plan.type,
    status: "archived",
    version: 1,
    renewal_policy: "auto_renew",
  };
}

function simple(story: Story, action: string): Json | undefined {
  const { world, company, plan, now } = story;
  const summary = { id: company.id, name: company.name };
  const rule = story.flag.rules[0];
  switch (action) {
    case "flag_rules.updated":
    case "rule.deleted":
      return rule === undefined ? {} : ruleView(rule, now);
    case "plan_version.deleted":
      return planVersion(story);
    case "plan.entitlement.created":
    case "plan.entitlement.updated":
    case "plan.entitlement.deleted":
      return first(planEntitlementViews(world, plan));
    case "company.scheduled_downgrade":
      return {
        id: "schd_000000000001",
        company: entityHead(world, company),
        execute_after: wireTime(now + 20 * 86_400_000),
        from_plan: { id: "plan_pro", deleted: false, description: "", icon: "blue", name: "Pro" },
        to_plan: { id: plan.id, deleted: false, description: "", icon: "blue", name: plan.name },
      };
    case "subscription.trial.ended":
      return {
        ...(companyView(world, company).billing_subscription as Json),
        status: "active",
        trial_end: Math.floor(now / 1000),
      };
    case "credit.purchase.success":
      return {
        bundle_id: "bcrb_1",
        bundle_name: "1,000 tokens",
        company: summary,
        credit,
        grant_ids: ["bcgr_1"],
        quantity: 1000,
      };
    case "auto.topup.success":
      return { company: summary, credit, grant_id: "bcgr_2", quantity: 500 };
    case "auto.topup.hard.failure":
      return {
        company: summary,
        credit,
        error_message: "Your card was declined.",
        stripe_error_code: "card_declined",
      };
    case "auto.topup.retry.exceeded":
      return {
        company: summary,
        credit,
        consecutive_failures: 3,
        last_error_message: "Your card was declined.",
        stripe_error_code: "card_declined",
      };
    case "credit.limit.reached":
    case "credit.limit.warning":
    case "credit.usage_warning_reached":
      return { company: summary, credit, remaining: action.endsWith("reached") ? 0 : 200, total: 1000 };
    case "test.send":
      return { message: "This is a test webhook" };
    default:
      return undefined;
  }
}

const OBJECT_TYPES: Record<string, string> = {
  "flag_rules.updated": "rule",
  "rule.deleted": "rule",
  "plan_version.deleted": "plan_version",
  "company.scheduled_downgrade": "scheduled_downgrade",
  "subscription.trial.ended": "subscription",
  "test.send": "test",
};

function lifecycle(story: Story, action: string): Notice | undefined {
  const { world, company, user, feature, flag, plan, override } = story;
  const [kind = "", ...rest] = action.split(".");
  const bodies: Record<string, () => Json> = {
    company: () => companyView(world, company),
    user: () => userView(world, user),
    feature: () => featureView(world, feature),
    flag: () => flagView(world, flag),
    plan: () => planView(world, plan),
  };
  if (kind === "company" && rest[0] === "override") {
    const body = overrideView(world, override);
    return { action, objectType: "company_override", body, companyId: company.id, featureId: feature.id };
  }
  const make = rest.length === 1 ? bodies[kind] : undefined;
  if (make === undefined) return undefined;
  return { action, objectType: kind, body: make(), ...(kind === "company" ? { companyId: company.id } : {}) };
}

/** A realistic example of an action, as the emulator would send it at `now` (ms). */
export function exampleNotice(action: string, now: number): Notice {
  const story = makeStory(now);
  const { world, company, feature, override } = story;
  new FlagTable(world).refresh();
  const body = simple(story, action);
  if (body !== undefined) {
    const objectType = OBJECT_TYPES[action] ?? action.slice(0, action.lastIndexOf(".")).replaceAll(".", "_");
    return { action, objectType, body, companyId: company.id };
  }
  if (action === "company.plan_changed") {
    const change = changePlan(world, company, { plan: "pro" }, "manage_plan");
    const notice = change === undefined ? undefined : noticeOf(world, { type: "plan_change", change });
    if (notice !== undefined) return notice;
  }
  const level = action.startsWith("entitlement.") ? action.slice("entitlement.".length) : undefined;
  if (level !== undefined) {
    const usage = level.endsWith("warning") ? 40 : 50;
    const notice = noticeOf(world, {
      type: "limit",
      level: "limit.reached",
      company,
      grant: override,
      usage,
    });
    if (notice !== undefined) return { ...notice, action };
  }
  return lifecycle(story, action) ?? unknownExample(action, feature.id);
}

function unknownExample(action: string, featureId: string): Notice {
  const id = createHash("sha256").update(action).digest("hex").slice(0, 12);
  return { action, objectType: "unknown", body: { id }, featureId };
}
