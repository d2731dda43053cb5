import { type Context, Hono } from "hono";
import * as v from "valibot";
import { checkAndReserve } from "../../credits/check-and-reserve";
import type { LedgerEntry } from "../../credits/model";
import { HttpError } from "../../errors";
import type { Company } from "../../state/model";
import { leaseView, ledgerView, reservationView } from "../../wire/credits";
import type { Json } from "../../wire/json";
import { wireTime } from "../../wire/time";
import { readBody } from "../body";
import { allowQuery, countOf, found, ok, optional, page, type Services, where } from "../context";
import { checkBody, toContext } from "./flags";
import { IdempotentAnswers } from "./idempotency";

const HOUR_MS = 3_600_000;
const LEASE_MS = 5 * 60_000;
const RESERVATION_MS = 60_000;

const instant = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.check((ms) => !Number.isNaN(ms), "not a time: write it in RFC 3339"),
);
const positive = v.pipe(
  v.number(),
  v.finite(),
  v.check((amount) => amount > 0, "must be greater than 0"),
);
const acquireBody = v.object({
  company_id: v.string(),
  credit_type_id: v.string(),
  requested_amount: positive,
  expires_at: optional(instant),
  user_id: optional(v.string()),
});
const extendBody = v.object({
  additional_amount: positive,
  expires_at: optional(instant),
  idempotency_key: optional(v.string()),
  user_id: optional(v.string()),
});
const reserveBody = v.object({
  company_id: v.string(),
  credit_type_id: v.string(),
  amount: positive,
  expires_at: optional(instant),
  idempotency_key: optional(v.string()),
});
const reservingCheckBody = v.intersect([
  checkBody,
  v.object({
    quantity: optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
    expires_at: optional(instant),
    idempotency_key: optional(v.string()),
  }),
]);

/** Leases, reservations, checks that reserve, and the ledger. */
export function creditRoutes(services: Services): Hono {
  const app = new Hono();
  leaseRoutes(app, services);
  reservationRoutes(app, services);
  checkRoute(app, services);
  ledgerRoutes(app, services);
  return app;
}

/** Returns the end of a hold; throws 400 for one that lies in the past or more than an hour ahead. */
function endOf(services: Services, expiresAt: number | undefined, defaultMs: number): number {
  const now = services.world.now();
  const end = expiresAt ?? now + defaultMs;
  if (end <= now) throw new HttpError(400, "expires_at: must lie in the future");
  if (end > now + HOUR_MS) throw new HttpError(400, "expires_at: must be at most one hour ahead");
  return end;
}

/** Returns the company of a request; throws 404 for an unknown company or credit. */
function holder({ world }: Services, companyId: string, creditId: string): Company {
  const company = found(world.companies.get(companyId), `company "${companyId}"`);
  found(world.creditTypes.get(creditId), `credit type "${creditId}"`);
  return company;
}

function leaseRoutes(app: Hono, services: Services): void {
  const { credits } = services.world;
  const extensions = new IdempotentAnswers<string>(services.world);

  app.post("/billing/credits/lease", async (c) => {
    const body = await readBody(c, acquireBody);
    const company = holder(services, body.company_id, body.credit_type_id);
    const lease = credits.acquire({
      company,
      creditId: body.credit_type_id,
      amount: body.requested_amount,
      expiresAt: endOf(services, body.expires_at, LEASE_MS),
      ...(body.user_id === undefined ? {} : { userId: body.user_id }),
    });
    services.watchHolds();
    return ok(c, leaseView(lease), 201);
  });
  app.put("/billing/credits/lease/:id/extend", async (c) => {
    const body = await readBody(c, extendBody);
    const id = c.req.param("id");
    const known = extensions.find(body.idempotency_key);
    if (known !== undefined) return ok(c, leaseView(found(credits.lease(known), "credit lease")));
    const end = body.expires_at === undefined ? undefined : endOf(services, body.expires_at, LEASE_MS);
    const lease = credits.extend(id, body.additional_amount, end);
    extensions.remember(body.idempotency_key, id);
    return ok(c, leaseView(lease));
  });
  app.put("/billing/credits/lease/:id/release", (c) =>
    ok(c, leaseView(credits.releaseLease(c.req.param("id")))),
  );
}

