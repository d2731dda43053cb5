import { Hono } from "hono";
import * as v from "valibot";
import { HttpError } from "../../errors";
import { readEvent } from "../../state/intake";
import type { CapturedEvent } from "../../state/model";
import { eventView } from "../../wire/catalog";
import { wireTime } from "../../wire/time";
import { readBody } from "../body";
import { allowQuery, found, ok, page, type Services } from "../context";

const MAX_BATCH = 100;
const batchBody = v.object({ events: v.array(v.unknown()) });

/** Event capture (`/batch`) and the REST calls about events. */
export function eventRoutes({ world, intake }: Services): Hono {
  const app = new Hono();

  const captured = (event: CapturedEvent | undefined, userAgent: string | undefined) => ({
    captured_at: wireTime(event?.capturedAt ?? world.now()),
    ...(event === undefined ? {} : { event_id: event.id }),
    remote_ip: "127.0.0.1",
    user_agent: userAgent ?? "",
  });

  app.post("/batch", async (c) => {
    const { events } = await readBody(c, batchBody);
    if (events.length > MAX_BATCH) return c.json({ error: "batch too large", max_size: MAX_BATCH }, 400);
    // All are read before the first is taken in: a batch counts wholly or not at all.
    const read = events.map(readEvent);
    const agent = c.req.header("user-agent");
    return ok(c, { events: read.map((event) => captured(intake.take(event), agent)) });
  });
  app.post("/event-batch", async (c) => {
    const { events } = await readBody(c, batchBody);
    if (events.length > MAX_BATCH) return c.json({ error: "batch too large", max_size: MAX_BATCH }, 400);
    const read = events.map(readEvent);
    const agent = c.req.header("user-agent");
    return ok(c, { events: read.map((event) => captured(intake.take(event), agent)) }, 201);
  });
  app.post("/events", async (c) => {
    const event = readEvent(await readBody(c, v.unknown()));
    return ok(c, captured(intake.take(event), c.req.header("user-agent")), 201);
  });

  app.get("/events", (c) => {
    allowQuery(c, ["company_id", "user_id", "event_subtype", "event_types", "idempotency_key"]);
    const { company_id, user_id, event_subtype, idempotency_key } = c.req.query();
    const types = c.req.queries("event_types");
    const matching = world.events.filter(
      (event) =>
        (company_id === undefined || event.companyId === company_id) &&
        (user_id === undefined || event.userId === user_id) &&
        (event_subtype === undefined || event.subtype === event_subtype) &&
        (idempotency_key === undefined || event.idempotencyKey === idempotency_key) &&
        (types === undefined || types.includes(event.type)),
    );
    return ok(
      c,
      page(c, matching.reverse()).map((event) => eventView(world, event)),
    );
  });
  app.get("/events/:id", (c) => {
    const id = c.req.param("id");
    return ok(
      c,
      eventView(
        world,
        found(
          world.events.find((event) => event.id === id),
          "event",
        ),
      ),
    );
  });
  app.get("/event-types", (c) => {
    allowQuery(c, ["q", "event_subtypes"]);
    const wanted = c.req.queries("event_subtypes");
    const q = c.req.query("q");
    return ok(
      c,
      page(
        c,
        summaries(world.events).filter((s) => matches(String(s.event_subtype), wanted, q)),
      ),
    );
  });

  function summaries(events: readonly CapturedEvent[]): Record<string, unknown>[] {
    const groups = new Map<string, CapturedEvent[]>();
    for (const event of events) {
      if (event.subtype === undefined) continue;
      const group = groups.get(event.subtype) ?? [];
      group.push(event);
      groups.set(event.subtype, group);
    }
    return [...groups].map(([subtype, group]) => ({
      event_subtype: subtype,
      environment_id: world.environmentId,
      event_count: group.length,
      company_count: new Set(group.flatMap((event) => event.companyId ?? [])).size,
      user_count: new Set(group.flatMap((event) => event.userId ?? [])).size,
      last_seen_at: wireTime(group.at(-1)?.capturedAt ?? 0),
    }));
  }
  return app;
}

function matches(subtype: string, wanted: string[] | undefined, q: string | undefined): boolean {
  return (wanted === undefined || wanted.includes(subtype)) && (q === undefined || subtype.includes(q));
}

/** Used by the page and the control path too: a track as if a client had sent it. */
export function trackEvent(
  { intake }: Pick<Services, "intake">,
  body: { event: string; company?: Record<string, string>; user?: Record<string, string>; quantity?: number },
): CapturedEvent {
  const event = intake.take({ type: "track", body: { ...body }, trustedClientClock: false, backfill: false });
  if (event === undefined) throw new HttpError(409, "repeated event");
  return event;
}
