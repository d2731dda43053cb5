import { WireFailure, type WireLease } from "../wire";
import { type Ask, acquireAmount, isOpenedBy } from "./decisions";
import type { LeaseContext } from "./lease-context";
import { afterFailure, OPEN } from "./slot-state";
import type { LeaseNeed, LeaseOutcome, SlotRecord } from "./slot-table";

/** Most unanswered acquires that are remembered per slot. */
const MAX_ASKS = 8;

/** Opens a lease and adds it to the store. */
export async function acquireLease(
  context: LeaseContext,
  record: SlotRecord,
  need: LeaseNeed,
): Promise<LeaseOutcome> {
  let outcome = await acquireOnce(context, record, need);
  // The process's own clock was used, and it is wrong. The response brought the server's time.
  if (outcome === "again") outcome = await acquireOnce(context, record, need);
  return outcome === "again" ? "backoff" : outcome;
}

async function acquireOnce(
  context: LeaseContext,
  record: SlotRecord,
  need: LeaseNeed,
): Promise<LeaseOutcome | "again"> {
  const { parts, time } = context;
  const { slot, asks } = record;
  const { userId } = need;
  const settings = parts.settings(slot.creditTypeId);
  const wasKnown = time.isKnown;
  const ask: Ask = {
    amount: acquireAmount(need.cost, settings),
    expiresAtMicros: context.expiry(settings.leaseMs),
    sentAfter: time.earliest(parts.clock.monotonic()),
  };
  asks.add(ask);
  for (const oldest of asks) if (asks.size > MAX_ASKS) asks.delete(oldest);
  try {
    const { amount, expiresAtMicros } = ask;
    const request = { ...slot, amount, expiresAtMicros, userId };
    const response = await parts.observe("acquire", slot, () => parts.wire.acquire(request));
    const { data, date, timing } = response;
    time.observeHeader(date, timing);
    // An earlier acquire, whose response was lost, may have opened it. Then it was created before this request.
    if (isOpenedBy([ask], data)) time.observeStamp(data.createdAt, timing);
    const isOpened = isOpenedBy(asks, data);
    asks.clear();
    return await installLease(context, record, data, { isOpened, wasKnown });
  } catch (error) {
    if (!(error instanceof WireFailure)) throw error;
    time.observeHeader(error.date, error.timing);
    // A refused acquire opened nothing. One without a response, or with a server error, may have.
    if (error.status !== undefined && error.status < 500) asks.delete(ask);
    if (error.status === 400 && !wasKnown && time.isKnown) return "again";
    return context.failed(record, error, need);
  }
}

async function installLease(
  context: LeaseContext,
  record: SlotRecord,
  data: WireLease,
  { isOpened, wasKnown }: { isOpened: boolean; wasKnown: boolean },
): Promise<LeaseOutcome | "again"> {
  const { parts } = context;
  const { store, clock } = parts;
  const { slot } = record;
  // The lease may still be known here, with its balance. Otherwise it is not known how much of it is spent.
  const isKnown = isOpened || store.isShared || (await store.read(slot))?.leaseId === data.id;
  if (!isKnown) return foreign(context, record, data);
  const grant = context.grantOf(slot, data);
  if (isOpened && (grant.lifeMs <= 0 || (context.isClosed && !store.isShared))) {
    void context.track(context.release(slot, data.id));
    if (grant.lifeMs > 0) return "closed";
    if (!wasKnown) return "again";
  }
  if (grant.lifeMs <= 0) {
    record.state = afterFailure(record.state, clock.monotonic(), { random: clock.random() });
    return "backoff";
  }
  const installed = await store.install(slot, grant);
  record.state = OPEN;
  if (installed === "kept") {
    if (isOpened) void context.track(context.release(slot, data.id));
    return undefined;
  }
  if (isOpened) record.openedId = data.id;
  context.emit(record, "acquired", data);
  return undefined;
}

/** Another process may spend this lease to its last credit, so that nothing of it may be spent here. */
function foreign(context: LeaseContext, record: SlotRecord, lease: WireLease): "foreign" {
  const { parts, time } = context;
  const { clock, logger } = parts;
  const now = clock.monotonic();
  const until = now + Math.max(0, lease.expiresAt - (time.earliest(now) ?? clock.now()));
  record.state = { name: "foreign", until, leaseId: lease.id };
  const subject = `Lease ${lease.id} of company ${record.slot.companyId} belongs to another process`;
  const advice = "set creditLeases.redisClient so that processes share leases";
  logger.warn(`${subject}: until it ends, checks hold credits on the server; ${advice}`);
  context.emit(record, "foreign", lease);
  return "foreign";
}
