import type { Change, Company, Grant } from "../state/model";
import { spanOf } from "../state/periods";
import type { World } from "../state/world";
import { flagView, overrideView, planChangeView } from "../wire/catalog";
import { companyView, userView } from "../wire/entities";
import type { Json } from "../wire/json";
import { wireTime } from "../wire/time";
import { limitedFeatureView } from "../wire/webhook-views";

/** A webhook before it is addressed to anyone. */
export interface Notice {
  action: string;
  objectType: string;
  body: Json;
  companyId?: string;
  featureId?: string;
}

/** A limit webhook's body; its first members are PascalCase on the wire (WebFeatureUsageWebhookOutput). */
function usageBody(world: World, company: Company, grant: Grant, usage: number): Json {
  const feature = world.features.get(grant.featureId);
  const end = spanOf(grant.period, grant.reset, world.now(), company.subscription)?.end;
  return {
    ...(grant.limit === undefined ? {} : { Allocation: grant.limit }),
    Entitlement: grant.id,
    ...(feature === undefined ? {} : { Feature: limitedFeatureView(world, feature) }),
    ...(end === undefined ? {} : { MetricResetAt: wireTime(end) }),
    Usage: usage,
    company: companyView(world, company),
  };
}

/** Fields whose change Schematic reports as `company.updated`; usage and plans have actions of their own. */
const REPORTED = new Set(["keys", "name", "traits", "subscription", "billing_product_ids"]);

/** Returns the notice that Schematic would send for a change, or undefined if it sends nothing. */
export function noticeOf(world: World, change: Change): Notice | undefined {
  switch (change.type) {
    case "company": {
      if (change.op === "updated" && ![...change.fields].some((field) => REPORTED.has(field)))
        return undefined;
      const { company } = change;
      const body = companyView(world, company);
      return { action: `company.${change.op}`, objectType: "company", body, companyId: company.id };
    }
    case "user":
      return { action: `user.${change.op}`, objectType: "user", body: userView(world, change.user) };
    case "flag":
      return { action: `flag.${change.op}`, objectType: "flag", body: flagView(world, change.flag) };
    case "override":
      return {
        action: `company.override.${change.op}`,
        objectType: "company_override",
        body: overrideView(world, change.override),
        companyId: change.override.companyId,
        featureId: change.override.featureId,
      };
    case "plan_change":
      return {
        action: "company.plan_changed",
        objectType: "plan_change",
        body: planChangeView(world, change.change),
        companyId: change.change.companyId,
      };
    case "limit":
      return {
        action: `entitlement.${change.level}`,
        objectType: "feature_usage",
        body: usageBody(world, change.company, change.grant, change.usage),
        companyId: change.company.id,
        featureId: change.grant.featureId,
      };
    default:
      return undefined;
  }
}
