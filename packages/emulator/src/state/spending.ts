import type { SeedSpendPolicy } from "../seed/types";
import type { Company, EntityKind, User, WireSpendPolicy } from "./model";
import { spanOf } from "./periods";
import type { World } from "./world";

const HOUR = 3_600_000;

/** Returns the policies of a seed in wire form. */
export function makePolicies(
  kind: EntityKind,
  ownerId: string,
  policies: readonly SeedSpendPolicy[],
): WireSpendPolicy[] {
  return policies.map((input, i) => ({
    id: input.id ?? `csp_${ownerId}_${i}`,
    credit_id: input.credit,
    kind: input.window === undefined ? "per_draw" : "window",
    scope: input.scope ?? kind,
    limit: input.limit,
    consumed: input.consumed ?? 0,
    ...(input.label === undefined ? {} : { label: input.label }),
    ...(input.window && { window: { unit: input.window.unit, count: input.window.count ?? 1 } }),
    ...(input.resets_at === undefined ? {} : { resets_at: input.resets_at }),
  }));
}

/** Returns the end of the window that follows `end`. */
function nextEnd({ window }: WireSpendPolicy, end: number, company: Company): number {
  const { unit, count } = window ?? { unit: "day", count: 1 };
  let next = end;
  for (let i = 0; i < count; i++) {
    if (unit === "hour") next += HOUR;
    else if (unit === "day") next += 24 * HOUR;
    else if (unit === "week") next += 7 * 24 * HOUR;
    else {
      const reset = unit === "month" ? "first_of_month" : "billing_cycle";
      next = spanOf("current_month", reset, next, company.subscription)?.end ?? next + 30 * 24 * HOUR;
    }
  }
  return next;
}

/** Starts new windows until the current time is within one. */
function roll(world: World, policy: WireSpendPolicy, company: Company): void {
  if (policy.resets_at === undefined) return;
  let end = Date.parse(policy.resets_at);
  if (end > world.now()) return;
  while (end <= world.now()) end = nextEnd(policy, end, company);
  policy.consumed = 0;
  policy.resets_at = new Date(end).toISOString();
}

/**
 * Counts spent credits in the windows of the policies that bind. Returns true if a policy changed.
 */
export function countSpending(
  world: World,
  owner: Company | User,
  company: Company,
  spent: ReadonlyMap<string, number>,
): boolean {
  let changed = false;
  for (const policy of owner.spendPolicies) {
    const credits = spent.get(policy.credit_id);
    if (credits === undefined || policy.kind !== "window") continue;
    roll(world, policy, company);
    policy.consumed += credits;
    changed = true;
  }
  return changed;
}
