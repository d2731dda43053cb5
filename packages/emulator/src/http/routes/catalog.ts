import { type Context, Hono } from "hono";
import * as v from "valibot";
import { HttpError } from "../../errors";
import { putOverride, removeOverride } from "../../state/apply";
import type { Grant, Override } from "../../state/model";
import { featureView, overrideView, planEntitlementViews, planView } from "../../wire/catalog";
import { readBody } from "../body";
import { allowQuery, countOf, defined, found, ok, optional, page, type Services, where } from "../context";

const period = v.picklist(["current_day", "current_week", "current_month", "all_time"]);
const overrideFields = {
  value_type: v.picklist(["boolean", "numeric", "unlimited", "credit"]),
  value_bool: optional(v.boolean()),
  value_numeric: optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  value_credit_id: optional(v.string()),
  credit_consumption_rate: optional(v.number()),
  quantity_rates: optional(v.record(v.string(), v.number())),
  metric_period: optional(period),
  metric_period_month_reset: optional(v.picklist(["first_of_month", "billing_cycle"])),
  expiration_date: optional(v.string()),
};
const createBody = v.object({ ...overrideFields, company_id: v.string(), feature_id: v.string() });
const updateBody = v.object(overrideFields);
type OverrideBody = v.InferOutput<typeof updateBody>;

function toGrant(body: OverrideBody, id: string, featureId: string): Grant {
  if (body.value_type === "numeric" && body.value_numeric === undefined) {
    throw new HttpError(400, "value_numeric: needed for value_type numeric");
  }
  if (body.value_type === "credit" && body.value_credit_id === undefined) {
    throw new HttpError(400, "value_credit_id: needed for value_type credit");
  }
  return {
    id,
    featureId,
    valueType: body.value_type,
    value: body.value_bool ?? true,
    period: body.metric_period ?? "current_month",
    reset: body.metric_period_month_reset ?? "first_of_month",
    rate: body.credit_consumption_rate ?? 1,
    ...(body.value_type === "numeric" ? defined({ limit: body.value_numeric }) : {}),
    ...(body.value_type === "credit"
      ? defined({ creditId: body.value_credit_id, quantityRates: body.quantity_rates })
      : {}),
  };
}

/** Features, plans and their entitlements (to read), company overrides (to read and write). */
export function catalogRoutes(services: Services): Hono {
  const { world } = services;
  const app = new Hono();

  const features = (c: Context) => {
    allowQuery(c, ["q", "ids", "feature_type"]);
    const ids = c.req.queries("ids");
    const types = c.req.queries("feature_type");
    const q = c.req.query("q");
    return where(
      world.features.values(),
      (feature) =>
        (ids === undefined || ids.includes(feature.id)) &&
        (types === undefined || types.includes(feature.type)) &&
        (q === undefined || feature.name.includes(q)),
    );
  };
  app.get("/features", (c) =>
    ok(
      c,
      page(c, features(c)).map((feature) => featureView(world, feature)),
    ),
  );
  app.get("/features/count", (c) => ok(c, countOf(features(c))));
  app.get("/features/:id", (c) =>
    ok(c, featureView(world, found(world.features.get(c.req.param("id")), "feature"))),
  );

  const plans = (c: Context) => {
    allowQuery(c, ["q", "ids", "plan_type"]);
    const ids = c.req.queries("ids");
    const { q, plan_type } = c.req.query();
    return where(
      world.plans.values(),
      (plan) =>
        (ids === undefined || ids.includes(plan.id)) &&
        (plan_type === undefined || plan.type === plan_type) &&
        (q === undefined || plan.name.includes(q)),
    );
  };
  app.get("/plans", (c) =>
    ok(
      c,
      page(c, plans(c)).map((plan) => planView(world, plan)),
    ),
  );
  app.get("/plans/count", (c) => ok(c, countOf(plans(c))));
  app.get("/plans/:id", (c) => ok(c, planView(world, found(world.plans.get(c.req.param("id")), "plan"))));
  app.get("/plan-entitlements", (c) => {
    allowQuery(c, ["plan_id", "feature_id"]);
    const { plan_id, feature_id } = c.req.query();
    const entitlements = [...world.plans.values()]
      .filter((plan) => plan_id === undefined || plan.id === plan_id)
      .flatMap((plan) => planEntitlementViews(world, plan))
      .filter((view) => feature_id === undefined || view.feature_id === feature_id);
    return ok(c, page(c, entitlements));
  });

  overrideRoutes(app, services);
  return app;
}

function overrideRoutes(app: Hono, { world, refresh }: Services): void {
  const view = (override: Override) => overrideView(world, override);
  const byId = (c: Context) => found(world.overrides.get(c.req.param("id") ?? ""), "company override");
  const put = (body: OverrideBody, companyId: string, featureId: string): Override => {
    const company = found(world.companies.get(companyId), "company");
    const feature = found(world.features.get(featureId), "feature");
    const expires = body.expiration_date === undefined ? undefined : Date.parse(body.expiration_date);
    const override = putOverride(
      world,
      company,
      toGrant(body, `over_${company.id}_${feature.key}`, feature.id),
      expires,
    );
    refresh();
    return override;
  };

  app.get("/company-overrides", (c) => {
    allowQuery(c, ["company_id", "feature_id", "ids"]);
    const { company_id, feature_id } = c.req.query();
    const ids = c.req.queries("ids");
    const matching = where(
      world.overrides.values(),
      (override) =>
        (company_id === undefined || override.companyId === company_id) &&
        (feature_id === undefined || override.featureId === feature_id) &&
        (ids === undefined || ids.includes(override.id)),
    );
    return ok(c, page(c, matching).map(view));
  });
  app.post("/company-overrides", async (c) => {
    const body = await readBody(c, createBody);
    return ok(c, view(put(body, body.company_id, body.feature_id)), 201);
  });
  app.get("/company-overrides/:id", (c) => ok(c, view(byId(c))));
  app.put("/company-overrides/:id", async (c) => {
    const body = await readBody(c, updateBody);
    const known = byId(c);
    return ok(c, view(put(body, known.companyId, known.featureId)));
  });
  app.delete("/company-overrides/:id", (c) => {
    removeOverride(world, byId(c), "deleted");
    refresh();
    return ok(c, { deleted: true });
  });
}
