import type { CreditSlot, LeaseView } from "@schematic/core";
import { randomId } from "@schematic-internal/kit";
import { WireFailure } from "../wire";
import type { LeaseContext } from "./lease-context";
import { OPEN } from "./slot-state";
import type { LeaseNeed, LeaseOutcome, SlotRecord } from "./slot-table";

/** Longest time for which one process extends a lease for all, ms: the time limit of the request, and some. */
const CLAIM_MS = 12_000;

/** Raises amount and end of the slot's lease, unless another process is doing so. */
export async function extendLease(
  context: LeaseContext,
  record: SlotRecord,
  need: LeaseNeed,
  amount: number,
): Promise<LeaseOutcome> {
  const { store } = context.parts;
  const { slot } = record;
  const view = await store.read(slot);
  if (view === undefined || view.lifeMs <= 0) return "gone";
  if (!(await store.claimExtension(slot, view.leaseId, CLAIM_MS))) return "elsewhere";
  try {
    if (store.isShared && (await hasGrown(context, view, slot))) return undefined;
    return await extendClaimed(context, record, need, { ...view, amount });
  } catch (error) {
    if (!(error instanceof WireFailure)) throw error;
    context.time.observeHeader(error.date, error.timing);
    if (error.status === 404 || error.status === 409) return gone(context, record, view.leaseId);
    return context.failed(record, error, need);
  } finally {
    // A claim that cannot be ended ends by itself.
    await Promise.resolve(store.endExtension(slot, view.leaseId)).catch(() => {});
  }
}

async function extendClaimed(
  context: LeaseContext,
  record: SlotRecord,
  need: LeaseNeed,
  { leaseId, granted, amount }: { leaseId: string; granted: number; amount: number },
): Promise<LeaseOutcome> {
  const { store, wire, settings, observe } = context.parts;
  const { slot } = record;
  const request = {
    leaseId,
    amount,
    expiresAtMicros: context.expiry(settings(slot.creditTypeId).leaseMs),
    idempotencyKey: randomId(),
    userId: need.userId,
  };
  const { data, date, timing } = await observe("extend", { ...slot, leaseId }, () => wire.extend(request));
  context.time.observeHeader(date, timing);
  if (data.id !== leaseId) return gone(context, record, leaseId);
  if (!(await store.extend(slot, context.grantOf(slot, data)))) return "gone";
  const grew = data.granted > granted;
  context.emit(record, grew ? "extended" : "dry", data);
  if (!grew) return context.dry(record, need);
  record.state = OPEN;
  return undefined;
}

/** True if another process extended the lease between the first look at it and the claim. */
async function hasGrown({ parts }: LeaseContext, view: LeaseView, slot: CreditSlot): Promise<boolean> {
  const now = await parts.store.read(slot);
  return now !== undefined && now.leaseId === view.leaseId && now.granted > view.granted;
}

/** The server ended the lease: nothing may be drawn on it any more. */
async function gone({ parts }: LeaseContext, record: SlotRecord, leaseId: string): Promise<LeaseOutcome> {
  await parts.store.remove(record.slot, leaseId);
  if (record.openedId === leaseId) record.openedId = undefined;
  return "gone";
}
