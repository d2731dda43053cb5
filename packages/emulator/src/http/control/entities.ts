import type { Hono } from "hono";
import * as v from "valibot";
import { HttpError } from "../../errors";
import { exportSeed } from "../../seed/export";
import { loadSeed } from "../../seed/load";
import { removeOverride } from "../../state/apply";
import { forceFlag } from "../../state/forced";
import { wireCompany, wireUser } from "../../wire/engine";
import { readBody, readText } from "../body";
import { found, keysSchema } from "../context";
import { trackEvent } from "../routes/events";
import type { ControlParts } from "./parts";

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
const flagBody = v.strictObject({
  flag: v.string(),
  value: v.nullable(v.boolean()),
  company: v.exactOptional(v.string()),
  user: v.exactOptional(v.string()),
});
const removeBody = v.strictObject({
  kind: v.picklist(["company", "user", "flag", "override", "webhook"]),
  id: v.string(),
});

/** Changes the state as a whole: pieces of a seed, reset, export and import. */
export function stateRoutes(app: Hono, { emulator, services, restart }: ControlParts): void {
  app.post("/_emulator/reset", (c) => {
    emulator.reset();
    return c.json({ status: "reset" });
  });
  app.post("/_emulator/apply", async (c) => {
    emulator.apply(loadSeed(await readText(c)));
    return c.json({ status: "applied" });
  });
  app.get("/_emulator/seed", (c) => c.json(exportSeed(services.world)));
  app.put("/_emulator/seed", async (c) => {
    restart(loadSeed(await readText(c)));
    return c.json({ status: "imported" });
  });
}

/** Plans, events, checks, switches and deletions. */
export function entityRoutes(app: Hono, { emulator, services }: ControlParts): void {
  const { world } = services;
  app.post("/_emulator/plan", async (c) => {
    const body = await readBody(c, v.strictObject({ company: keysSchema, plan: v.nullable(v.string()) }));
    emulator.setPlan(body.company, body.plan);
    return c.json({ status: "changed" });
  });
  app.post("/_emulator/track", async (c) => c.json(trackEvent(services, await readBody(c, trackBody))));
  app.post("/_emulator/check", async (c) => {
    const { flag: key, ...context } = await readBody(c, checkBody);
    const flag = found(world.flagByKey(key), `flag "${key}"`);
    return c.json(services.evaluator.check(flag, context));
  });
  app.post("/_emulator/explain", async (c) => {
    const { flag: key, ...context } = await readBody(c, checkBody);
    const flag = found(world.flagByKey(key), `flag "${key}"`);
    const wire = services.flags.wire(flag);
    const result = services.evaluator.check(flag, context);
    const [company] = context.company === undefined ? [] : world.companies.find(context.company);
    const [user] = context.user === undefined ? [] : world.users.find(context.user);
    const rules = [...wire.rules, ...(company === undefined ? [] : companyRulesOf(company, wire.id))];
    return c.json({
      result,
      rule: rules.find(({ id }) => id === result.rule_id) ?? null,
      rules,
      default_value: wire.default_value,
      company: company === undefined ? null : wireCompany(world, company),
      user: user === undefined ? null : wireUser(world, user),
    });
  });
  const companyRulesOf = (company: Parameters<typeof wireCompany>[1], flagId: string) => {
    const { rules } = wireCompany(world, company);
    return (rules as { id: string; flag_id: string }[]).filter((rule) => rule.flag_id === flagId);
  };
  app.post("/_emulator/flag", async (c) => {
    const { flag: key, value, company, user } = await readBody(c, flagBody);
    const flag = found(world.flagByKey(key), `flag "${key}"`);
    if (company !== undefined && user !== undefined)
      throw new HttpError(400, "give a company or a user, not both");
    const target = company !== undefined ? { company } : user !== undefined ? { user } : "everybody";
    forceFlag(world, flag, { for: target, value });
    services.refresh();
    return c.json({ status: "changed" });
  });
  app.post("/_emulator/remove", async (c) => {
    const { kind, id } = await readBody(c, removeBody);
    if (kind === "company") emulator.remove("company", found(world.companies.get(id), "company").keys);
    else if (kind === "user") emulator.remove("user", found(world.users.get(id), "user").keys);
    else if (kind === "flag") emulator.remove("flag", found(world.flags.get(id), "flag").key);
    else if (kind === "override") {
      removeOverride(world, found(world.overrides.get(id), "override"), "deleted");
      services.refresh();
    } else {
      found(world.webhooks.get(id), "webhook");
      world.webhooks.delete(id);
    }
    return c.json({ status: "removed" });
  });
}
