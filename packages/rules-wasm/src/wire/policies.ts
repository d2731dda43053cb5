import * as L from "../../assembly/layout";
import type { CreditSpendPolicy } from "../types";
import { given, list, optionalInteger, optionalName, optionalNumber, optionalText, type Wire } from "./check";
import type { Draft } from "./draft";
import { members, POLICY, WINDOW } from "./structs";

/** A spend policy that can bind, as results report it. */
export interface SpendPolicy {
  readonly policy: CreditSpendPolicy;
  /** The limit's period, as the reason names it. */
  readonly period: string;
  /** True if the end of the window has to be compared with the clock. */
  readonly usesClock: boolean;
}

const SCOPES: ReadonlySet<string> = new Set(["company", "user", "group"]);

/** The period that a reason names: `request`, `day`, `6 hours`. */
function periodOf(kind: string, unit: string | undefined, count: number | bigint | undefined): string {
  if (kind === "per_draw") return "request";
  if (unit === undefined || unit === "") return "period";
  const name = unit.replaceAll("_", " ");
  return count === undefined || BigInt(count) === 1n ? name : `${count} ${name}s`;
}

interface ReadWindow {
  unit: string | undefined;
  count: number | bigint | undefined;
}

function readWindow(draft: Draft, value: unknown): ReadWindow | undefined {
  if (value === undefined || value === null) return undefined;
  const o = members(draft, value, WINDOW);
  return { unit: optionalText(o.unit), count: optionalInteger(o.count) };
}

function readPolicy(draft: Draft, o: Wire): SpendPolicy | undefined {
  const id = optionalText(o.id) ?? "";
  const creditId = optionalText(given(o.credit_id, o.creditId)) ?? "";
  const kind = optionalName(o.kind);
  const scope = optionalName(o.scope) ?? "";
  const companyId = optionalText(given(o.company_id, o.companyId));
  const label = optionalText(o.label);
  const limit = optionalNumber(o.limit);
  const consumed = optionalNumber(o.consumed) ?? 0;
  const window = readWindow(draft, o.window);
  const resetsAt = optionalText(given(o.resets_at, o.resetsAt));
  // A policy without a limit, or of a kind that is newer than this engine, never refuses anything.
  if (limit === undefined || (kind !== "per_draw" && kind !== "window")) return undefined;
  const policy: CreditSpendPolicy = {
    id,
    creditId,
    kind,
    scope: SCOPES.has(scope) ? scope : "Unknown",
    ...(companyId !== undefined && { companyId }),
    ...(label !== undefined && { label }),
    limit,
    consumed,
    ...(window && {
      window: {
        unit: window.unit ?? "",
        ...(window.count !== undefined && { count: Number(window.count) }),
      },
    }),
    ...(resetsAt !== undefined && { resetsAt }),
  };
  return {
    policy,
    period: periodOf(kind, window?.unit, window?.count),
    usesClock: kind === "window" && resetsAt !== undefined,
  };
}

/** Reads spend policies into the root record. Those that cannot bind on this kind of entity are only checked. */
export function readPolicies(draft: Draft, kind: number, value: unknown): void {
  if (value === undefined || value === null) return;
  const foreign = kind === L.COMPANY ? "user" : "company";
  let last = 0;
  for (const item of list(value)) {
    if (item === null || item === undefined) continue;
    const read = readPolicy(draft, members(draft, item, POLICY));
    if (read === undefined || read.policy.scope === foreign) continue;
    const { policy } = read;
    draft.policies.push(read);
    const at = draft.record(L.POLICY_BYTES);
    draft.put(at, L.NEXT, 0);
    draft.putText(at, L.Q_CREDIT, policy.creditId);
    draft.put(at, L.Q_KIND, policy.kind === "window" ? L.WINDOW : L.PER_DRAW);
    draft.putText(at, L.Q_COMPANY, kind === L.COMPANY ? undefined : policy.companyId);
    draft.put(at, L.Q_PLACE, draft.policies.length);
    draft.putText(at, L.Q_RESETS_AT, policy.resetsAt);
    draft.putDouble(at, L.Q_LIMIT, policy.limit);
    draft.putDouble(at, L.Q_CONSUMED, policy.consumed);
    if (last === 0) draft.put(L.ROOT, L.A_POLICIES, at);
    else draft.put(last, L.NEXT, at);
    last = at;
  }
}
