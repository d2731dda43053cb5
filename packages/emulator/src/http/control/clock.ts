import type { Context, Hono } from "hono";
import * as v from "valibot";
import type { Emulator } from "../../contract";
import { readBody } from "../body";

const instant = v.union([v.string(), v.number()]);
const clockBody = v.strictObject({
  freeze: v.optional(v.union([v.boolean(), v.string(), v.number()])),
  resume: v.optional(v.boolean()),
  /** Back to the present, running. */
  now: v.optional(v.literal(true)),
  advance_ms: v.optional(v.number()),
  set: v.optional(instant),
});
/** Reads and moves the clock. */
export function clockRoutes(app: Hono, { clock }: Emulator): void {
  const answer = (c: Context) => c.json({ now: new Date(clock.now()).toISOString(), frozen: clock.frozen });
  app.get("/_emulator/clock", answer);
  app.post("/_emulator/clock", async (c) => {
    const body = await readBody(c, clockBody);
    if (body.now === true) {
      clock.resume();
      clock.set(Date.now());
    }
    if (body.freeze === true) clock.freeze();
    else if (body.freeze !== undefined && body.freeze !== false) clock.freeze(body.freeze);
    if (body.set !== undefined) clock.set(body.set);
    if (body.advance_ms !== undefined) clock.advance(body.advance_ms);
    if (body.resume === true || body.freeze === false) clock.resume();
    return answer(c);
  });
}
