import * as v from "valibot";
import type { VirtualClock } from "../clock";
import { HttpError } from "../errors";
import { dictionary } from "../names";
import type { Keys } from "../seed/types";
import { upsertCompany, upsertUser } from "./companies";
import { meter } from "./metering";
import type { CapturedEvent, Company, CompanyField, User } from "./model";
import { countSpending } from "./spending";
import type { World } from "./world";

const keys = dictionary(v.string());
const traits = dictionary(v.unknown());
const identifyBody = v.object({
  keys,
  name: v.optional(v.nullable(v.string())),
  traits: v.optional(v.nullable(traits)),
  company: v.optional(
    v.nullable(
      v.object({
        keys,
        name: v.optional(v.nullable(v.string())),
        traits: v.optional(v.nullable(traits)),
      }),
    ),
  ),
});
const trackBody = v.object({
  event: v.pipe(v.string(), v.nonEmpty()),
  company: v.optional(v.nullable(keys)),
  user: v.optional(v.nullable(keys)),
  traits: v.optional(v.nullable(traits)),
  quantity: v.optional(v.nullable(v.pipe(v.number(), v.integer()))),
  lease_id: v.optional(v.nullable(v.string())),
  reservation_id: v.optional(v.nullable(v.string())),
});

/** An event as a client sends it, from the capture host or from REST. */
export interface IncomingEvent {
  type: CapturedEvent["type"];
  body: Record<string, unknown>;
  idempotencyKey?: string;
  sentAt?: string;
  trustedClientClock: boolean;
  backfill: boolean;
}

/** How long an idempotency key is remembered: 24 h (PROTOCOL: capture), by the emulator's clock. */
const IDEMPOTENCY_MS = 24 * 60 * 60 * 1000;

/** Takes events in: drops repeats, makes companies and users of identifies and metrics of tracks. */
export class Intake {
  /** Delay before a tracked event is counted, ms of the emulator's clock. */
  processingDelayMs = 0;
  readonly #world: World;
  readonly #clock: VirtualClock;
  /** Accepted events that are not counted yet, with a function that cancels their timer. */
  readonly #waiting = new Map<CapturedEvent, () => void>();
  /** Oldest first: a Map keeps the order of insertion. */
  readonly #seen = new Map<string, number>();

  constructor(world: World, clock: VirtualClock) {
    this.#world = world;
    this.#clock = clock;
  }

  clear(): void {
    this.#seen.clear();
    for (const cancel of this.#waiting.values()) cancel();
    this.#waiting.clear();
    this.processingDelayMs = 0;
  }

  /** Accepted events that are not counted yet. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Counts all events that wait for their delay. */
  processWaiting(): void {
    for (const [event, cancel] of [...this.#waiting]) {
      cancel();
      this.#process(event);
    }
  }

  /** @returns the stored event, or undefined for a repeat of one. */
  take(incoming: IncomingEvent): CapturedEvent | undefined {
    if (this.#isRepeat(incoming)) {
      this.#world.duplicateCount++;
      return undefined;
    }
    const event: CapturedEvent = {
      id: this.#world.ids.make("evnt"),
      type: incoming.type,
      body: incoming.body,
      quantity: 1,
      trustedClientClock: incoming.trustedClientClock,
      backfill: incoming.backfill,
      capturedAt: this.#world.now(),
      ...(incoming.idempotencyKey === undefined ? {} : { idempotencyKey: incoming.idempotencyKey }),
      ...(incoming.sentAt === undefined ? {} : { sentAt: incoming.sentAt }),
    };
    const isDelayed = this.processingDelayMs > 0 && (event.type === "track" || event.type === "inference");
    if (isDelayed) {
      const at = this.#world.now() + this.processingDelayMs;
      this.#waiting.set(
        event,
        this.#clock.setTimer(() => this.#process(event), at),
      );
    } else {
      this.#process(event);
    }
    this.#world.addEvent(event);
    return event;
  }

  #process(event: CapturedEvent): void {
    this.#waiting.delete(event);
    try {
      this.#apply(event);
    } catch (error) {
      event.error = error instanceof Error ? error.message : String(error);
    }
  }

