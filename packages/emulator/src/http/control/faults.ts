import type { Hono } from "hono";
import * as v from "valibot";
import type { Emulator } from "../../contract";
import { HttpError } from "../../errors";
import type { FaultAction } from "../../faults/rules";
import { readBody } from "../body";

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
/** Adds and removes faults of requests and of the datastream. */
export function faultRoutes(app: Hono, { faults }: Emulator): void {
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
