import { type Context, Hono } from "hono";
import * as v from "valibot";
import { HttpError } from "../../errors";
import { deleteUser, upsertCompany, upsertUser } from "../../state/companies";
import type { User } from "../../state/model";
import { entityHead, membershipView, userView } from "../../wire/entities";
import { readBody } from "../body";
import {
  allowQuery,
  countOf,
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
  company: optional(keysSchema),
  companies: optional(v.array(keysSchema)),
  company_id: optional(v.string()),
  company_ids: optional(v.array(v.string())),
});

/** Users, their traits and memberships. */
export function userRoutes({ world }: Services): Hono {
  const app = new Hono();
  const view = (user: User) => userView(world, user);
  const byId = (c: Context) => found(world.users.get(c.req.param("id") ?? ""), "user");

  const upsert = (body: v.InferOutput<typeof upsertBody>): User => {
    const ids = [...(body.company_ids ?? []), ...(body.company_id === undefined ? [] : [body.company_id])];
    for (const id of ids) found(world.companies.get(id), `company "${id}"`);
    const keyed = [...(body.companies ?? []), ...(body.company === undefined ? [] : [body.company])];
    const companyIds = [...ids, ...keyed.map((keys) => upsertCompany(world, { keys }).id)];
    return upsertUser(world, { ...upsertInput(body), companyIds });
  };

  app.post("/users", async (c) => ok(c, view(upsert(await readBody(c, upsertBody)))));
  app.post("/users/create", async (c) => {
    const body = await readBody(c, upsertBody);
    if (world.users.find(body.keys).length > 0)
      throw new HttpError(409, "a user with one of these keys exists");
    return ok(c, view(upsert(body)), 201);
  });
  app.post("/users/delete", async (c) => {
    const { keys } = await readBody(c, v.object({ keys: keysSchema }));
    const user = lookup(world.users, keys, "user");
    deleteUser(world, user);
    return ok(c, entityHead(world, user));
  });

  const list = (c: Context) => {
    allowQuery(c, ["q", "ids", "company_id"]);
    const ids = c.req.queries("ids");
    const company = c.req.query("company_id");
    const q = c.req.query("q")?.toLowerCase();
    return where(
      world.users.values(),
      (user) =>
        (ids === undefined || ids.includes(user.id)) &&
        (company === undefined || user.companyIds.has(company)) &&
        (q === undefined ||
          [user.name, ...Object.values(user.keys)].some((text) => text.toLowerCase().includes(q))),
    );
  };
  app.get("/users", (c) => ok(c, page(c, list(c)).map(view)));
  app.get("/users/count", (c) => ok(c, countOf(list(c))));
  app.get("/users/lookup", (c) => ok(c, view(lookup(world.users, keysFromQuery(c, "keys"), "user"))));
  app.get("/users/:id", (c) => ok(c, view(byId(c))));
  app.delete("/users/:id", (c) => {
    deleteUser(world, byId(c));
    return ok(c, { deleted: true });
  });

  app.post("/user-traits", async (c) => {
    const body = await readBody(c, upsertTraitBody);
    const known = world.users.find(body.keys)[0];
    if (known === undefined && body.update_only === true) throw new HttpError(404, "user not found");
    const traits = { [body.trait]: traitValue(known?.traits[body.trait], body) };
    return ok(c, view(upsertUser(world, { keys: body.keys, traits })));
  });

  app.post("/company-memberships", async (c) => {
    const body = await readBody(c, v.object({ company_id: v.string(), user_id: v.string() }));
    const user = found(world.users.get(body.user_id), "user");
    found(world.companies.get(body.company_id), "company");
    upsertUser(world, { keys: user.keys, id: user.id, companyIds: [body.company_id] });
    return ok(c, membershipView(world, user, body.company_id));
  });
  app.get("/company-memberships", (c) => {
    allowQuery(c, ["company_id", "user_id"]);
    const { company_id, user_id } = c.req.query();
    const memberships = [...world.users.values()]
      .filter((user) => user_id === undefined || user.id === user_id)
      .flatMap((user) => [...user.companyIds].map((id) => ({ user, id })))
      .filter(({ id }) => company_id === undefined || id === company_id);
    return ok(
      c,
      page(c, memberships).map(({ user, id }) => membershipView(world, user, id)),
    );
  });
  return app;
}
