import type { Hono } from "hono";
import * as v from "valibot";
import type { EmulatorCredits } from "../../credits/control";
import { readBody } from "../body";
import { keysSchema } from "../context";

/** Ledger entries in an answer, the newest. */
const LEDGER_SHOWN = 200;

const body = v.strictObject({
  top_up: v.exactOptional(v.strictObject({ company: keysSchema, credit: v.string(), amount: v.number() })),
  delay_events_ms: v.exactOptional(v.number()),
  process_events: v.exactOptional(v.literal(true)),
  announce: v.exactOptional(v.picklist(["lease_balance", "balances"])),
  sweep: v.exactOptional(v.literal(true)),
});

/** Credits on the control path: figures and verification, top-ups and switches. */
export function creditControlRoutes(app: Hono, credits: EmulatorCredits): void {
  app.get("/_emulator/credits", (c) =>
    c.json({
      accounts: credits.accounts(),
      leases: credits.leases(),
      reservations: credits.reservations(),
      ledger: credits.ledger().slice(-LEDGER_SHOWN),
      verification: credits.verify(),
    }),
  );
  app.post("/_emulator/credits", async (c) => {
    const request = await readBody(c, body);
    const { top_up: topUp } = request;
    if (topUp !== undefined) credits.topUp(topUp.company, topUp.credit, topUp.amount);
    if (request.delay_events_ms !== undefined) credits.delayEvents(request.delay_events_ms);
    if (request.announce !== undefined) credits.announce(request.announce);
    const processed = request.process_events === true ? credits.processEvents() : 0;
    if (request.sweep === true) credits.sweep();
    return c.json({ processed, verification: credits.verify() });
  });
}