  #isRepeat(incoming: IncomingEvent): boolean {
    if (incoming.idempotencyKey === undefined) return false;
    const now = this.#world.now();
    for (const [key, until] of this.#seen) {
      if (until > now) break;
      this.#seen.delete(key);
    }
    const { accountId, environmentId } = this.#world;
    const key = `${accountId} ${environmentId} ${incoming.type} ${incoming.idempotencyKey}`;
    // The clock may have been set back and forth, so that the order says nothing: look again.
    if ((this.#seen.get(key) ?? 0) > now) return true;
    this.#seen.delete(key);
    this.#seen.set(key, now + IDEMPOTENCY_MS);
    return false;
  }

  #apply(event: CapturedEvent): void {
    if (event.type === "identify") this.#identify(event);
    else if (event.type === "track") this.#track(event);
    else
      this.#link(
        event,
        keysIn(event.body.req_company ?? event.body.company),
        keysIn(event.body.req_user ?? event.body.user),
      );
  }

  #identify(event: CapturedEvent): void {
    const body = v.parse(identifyBody, event.body);
    const now = this.#world.now();
    const company = body.company ?? undefined;
    const upserted =
      company === undefined
        ? undefined
        : upsertCompany(this.#world, {
            keys: company.keys,
            traits: company.traits ?? {},
            lastSeenAt: now,
            ...(company.name == null ? {} : { name: company.name }),
          });
    const user = upsertUser(this.#world, {
      keys: body.keys,
      traits: body.traits ?? {},
      lastSeenAt: now,
      companyIds: upserted === undefined ? [] : [upserted.id],
      ...(body.name == null ? {} : { name: body.name }),
    });
    event.userId = user.id;
    if (upserted !== undefined) event.companyId = upserted.id;
  }

  #track(event: CapturedEvent): void {
    const body = v.parse(trackBody, event.body);
    event.subtype = body.event;
    event.quantity = body.quantity ?? 1;
    if (body.lease_id != null) event.leaseId = body.lease_id;
    if (body.reservation_id != null) event.reservationId = body.reservation_id;
    const { company, user } = this.#link(event, body.company ?? undefined, body.user ?? undefined);
    if (company === undefined) return;
    const at =
      event.trustedClientClock && event.sentAt !== undefined ? Date.parse(event.sentAt) : event.capturedAt;
    const metered = meter(this.#world, company, { subtype: body.event, quantity: event.quantity, at });
    const fields: CompanyField[] = ["metrics"];
    const costs = this.#spend(company, event, metered.costs);
    if (countSpending(this.#world, company, company, costs)) fields.push("credit_spend_policies");
    this.#world.touch(company, fields, metered.metrics);
    if (user && countSpending(this.#world, user, company, costs)) {
      this.#world.emit({ type: "user", op: "updated", user });
    }
    if (event.backfill) return;
    for (const crossing of metered.crossings) this.#world.emit({ type: "limit", company, ...crossing });
  }

  /** Books the credits of an event on its lease, its reservation or the balance. */
  #spend(
    company: Company,
    event: CapturedEvent,
    metered: ReadonlyMap<string, number>,
  ): ReadonlyMap<string, number> {
    const costs = new Map(metered);
    const { credits } = this.#world;
    const { leaseId, reservationId } = event;
    // A lease or reservation of a credit that no entitlement of the event costs: the rate is a rule's.
    const hold = leaseId === undefined ? credits.reservation(reservationId ?? "") : credits.lease(leaseId);
    if (hold !== undefined && hold.companyId === company.id && !costs.has(hold.creditId)) {
      costs.set(hold.creditId, event.quantity * ruleRate(this.#world, hold.creditId, event.subtype));
    }
    for (const [creditId, amount] of costs) {
      credits.use(company, {
        creditId,
        amount,
        eventId: event.id,
        reason: event.type === "inference" ? "inference" : "track",
        ...(leaseId === undefined ? {} : { leaseId }),
        ...(reservationId === undefined ? {} : { reservationId }),
      });
    }
    return costs;
  }

  #link(event: CapturedEvent, companyKeys?: Keys, userKeys?: Keys): { company?: Company; user?: User } {
    const company = companyKeys === undefined ? undefined : this.#world.companies.find(companyKeys)[0];
    const user = userKeys === undefined ? undefined : this.#world.users.find(userKeys)[0];
    if (company !== undefined) {
      event.companyId = company.id;
      company.lastSeenAt = event.capturedAt;
    } else if (companyKeys !== undefined && event.type === "track") {
      event.error = "company not found: identify it first";
    }
    if (user !== undefined) {
      event.userId = user.id;
      user.lastSeenAt = event.capturedAt;
    }
    return { ...(company === undefined ? {} : { company }), ...(user === undefined ? {} : { user }) };
  }
}

/** Returns the rate at which a flag's rule consumes a credit for an event, or 1. */
function ruleRate(world: World, creditId: string, subtype: string | undefined): number {
  for (const flag of world.flags.values()) {
    for (const { conditions, condition_groups: groups } of flag.rules) {
      const all = [...conditions, ...groups.flatMap((group) => group.conditions)];
      const match = all.find((item) => item.credit_id === creditId && item.event_subtype === subtype);
      if (match !== undefined) return match.consumption_rate ?? 1;
    }
  }
  return 1;
}

function keysIn(value: unknown): Keys | undefined {
  const parsed = v.safeParse(keys, value);
  return parsed.success ? parsed.output : undefined;
}

const wireEvent = v.object({
  type: v.optional(v.nullable(v.string())),
  event_type: v.optional(v.nullable(v.string())),
  body: v.optional(v.nullable(dictionary(v.unknown()))),
  idempotency_key: v.optional(v.nullable(v.string())),
  sent_at: v.optional(v.nullable(v.string())),
  trusted_client_clock: v.optional(v.nullable(v.boolean())),
  backfill: v.optional(v.nullable(v.boolean())),
});

function isEventType(type: string): type is CapturedEvent["type"] {
  return ["identify", "track", "flag_check", "inference"].includes(type);
}

/** Reads an event off the wire (`type` on the capture host, `event_type` on REST); throws 400. */
export function readEvent(value: unknown): IncomingEvent {
  const parsed = v.safeParse(wireEvent, value);
  if (!parsed.success)
    throw new HttpError(
      400,
      `bad event: ${v.getDotPath(parsed.issues[0]) ?? ""} ${parsed.issues[0].message}`,
    );
  const wire = parsed.output;
  const type = wire.type ?? wire.event_type ?? "";
  if (!isEventType(type)) throw new HttpError(400, `unknown event type "${type}"`);
  const trustedClientClock = wire.trusted_client_clock === true;
  if (wire.sent_at != null && Number.isNaN(Date.parse(wire.sent_at)))
    throw new HttpError(400, "sent_at is not a time");
  if (trustedClientClock && wire.sent_at == null)
    throw new HttpError(400, "trusted_client_clock needs sent_at");
  if (wire.backfill === true && !trustedClientClock)
    throw new HttpError(400, "backfill needs trusted_client_clock");
  return {
    type,
    body: wire.body ?? {},
    trustedClientClock,
    backfill: wire.backfill === true,
    ...(wire.idempotency_key == null || wire.idempotency_key === ""
      ? {}
      : { idempotencyKey: wire.idempotency_key }),
    ...(wire.sent_at == null ? {} : { sentAt: wire.sent_at }),
  };
}
