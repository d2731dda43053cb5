import type { Context } from "hono";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import * as v from "valibot";
import type { Emulator } from "../contract";
import { HttpError } from "../errors";
import type { FaultAction } from "../faults/rules";
import { loadSeed } from "../seed/load";
import { takeSnapshot } from "../snapshot";
import type { CapturedEvent } from "../state/model";
import type { StreamServer } from "../stream/server";
import { PAGE } from "../ui/page";
import { SCRIPT } from "../ui/script";
import { STYLE } from "../ui/style";
import { readBody, readText } from "./body";
import { keysSchema, type Services } from "./context";
import { creditControlRoutes } from "./control-credits";
import { trackEvent } from "./routes/events";

export interface ControlParts {
  emulator: Emulator;
  services: Services;
  stream: StreamServer;
}

const instant = v.union([v.string(), v.number()]);
const clockBody = v.strictObject({
  freeze: v.optional(v.union([v.boolean(), v.string(), v.number()])),
  resume: v.optional(v.boolean()),
  advance_ms: v.optional(v.number()),
  set: v.optional(instant),
});
const faultBody = v.strictObject({
  route: v.exactOptional(v.string()),
  action: v.custom<FaultAction>(
    (value) => typeof value === "object" && value !== null && "type" in value,
    "needs a type",
  ),
  times: v.exactOptional(v.number()),
  skip: v.exactOptional(v.number()),
  probability: v.exactOptional(v.number()),
});
const streamBody = v.strictObject({
  kill: v.optional(v.union([v.boolean(), v.number()])),
  refuse: v.optional(v.union([v.literal(false), v.picklist(["reset", "status", "close"])])),
  silence: v.optional(v.boolean()),
  malformed: v.optional(v.union([v.boolean(), v.number()])),
  send: v.optional(v.unknown()),
  pages: v.optional(v.nullable(v.strictObject({ size: v.number(), delay_ms: v.optional(v.number()) }))),
});
const checkBody = v.strictObject({
  flag: v.string(),
  company: v.exactOptional(keysSchema),
  user: v.exactOptional(keysSchema),
});
const trackBody = v.strictObject({
  event: v.string(),
  company: v.exactOptional(keysSchema),
  user: v.exactOptional(keysSchema),
  quantity: v.exactOptional(v.number()),
});

/** Companies and users that the page shows. */
const MOST_SHOWN = 100;
const LIVE_INTERVAL_MS = 150;
/** The newest flag checks, and as many others: checks come in plenty and would push them out. */
const EVENTS_SHOWN = 50;
const EVENTS_LOOKED_AT = 5_000;
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page at `/` and the control path `/_emulator`. No API key: the port is open to this machine alone. */
export function controlRoutes({ emulator, services, stream }: ControlParts): Hono {
  const { world } = services;
  const app = new Hono();
  app.get("/", (c) => {
    c.header("Content-Security-Policy", PAGE_POLICY);
    return c.html(PAGE);
  });
  app.get("/_emulator/ui.css", (c) => c.body(STYLE, 200, { "Content-Type": "text/css; charset=utf-8" }));
  app.get("/_emulator/ui.js", (c) =>
    c.body(SCRIPT, 200, { "Content-Type": "text/javascript; charset=utf-8" }),
  );

  const state = () => {
    const { clock } = emulator;
    const { webhooks, flags } = services;
    return {
      url: emulator.url,
      datastreamUrl: emulator.datastreamUrl,
      apiKey: emulator.apiKey,
      counts: { companies: world.companies.size, users: world.users.size },
      ...takeSnapshot({ world, flags, stream, webhooks, clock }, MOST_SHOWN),
      recentEvents: recentEvents(world.events),
      requests: emulator.requests(),
      faults: emulator.faults.list(),
      stream: stream.state,
    };
  };
  app.get("/_emulator/health", (c) => c.json({ status: "ok" }));
  app.get("/_emulator/state", (c) => c.json(state()));
  app.get("/_emulator/snapshot", (c) => c.json(emulator.snapshot()));
  app.get("/_emulator/events", (c) => c.json(emulator.events()));
  app.get("/_emulator/requests", (c) => c.json(emulator.requests()));
  app.get("/_emulator/deliveries", (c) => c.json(emulator.deliveries()));
  app.get("/_emulator/live", (c) => live(c, parts, state));
  const parts = { emulator, services, stream };

  app.post("/_emulator/reset", (c) => {
    emulator.reset();
    return c.json({ status: "reset" });
  });
  app.post("/_emulator/apply", async (c) => {
    emulator.apply(loadSeed(await readText(c)));
    return c.json({ status: "applied" });
  });
  app.post("/_emulator/plan", async (c) => {
    const body = await readBody(c, v.strictObject({ company: keysSchema, plan: v.nullable(v.string()) }));
    emulator.setPlan(body.company, body.plan);
    return c.json({ status: "changed" });
  });
  app.post("/_emulator/check", async (c) => {
    const { flag: key, ...context } = await readBody(c, checkBody);
    const flag = world.flagByKey(key);
    if (flag === undefined) throw new HttpError(404, `flag "${key}" not found`);
    return c.json(services.evaluator.check(flag, context));
  });
  app.post("/_emulator/track", async (c) => c.json(trackEvent(services, await readBody(c, trackBody))));
  creditControlRoutes(app, emulator.credits);
  clockRoutes(app, emulator);
  faultRoutes(app, emulator);
  return app;
}

