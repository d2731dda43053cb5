import type { CreditSpendPolicy, EvaluateOptions, FlagResolution } from "../../src/index";
import { extraUsage, type Subject } from "./conditions";
import { compareInstants, type Instant, parseTimestamp } from "./date";
import type { Company, Condition, Policy, User } from "./wire";

/** A policy that a condition found broken. */
export interface Note {
  policy: Policy;
  need: number;
}

interface Need {
  amount: number;
  /** True if the caller gave the cost, so that 0 needs no balance. */
  isCost: boolean;
}

function ascending(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function needOf(condition: Condition, creditId: string, options: EvaluateOptions): Need {
  const costs = options.creditCost ?? {};
  if (Object.hasOwn(costs, creditId)) return { amount: costs[creditId] as number, isCost: true };
  const rate = condition.consumption_rate ?? 1;
  const measured = options.eventQuantities;
  if (measured && measured.eventSubtype === condition.event_subtype) {
    let amount = (measured.quantity || 1) * rate;
    const rates = condition.quantity_rates ?? {};
    const quantities = measured.quantities ?? {};
    for (const name of Object.keys(quantities).sort(ascending)) {
      if (!Object.hasOwn(rates, name) || rates[name] == null || quantities[name] == null) continue;
      amount += Math.min(quantities[name] as number, 1e9) * (rates[name] as number);
    }
    return { amount, isCost: false };
  }
  const units = extraUsage(condition.event_subtype, options);
  return { amount: units > 0n ? Number(units) * rate : rate, isCost: false };
}

function hasBalance(company: Company, creditId: string, { amount, isCost }: Need): boolean {
  const postpaid = company.credit_postpaid ?? {};
  const config = Object.hasOwn(postpaid, creditId) ? postpaid[creditId] : undefined;
  if (config && config.overdraft_limit == null) return true;
  const balances = company.credit_balances ?? {};
  const balance = Object.hasOwn(balances, creditId) ? (balances[creditId] as number) : 0;
  const left = config ? balance + (config.overdraft_limit as number) : balance;
  return amount === 0 && !isCost ? left > 0 : left >= amount;
}

/** The policies that bind, the company's before the user's. */
function binding(company: Company, user: User | undefined, creditId: string): Policy[] {
  const applies = (policy: Policy): boolean =>
    (policy.credit_id ?? "") === creditId && policy.limit !== null && policy.limit !== undefined;
  const ofCompany = (company.credit_spend_policies ?? []).filter(
    (policy) => policy && applies(policy) && policy.scope !== "user",
  );
  const ofUser = (user?.credit_spend_policies ?? []).filter(
    (policy) =>
      policy &&
      applies(policy) &&
      policy.scope !== "company" &&
      (policy.company_id == null || policy.company_id === company.id),
  );
  return [...ofCompany, ...ofUser];
}

function instantOf(ms: number): Instant {
  const whole = Math.floor(ms);
  const seconds = Math.floor(whole / 1000);
  return { seconds: BigInt(seconds), nanos: (whole - seconds * 1000) * 1_000_000 };
}

function isBroken(policy: Policy, need: number, now: number): boolean {
  const limit = policy.limit as number;
  if (policy.kind === "per_draw") return !(need <= limit);
  if (policy.kind !== "window") return false;
  const end = policy.resets_at ? parseTimestamp(policy.resets_at) : undefined;
  const isOver = end !== undefined && compareInstants(end, instantOf(now)) <= 0;
  return !((isOver ? 0 : (policy.consumed ?? 0)) + need <= limit);
}

/** A credit condition; notes the first policy that it finds broken. */
export function credit(condition: Condition, { company, user, options, notes }: Subject): boolean {
  const creditId = condition.credit_id;
  if (company === undefined || creditId === null || creditId === undefined) return false;
  const need = needOf(condition, creditId, options);
  let enough = hasBalance(company, creditId, need);
  const policy = binding(company, user, creditId).find((one) => isBroken(one, need.amount, options.now));
  if (policy) {
    notes.push({ policy, need: need.amount });
    enough = false;
  }
  return condition.operator === "gt" || condition.operator === "gte" ? !enough : enough;
}

function digits(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : "inf";
  const text = String(value);
  if (!text.includes("e")) return text;
  // The shortest digits, moved to where the exponent says, one place at a time.
  const [, sign = "", first = "", more = "", exponent = ""] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  let whole = first;
  let fraction = more;
  for (let i = Number(exponent); i > 0; i--) {
    whole += fraction[0] ?? "0";
    fraction = fraction.slice(1);
  }
  for (let i = Number(exponent); i < 0; i++) {
    fraction = (whole.at(-1) ?? "0") + fraction;
    whole = whole.slice(0, -1);
  }
  return `${sign}${whole || "0"}${fraction && "."}${fraction}`;
}

function draw(amount: number): string {
  return `${digits(amount)} credit${amount === 1 ? "" : "s"}`;
}

function periodOf({ kind, window }: Policy): string {
  if (kind === "per_draw") return "request";
  if (!window?.unit) return "period";
  const unit = window.unit.split("_").join(" ");
  return window.count == null || Number(window.count) === 1 ? unit : `${window.count} ${unit}s`;
}

/** The members of a result that report a broken policy. */
export function report({ policy, need }: Note): Pick<FlagResolution, "reason" | "creditSpendPolicy"> {
  const isKnown = ["company", "user", "group"].includes(policy.scope ?? "");
  const limit = policy.limit as number;
  const told: CreditSpendPolicy = {
    id: policy.id ?? "",
    creditId: policy.credit_id ?? "",
    kind: policy.kind as string,
    scope: isKnown ? (policy.scope as string) : "Unknown",
    limit,
    consumed: policy.consumed ?? 0,
  };
  if (policy.company_id != null) told.companyId = policy.company_id;
  if (policy.label != null) told.label = policy.label;
  if (policy.resets_at != null) told.resetsAt = policy.resets_at;
  if (policy.window) {
    told.window = { unit: policy.window.unit ?? "" };
    if (policy.window.count != null) told.window.count = Number(policy.window.count);
  }
  const who = isKnown ? policy.scope : "spend";
  return {
    reason: `A draw of ${draw(need)} exceeds the ${who} limit of ${draw(limit)} per ${periodOf(policy)}`,
    creditSpendPolicy: { cost: Number.isFinite(need) ? need : null, policy: told },
  };
}