function reservationRoutes(app: Hono, services: Services): void {
  const { credits } = services.world;
  const answers = new IdempotentAnswers<string>(services.world);

  app.post("/billing/credits/reservations", async (c) => {
    const body = await readBody(c, reserveBody);
    const { idempotency_key: key, ...request } = body;
    const known = answers.find(key, request);
    if (known !== undefined)
      return ok(c, reservationView(found(credits.reservation(known), "credit reservation")), 201);
    const company = holder(services, body.company_id, body.credit_type_id);
    const reservation = credits.reserve({
      company,
      creditId: body.credit_type_id,
      amount: body.amount,
      expiresAt: endOf(services, body.expires_at, RESERVATION_MS),
    });
    answers.remember(key, reservation.id, request);
    services.watchHolds();
    return ok(c, reservationView(reservation), 201);
  });
  app.put("/billing/credits/reservations/:id/release", (c) =>
    ok(c, reservationView(credits.releaseReservation(c.req.param("id")))),
  );
}

function checkRoute(app: Hono, services: Services): void {
  const { world, evaluator } = services;
  const answers = new IdempotentAnswers<Json>(world);

  app.post("/flags/:key/check-and-reserve", async (c) => {
    const body = await readBody(c, reservingCheckBody);
    const flag = found(world.flagByKey(c.req.param("key")), `flag "${c.req.param("key")}"`);
    const { idempotency_key: key, ...request } = body;
    const known = answers.find(key, { flag: flag.id, ...request });
    if (known !== undefined) return ok(c, known);
    const { result, held } = checkAndReserve(evaluator, world.credits, {
      flag,
      context: toContext(body),
      expiresAt: endOf(services, body.expires_at, RESERVATION_MS),
      ...(body.quantity === undefined ? {} : { quantity: body.quantity }),
    });
    if (held === undefined) return ok(c, result);
    services.watchHolds();
    const { reservation, rate, eventSubtype, quantity } = held;
    const answer = {
      ...result,
      reservation: {
        id: reservation.id,
        company_id: reservation.companyId,
        credit_type_id: reservation.creditId,
        credits_reserved: reservation.reserved,
        quantity_reserved: quantity,
        consumption_rate: rate,
        ...(eventSubtype === undefined ? {} : { event_subtype: eventSubtype }),
        expires_at: wireTime(reservation.expiresAt),
      },
    };
    answers.remember(key, answer, { flag: flag.id, ...request });
    return ok(c, answer);
  });
}

function ledgerRoutes(app: Hono, { world }: Services): void {
  const matching = (c: Context): Iterable<LedgerEntry> => {
    allowQuery(c, ["company_id", "billing_credit_id", "event_type", "start_time", "end_time"]);
    const { company_id, billing_credit_id, event_type, start_time, end_time } = c.req.query();
    const from = time(start_time, "start_time") ?? Number.NEGATIVE_INFINITY;
    const to = time(end_time, "end_time") ?? Number.POSITIVE_INFINITY;
    return where(
      [...world.credits.ledger].reverse(),
      (entry) =>
        (company_id === undefined || entry.companyId === company_id) &&
        (billing_credit_id === undefined || entry.creditId === billing_credit_id) &&
        (event_type === undefined || ledgerView(world, entry).event_type === event_type) &&
        entry.at >= from &&
        entry.at <= to,
    );
  };
  app.get("/v2/billing/credits/ledger", (c) =>
    ok(
      c,
      page(c, matching(c)).map((entry) => ledgerView(world, entry)),
    ),
  );
  app.get("/v2/billing/credits/ledger/count", (c) => ok(c, countOf(matching(c))));
  app.get("/v2/billing/credits/ledger/:id", (c) => {
    const entry = world.credits.ledger.find(({ id }) => id === c.req.param("id"));
    return ok(c, ledgerView(world, found(entry, "ledger entry")));
  });
}

function time(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new HttpError(400, `${name}: not a time`);
  return ms;
}