/** Newest first. */
function recentEvents(events: readonly CapturedEvent[]): CapturedEvent[] {
  const recent: CapturedEvent[] = [];
  const room = { checks: EVENTS_SHOWN, others: EVENTS_SHOWN };
  for (const event of events.slice(-EVENTS_LOOKED_AT).reverse()) {
    if (room[event.type === "flag_check" ? "checks" : "others"]-- > 0) recent.push(event);
    if (room.checks <= 0 && room.others <= 0) break;
  }
  return recent;
}

function clockRoutes(app: Hono, { clock }: Emulator): void {
  const answer = (c: Context) => c.json({ now: new Date(clock.now()).toISOString(), frozen: clock.frozen });
  app.get("/_emulator/clock", answer);
  app.post("/_emulator/clock", async (c) => {
    const body = await readBody(c, clockBody);
    if (body.freeze === true) clock.freeze();
    else if (body.freeze !== undefined && body.freeze !== false) clock.freeze(body.freeze);
    if (body.set !== undefined) clock.set(body.set);
    if (body.advance_ms !== undefined) clock.advance(body.advance_ms);
    if (body.resume === true || body.freeze === false) clock.resume();
    return answer(c);
  });
}

function faultRoutes(app: Hono, { faults }: Emulator): void {
  app.get("/_emulator/faults", (c) => c.json(faults.list()));
  app.post("/_emulator/faults", async (c) => c.json(faults.add(await readBody(c, faultBody)), 201));
  app.delete("/_emulator/faults", (c) => {
    faults.clear();
    return c.json({ status: "cleared" });
  });
  app.delete("/_emulator/faults/:id", (c) => {
    const fault = faults.list().find(({ id }) => id === c.req.param("id"));
    if (fault === undefined) throw new HttpError(404, "there is no such fault");
    fault.remove();
    return c.json({ status: "removed" });
  });
  app.post("/_emulator/stream", async (c) => {
    const body = await readBody(c, streamBody);
    const { stream } = faults;
    if (body.refuse !== undefined) stream.refuse(body.refuse);
    if (body.silence !== undefined) stream.silence(body.silence);
    if (body.malformed !== undefined) stream.malformed(body.malformed);
    if (body.pages !== undefined) {
      stream.pages(body.pages === null ? null : { size: body.pages.size, delayMs: body.pages.delay_ms ?? 0 });
    }
    const told =
      body.send === undefined
        ? 0
        : stream.send(typeof body.send === "object" && body.send !== null ? body.send : String(body.send));
    const killed =
      body.kill === undefined || body.kill === false
        ? 0
        : stream.killSockets(body.kill === true ? undefined : body.kill);
    return c.json({ killed, told });
  });
}

/** What may change without the world saying so. */
function fingerprint({ emulator, stream }: ControlParts): string {
  const { clock, faults } = emulator;
  const time = clock.frozen ? clock.now() : Math.round((clock.now() - Date.now()) / 1_000);
  const sockets = [...stream.sessions].map(({ id, companies, users, all }) => [
    id,
    companies.size,
    users.size,
    all.size,
  ]);
  return JSON.stringify([clock.frozen, time, sockets, stream.state, faults.list(), emulator.requests()]);
}

/** Server-sent events for the page: the whole state whenever something has changed, looked for every 150 ms. */
function live(c: Context, parts: ControlParts, state: () => unknown): Response {
  return streamSSE(c, async (sse) => {
    let open = true;
    sse.onAbort(() => {
      open = false;
    });
    let changed = true;
    const watch = () => {
      changed = true;
    };
    const stop = parts.services.world.onChange(watch);
    const stopDeliveries = parts.services.webhooks.onDelivery(watch);
    let seen = "";
    while (open) {
      const print = fingerprint(parts);
      if (changed || print !== seen) {
        changed = false;
        seen = print;
        await sse.writeSSE({ event: "state", data: JSON.stringify(state()) });
      }
      await sse.sleep(LIVE_INTERVAL_MS);
    }
    stop();
    stopDeliveries();
  });
}
