import * as v from "valibot";
import { dictionary } from "../names";
import type { Change, Company } from "../state/model";
import type { World } from "../state/world";
import { leaseBalances } from "../wire/credits";
import { companyRules, companyTraits, wireCompany, wireEntitlements, wireMetric } from "../wire/engine";
import type { StreamState } from "./state";

export type EntityType =
  | "rulesengine.Company"
  | "rulesengine.Companies"
  | "rulesengine.User"
  | "rulesengine.Users"
  | "rulesengine.Flag"
  | "rulesengine.Flags";

export interface StreamMessage {
  entity_type: EntityType | "";
  entity_id?: string;
  message_type: "full" | "partial" | "delete" | "error" | "reload";
  data: unknown;
  stream_id?: string;
  pagination?: { has_more: boolean; page: number; total: number };
}

export interface StreamRequest {
  action: "start" | "stop";
  entity_type: EntityType;
  keys?: Record<string, string>;
  replay_from?: string;
  page_size?: number;
}

const requestSchema = v.object({
  data: v.object({
    action: v.optional(v.nullable(v.picklist(["start", "stop", ""]))),
    entity_type: v.picklist([
      "rulesengine.Company",
      "rulesengine.Companies",
      "rulesengine.User",
      "rulesengine.Users",
      "rulesengine.Flag",
      "rulesengine.Flags",
    ]),
    keys: v.optional(v.nullable(dictionary(v.string()))),
    replay_from: v.optional(v.nullable(v.string())),
    page_size: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)))),
  }),
});

/** Reads a client's message; an error text if it is none. */
export function readRequest(text: string): StreamRequest | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "message is not JSON";
  }
  const parsed = v.safeParse(requestSchema, value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return `${v.getDotPath(issue) ?? "message"}: ${issue.message}`;
  }
  const { data } = parsed.output;
  return {
    // The Go SDK sends an empty action, which the API takes as "start".
    action: data.action || "start",
    entity_type: data.entity_type,
    ...(data.keys == null ? {} : { keys: data.keys }),
    ...(data.replay_from == null || data.replay_from === "" ? {} : { replay_from: data.replay_from }),
    ...(data.page_size == null ? {} : { page_size: data.page_size }),
  };
}

type CompanyUpdate = Extract<Change, { type: "company"; op: "updated" }>;

/** Returns the message for a change of a company: a partial if it can express the change, else the whole company. */
export function companyUpdate(
  world: World,
  change: CompanyUpdate,
  holds: StreamState["holds"],
): Pick<StreamMessage, "message_type" | "data"> | undefined {
  const { company, fields } = change;
  // A partial merges keys and cannot take anything away.
  if (fields.has("keys") || (fields.has("plans") && company.planId === undefined)) {
    return { message_type: "full", data: wireCompany(world, company) };
  }
  const asBalances = holds === "balances" && fields.has("credit_holds");
  const shown = asBalances ? { ...change, fields: new Set(fields).add("credit_balances") } : change;
  const data = partial(world, company, shown);
  if (fields.has("credit_holds") && !asBalances) {
    data.credit_lease_balance = leaseBalances(world, company);
  }
  return Object.keys(data).length === 0 ? undefined : { message_type: "partial", data };
}

function partial(
  world: World,
  company: Company,
  { fields, metrics }: CompanyUpdate,
): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  if (fields.has("plans")) {
    const plans = world.plansOf(company);
    data.base_plan_id = company.planId;
    data.plan_ids = plans.map((plan) => plan.id);
    data.plan_version_ids = plans.map((plan) => plan.versionId);
  }
  if (fields.has("traits")) data.traits = companyTraits(company);
  if (fields.has("rules")) data.rules = companyRules(world, company);
  if (fields.has("subscription")) data.subscription = company.subscription;
  if (fields.has("billing_product_ids")) data.billing_product_ids = company.billingProductIds;
  if (fields.has("credit_postpaid")) data.credit_postpaid = company.creditPostpaid;
  if (fields.has("credit_balances")) data.credit_balances = company.creditBalances;
  if (fields.has("credit_spend_policies")) data.credit_spend_policies = company.spendPolicies;
  if (metrics.size > 0) {
    data.metrics = [...metrics].flatMap((key) => {
      const metric = company.metrics.get(key);
      return metric === undefined ? [] : [wireMetric(world, company, metric)];
    });
  }
  if (Object.keys(data).length > 0) data.entitlements = wireEntitlements(world, company);
  return data;
}
