import { Hono } from "hono";
import * as v from "valibot";
import { HttpError } from "../../errors";
import type { CheckContext, CheckOptions } from "../../evaluator";
import { dictionary } from "../../names";
import type { Company } from "../../state/model";
import { flagView } from "../../wire/catalog";
import { creditBalances } from "../../wire/credits";
import type { Json } from "../../wire/json";
import { readBody } from "../body";
import { allowQuery, countOf, found, ok, page, type Services, where } from "../context";

const keys = dictionary(v.string());
interface CheckBody {
  company?: Record<string, string> | null | undefined;
  user?: Record<string, string> | null | undefined;
  preflight?: Preflight | null | undefined;
}

interface Preflight {
  usage?: number | null | undefined;
  event_usage?: { event_subtype: string; quantity: number } | null | undefined;
  event_quantities?: EventQuantities | null | undefined;
  credit_cost?: Record<string, number> | null | undefined;
}

interface EventQuantities {
  event_subtype: string;
  quantity?: number | null | undefined;
  quantities?: Record<string, number> | null | undefined;
}

const numbers = dictionary(v.number());
const preflight: v.GenericSchema<unknown, Preflight> = v.object({
  usage: v.optional(v.nullable(v.number())),
  event_usage: v.optional(v.nullable(v.object({ event_subtype: v.string(), quantity: v.number() }))),
  event_quantities: v.optional(
    v.nullable(
      v.object({
        event_subtype: v.string(),
        quantity: v.optional(v.nullable(v.number())),
        quantities: v.optional(v.nullable(numbers)),
      }),
    ),
  ),
  credit_cost: v.optional(v.nullable(numbers)),
});

/** Body of a flag check. */
export const checkBody: v.GenericSchema<unknown, CheckBody> = v.object({
  company: v.optional(v.nullable(keys)),
  user: v.optional(v.nullable(keys)),
  preflight: v.optional(v.nullable(preflight)),
});

function hasKeys(value: Record<string, string> | null | undefined): value is Record<string, string> {
  return value != null && Object.keys(value).length > 0;
}

/** Returns the context and the preflight of a check's body. */
export function toContext(body: CheckBody): CheckContext {
  const options: CheckOptions = {};
  const preflight = body.preflight ?? {};
  if (preflight.usage != null) options.usage = Math.ceil(preflight.usage);
  if (preflight.event_usage != null) {
    const { event_subtype: eventSubtype, quantity } = preflight.event_usage;
    options.eventUsage = { eventSubtype, quantity: Math.ceil(quantity) };
  }
  if (preflight.event_quantities != null) {
    const { event_subtype: eventSubtype, quantity, quantities } = preflight.event_quantities;
    options.eventQuantities = {
      eventSubtype,
      ...(quantity != null && { quantity }),
      ...(quantities != null && { quantities }),
    };
  }
  if (preflight.credit_cost != null) options.creditCost = preflight.credit_cost;
  return {
    options,
    ...(hasKeys(body.company) ? { company: body.company } : {}),
    ...(hasKeys(body.user) ? { user: body.user } : {}),
  };
}

/** Flag checks, and the flags themselves. */
export function flagRoutes({ world, evaluator }: Services): Hono {
  const app = new Hono();

  const checkAll = (body: CheckBody): Json => {
    const { results, company, spendPolicies } = evaluator.checkAll(toContext(body));
    return {
      flags: results,
      credit_spend_policies: spendPolicies,
      ...(company === undefined ? {} : companyExtras(company)),
    };
  };
  const companyExtras = (company: Company): Json => {
    const plan = company.planId === undefined ? undefined : world.plans.get(company.planId);
    const balances = creditBalances(world, company);
    return {
      ...(Object.keys(balances).length === 0 ? {} : { credit_balances: balances }),
      ...(plan === undefined ? {} : { plan: { id: plan.id, name: plan.name } }),
    };
  };

  app.post("/flags/check", async (c) => ok(c, checkAll(await readBody(c, checkBody)), 201));
  app.post("/flags/check-bulk", async (c) => {
    const { contexts } = await readBody(c, v.object({ contexts: v.array(checkBody) }));
    return ok(c, { data: contexts.map(checkAll) }, 201);
  });
  app.post("/flags/:key/check", async (c) => {
    const body = await readBody(c, checkBody);
    const flag = world.flagByKey(c.req.param("key"));
    if (flag === undefined) throw new HttpError(404, `flag "${c.req.param("key")}" not found`);
    return ok(c, evaluator.check(flag, toContext(body)));
  });

  const list = (c: Parameters<typeof ok>[0]) => {
    allowQuery(c, ["q", "ids", "feature_id"]);
    const ids = c.req.queries("ids");
    const { q, feature_id } = c.req.query();
    return where(
      world.flags.values(),
      (flag) =>
        (ids === undefined || ids.includes(flag.id)) &&
        (feature_id === undefined || flag.featureId === feature_id) &&
        (q === undefined || flag.key.includes(q) || flag.name.includes(q)),
    );
  };
  app.get("/flags/count", (c) => ok(c, countOf(list(c))));
  app.get("/flags/:id", (c) => ok(c, flagView(world, found(world.flags.get(c.req.param("id")), "flag"))));
  app.get("/flags", (c) =>
    ok(
      c,
      page(c, list(c)).map((flag) => flagView(world, flag)),
    ),
  );
  return app;
}
