import { type Context, Hono } from "hono";
import * as v from "valibot";
import { HttpError } from "../../errors";
import { changePlan, deleteCompany, upsertCompany } from "../../state/companies";
import type { Company } from "../../state/model";
import type { World } from "../../state/world";
import { featureUsageViews, planChangeView } from "../../wire/catalog";
import { companyView, entityHead } from "../../wire/entities";
import { readBody } from "../body";
import {
  allowQuery,
  countOf,
  defined,
  found,
  keysFromQuery,
  keysSchema,
  ok,
  optional,
  page,
  type Services,
  where,
} from "../context";
import { lookup, traitValue, upsertInput, upsertMembers, upsertTraitBody } from "./entities";

const upsertBody = v.object({
  ...upsertMembers,
  base_plan_id: optional(v.string()),
});

/** Companies, their traits, plans and usage. */
export function companyRoutes({ world }: Services): Hono {
  const app = new Hono();
  const view = (company: Company) => companyView(world, company);
  const byId = (c: Context, name: string) => found(world.companies.get(c.req.param(name) ?? ""), "company");

  const upsert = (body: v.InferOutput<typeof upsertBody>): Company => {
    if (body.base_plan_id !== undefined && world.plan(body.base_plan_id) === undefined) {
      throw new HttpError(404, `plan "${body.base_plan_id}" not found`);
    }
    const company = upsertCompany(world, upsertInput(body));
    if (body.base_plan_id !== undefined)
      changePlan(world, company, { plan: body.base_plan_id }, "company_upsert");
    return company;
  };

  app.post("/companies", async (c) => ok(c, view(upsert(await readBody(c, upsertBody)))));
  app.post("/companies/create", async (c) => {
    const body = await readBody(c, upsertBody);
    if (world.companies.find(body.keys).length > 0)
      throw new HttpError(409, "a company with one of these keys exists");
    return ok(c, view(upsert(body)), 201);
  });
  app.post("/companies/delete", async (c) => {
    const { keys } = await readBody(c, v.object({ keys: keysSchema }));
    const company = lookup(world.companies, keys, "company");
    deleteCompany(world, company);
    return ok(c, entityHead(world, company));
  });

  const list = (c: Context) => {
    allowQuery(c, ["q", "ids", "plan_id", "plan_ids", "without_plan"]);
    const ids = c.req.queries("ids");
    const plans = [...(c.req.queries("plan_ids") ?? []), ...(c.req.queries("plan_id") ?? [])];
    const q = c.req.query("q")?.toLowerCase();
    const withoutPlan = c.req.query("without_plan") === "true";
    return where(
      world.companies.values(),
      (company) =>
        (ids === undefined || ids.includes(company.id)) &&
        (plans.length === 0 || world.plansOf(company).some((plan) => plans.includes(plan.id))) &&
        (!withoutPlan || company.planId === undefined) &&
        (q === undefined ||
          [company.name, ...Object.values(company.keys)].some((text) => text.toLowerCase().includes(q))),
    );
  };
  app.get("/companies", (c) => ok(c, page(c, list(c)).map(view)));
  app.get("/companies/count", (c) => ok(c, countOf(list(c))));
  app.get("/companies/lookup", (c) =>
    ok(c, view(lookup(world.companies, keysFromQuery(c, "keys"), "company"))),
  );
  app.get("/companies/:id", (c) => ok(c, view(byId(c, "id"))));
  app.delete("/companies/:id", (c) => {
    deleteCompany(world, byId(c, "id"));
    return ok(c, { deleted: true });
  });

  planRoutes(app, world);
  return app;
}

/** Details of a company: single traits, plans, usage, credits. */
function planRoutes(app: Hono, world: World): void {
  const view = (company: Company) => companyView(world, company);
  const byId = (c: Context, name: string) => found(world.companies.get(c.req.param(name) ?? ""), "company");
  const checkPlans = (ids: readonly (string | undefined)[]) => {
    for (const id of ids) if (id !== undefined) found(world.plan(id), `plan "${id}"`);
  };

  app.post("/company-traits", async (c) => {
    const body = await readBody(c, upsertTraitBody);
    const known = world.companies.find(body.keys)[0];
    if (known === undefined && body.update_only === true) throw new HttpError(404, "company not found");
    const traits = { [body.trait]: traitValue(known?.traits[body.trait], body) };
    return ok(c, view(upsertCompany(world, { keys: body.keys, traits })));
  });

  app.put("/company-plans/:id", async (c) => {
    const schema = v.object({ base_plan_id: optional(v.string()), add_on_ids: v.array(v.string()) });
    const body = await readBody(c, schema);
    const company = byId(c, "id");
    checkPlans([...body.add_on_ids, body.base_plan_id]);
    changePlan(world, company, { plan: body.base_plan_id ?? null, addOns: body.add_on_ids }, "manage_plan");
    return ok(c, view(company));
  });
  app.post("/manage-plan", async (c) => {
    const schema = v.object({
      company_id: v.string(),
      base_plan_id: optional(v.string()),
      add_on_selections: v.optional(v.array(v.object({ plan_id: v.string() })), []),
    });
    const body = await readBody(c, schema);
    const company = found(world.companies.get(body.company_id), "company");
    const addOns = body.add_on_selections.map((selection) => selection.plan_id);
    checkPlans([...addOns, body.base_plan_id]);
    changePlan(world, company, { addOns, ...defined({ plan: body.base_plan_id }) }, "manage_plan");
    return ok(c, { company: view(company), problems: [], success: true });
  });
  app.get("/plan-changes", (c) => {
    allowQuery(c, ["company_id"]);
    const company = c.req.query("company_id");
    const changes = world.planChanges.filter(
      (change) => company === undefined || change.companyId === company,
    );
    return ok(
      c,
      page(c, changes.reverse()).map((change) => planChangeView(world, change)),
    );
  });
  app.get("/usage-by-company", (c) => {
    const company = lookup(world.companies, keysFromQuery(c, "keys"), "company");
    return ok(c, { features: featureUsageViews(world, company) });
  });
  app.get("/billing/credits/balance", (c) => {
    const company = found(world.companies.get(c.req.query("company_id") ?? ""), "company");
    return ok(
      c,
      Object.keys(company.creditBalances).map((id) => ({
        credit_id: id,
        ...world.credits.figures(company, id),
        source: "schematic",
      })),
    );
  });
}
