import type { Clock, EvaluationContext, LeaseStore, Logger } from "@schematic/core";
import type { CreditEvaluation } from "@schematic/core/internal";
import { describeError } from "@schematic-internal/kit";
import type { LeaseManager } from "./lease/lease-manager";

export interface PrewarmParts {
  readonly evaluation: CreditEvaluation;
  readonly leases: LeaseStore;
  readonly manager: LeaseManager;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long an unknown company is waited for, ms. */
  readonly resolveMs: number;
  readonly isClosed: () => boolean;
}

/** How often an unknown company is looked for, ms. */
const POLL_MS = 100;
/** Begins every id that Schematic gave a company. */
const COMPANY_ID = "comp_";

/** Opens a lease for each credit type that has none. Failures are logged. */
export async function prewarm(
  parts: PrewarmParts,
  { company }: EvaluationContext,
  creditTypeIds: readonly string[],
): Promise<void> {
  const { leases, manager, logger } = parts;
  const companyId = company ? await resolveCompany(parts, company) : undefined;
  if (companyId === undefined) {
    logger.warn("prewarm() opened no lease: its company is unknown (company_not_found)");
    return;
  }
  const openLease = async (creditTypeId: string): Promise<void> => {
    const slot = { companyId, creditTypeId };
    const view = await leases.read(slot);
    if (view !== undefined && view.lifeMs > 0) return;
    await manager.acquire(slot, { cost: 0, userId: undefined, balance: undefined });
  };
  const results = await Promise.allSettled([...new Set(creditTypeIds)].map(openLease));
  for (const result of results)
    if (result.status === "rejected") logger.warn("prewarm() opened no lease", describeError(result.reason));
}

/** A new company is known to the stream only after its event was processed, so it is looked for again and again. */
async function resolveCompany(
  { evaluation, clock, resolveMs, isClosed, logger }: PrewarmParts,
  keys: Record<string, string>,
): Promise<string | undefined> {
  const until = clock.monotonic() + resolveMs;
  for (;;) {
    try {
      const id = await evaluation.companyId(keys, resolveMs > 0);
      if (id !== undefined) return id;
    } catch (error) {
      logger.debug("prewarm() did not find the company yet", describeError(error));
    }
    if (isClosed() || clock.monotonic() + POLL_MS > until) break;
    await new Promise<void>((resolve) => clock.setTimer(resolve, POLL_MS, false));
  }
  return Object.values(keys).find((value) => value.startsWith(COMPANY_ID));
}
