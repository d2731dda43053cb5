import * as L from "../../assembly/layout";
import {
  given,
  integer,
  map,
  name,
  number,
  optionalNumber,
  optionalText,
  text,
  toggle,
  type Wire,
} from "./check";
import { periodCode, resetCode } from "./codes";
import type { Draft } from "./draft";
import { checkEntitlement, readEntitlement } from "./entitlement";
import { readPolicies } from "./policies";
import { checkOrigin, readDefinition, readList, readRule, readText } from "./rules";
import { COMPANY, FLAG, METRIC, members, type Origin, POSTPAID, SUBSCRIPTION, TRAIT, USER } from "./structs";

function readTrait(draft: Draft, value: unknown): number {
  const o = members(draft, value, TRAIT);
  const definition = readDefinition(draft, given(o.trait_definition, o.traitDefinition));
  const at = draft.record(L.TRAIT_BYTES);
  draft.put(at, L.NEXT, 0);
  draft.put(at, L.T_DEFINITION, definition);
  draft.putText(at, L.T_VALUE, text(o.value));
  return at;
}

function readMetric(draft: Draft, value: unknown): number {
  const o = members(draft, value, METRIC);
  checkOrigin(o);
  text(given(o.company_id, o.companyId));
  const at = draft.record(L.METRIC_BYTES);
  draft.put(at, L.NEXT, 0);
  draft.putText(at, L.M_EVENT, text(given(o.event_subtype, o.eventSubtype)));
  draft.put(at, L.M_PERIOD, periodCode(name(o.period)));
  draft.put(at, L.M_RESET, resetCode(name(given(o.month_reset, o.monthReset))));
  draft.putInteger(at, L.M_VALUE, integer(o.value));
  text(given(o.created_at, o.createdAt));
  optionalText(given(o.valid_until, o.validUntil));
  return at;
}

function readBalances(draft: Draft, value: unknown): number {
  const balances = map(value);
  let head = 0;
  let last = 0;
  for (const credit of Object.keys(balances)) {
    last = draft.putAmount(last, credit, number(balances[credit]));
    if (head === 0) head = last;
  }
  return head;
}

function readPostpaid(draft: Draft, value: unknown): number {
  const configs = map(value);
  let head = 0;
  let last = 0;
  for (const credit of Object.keys(configs)) {
    const config = configs[credit];
    let limit: number | undefined;
    let mode: number = L.PREPAID;
    if (config !== null && config !== undefined) {
      const o = members(draft, config, POSTPAID);
      limit = optionalNumber(given(o.overdraft_limit, o.overdraftLimit));
      mode = limit === undefined ? L.POSTPAID_UNLIMITED : L.POSTPAID_LIMITED;
    }
    last = draft.putAmount(last, credit, limit ?? 0, mode);
    if (head === 0) head = last;
  }
  return head;
}

function readSubscription(draft: Draft, value: unknown): number {
  if (value === undefined || value === null) return 0;
  const o = members(draft, value, SUBSCRIPTION);
  text(o.id);
  const at = draft.record(L.SUBSCRIPTION_BYTES);
  draft.putText(at, L.U_START, text(given(o.period_start, o.periodStart)));
  draft.putText(at, L.U_END, text(given(o.period_end, o.periodEnd)));
  return at;
}

/** Keeps plain data by reference and copies any other entitlement, because the caller may change it. */
function keepEntitlement(draft: Draft, value: unknown): string {
  if (draft.isPlain) {
    draft.entitlements.push(value as object);
    return checkEntitlement(draft, value);
  }
  const read = readEntitlement(draft, value);
  draft.entitlements.push(read);
  return read.featureKey;
}

function readOneEntitlement(draft: Draft, value: unknown): number {
  const featureKey = keepEntitlement(draft, value);
  const at = draft.record(L.TEXT_BYTES);
  draft.put(at, L.NEXT, 0);
  draft.putText(at, L.S_TEXT, featureKey);
  return at;
}

/** Members that companies and users have. */
function readSubject(draft: Draft, o: Wire, kind: number): void {
  const keys = map(o.keys);
  for (const key of Object.keys(keys)) text(keys[key]);
  draft.put(L.ROOT, L.A_TRAITS, readList(draft, readTrait, o.traits));
  readPolicies(draft, kind, given(o.credit_spend_policies, o.creditSpendPolicies));
}

function readCompany(draft: Draft, o: Wire): void {
  const root = L.ROOT;
  draft.putText(root, L.A_BASE_PLAN, optionalText(given(o.base_plan_id, o.basePlanId)));
  draft.put(root, L.A_PLANS, readList(draft, readText, given(o.plan_ids, o.planIds)));
  draft.put(root, L.A_PLAN_VERSIONS, readList(draft, readText, given(o.plan_version_ids, o.planVersionIds)));
  draft.put(
    root,
    L.A_BILLING_PRODUCTS,
    readList(draft, readText, given(o.billing_product_ids, o.billingProductIds)),
  );
  draft.put(root, L.A_METRICS, readList(draft, readMetric, o.metrics));
  draft.put(root, L.A_BALANCES, readBalances(draft, given(o.credit_balances, o.creditBalances)));
  draft.put(root, L.A_POSTPAID, readPostpaid(draft, given(o.credit_postpaid, o.creditPostpaid)));
  draft.put(root, L.A_SUBSCRIPTION, readSubscription(draft, o.subscription));
  readSubject(draft, o, L.COMPANY);
  draft.put(root, L.A_ENTITLEMENTS, readList(draft, readOneEntitlement, o.entitlements));
}

const FORMS = { [L.FLAG]: FLAG, [L.COMPANY]: COMPANY, [L.USER]: USER };

/**
 * Reads all of an entity into a draft. Throws a `Refusal`, and whatever its getters throw.
 *
 * @param kind L.FLAG, L.COMPANY or L.USER
 */
export function readEntity(draft: Draft, kind: number, value: unknown, origin: Origin): void {
  draft.begin(kind, origin);
  const o = members(draft, value, FORMS[kind] ?? FLAG);
  draft.id = text(o.id);
  draft.putText(L.ROOT, L.A_ID, draft.id);
  checkOrigin(o);
  draft.put(L.ROOT, L.A_RULES, readList(draft, readRule, o.rules));
  if (kind === L.COMPANY) readCompany(draft, o);
  else if (kind === L.USER) readSubject(draft, o, kind);
  else {
    draft.key = text(o.key);
    draft.defaultValue = toggle(given(o.default_value, o.defaultValue));
    draft.putText(L.ROOT, L.A_KEY, draft.key);
    draft.put(L.ROOT, L.A_DEFAULT, draft.defaultValue ? 1 : 0);
  }
}
