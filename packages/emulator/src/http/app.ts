import { type Context, Hono, type MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import type { Activity } from "../activity";
import { EmulatorError, HttpError } from "../errors";
import { type AccessRules, isAllowedOrigin, refusalOf } from "./access";
import type { Services } from "./context";
import { keyGuard } from "./key-guard";
import { recordRequests } from "./record";
import { catalogRoutes } from "./routes/catalog";
import { companyRoutes } from "./routes/companies";
import { creditRoutes } from "./routes/credits";
import { eventRoutes } from "./routes/events";
import { flagRoutes } from "./routes/flags";
import { userRoutes } from "./routes/users";
import { webhookRoutes } from "./routes/webhooks";

export interface AppParts {
  services: Services;
  control: Hono;
  access: AccessRules;
  activity: Activity;
}

/** The whole HTTP side: the API behind its key, and `control` (page, control path) in front of it. */
export function createApp({ services, control, access, activity }: AppParts): Hono {
  const app = new Hono();
  app.onError(answerError);
  app.use(guard(access));
  if (access.isExposed) app.use(keyGuard(services.world.apiKeys));
  app.route("/", control);
  app.use(recordRequests(activity));
  app.use(
    cors({
      origin: (origin, c) => (isAllowedOrigin(origin, c.req.header("host"), access) ? origin : null),
      maxAge: 600,
    }),
  );
  app.use(async (c, next) => {
    if (!services.world.apiKeys.has(c.req.header("x-schematic-api-key") ?? "")) {
      return c.json(
        { error: "invalid API key; the emulator accepts those of its seed (default sch_dev_emulator)" },
        401,
      );
    }
    return next();
  });
  app.route("/", flagRoutes(services));
  app.route("/", companyRoutes(services));
  app.route("/", creditRoutes(services));
  app.route("/", userRoutes(services));
  app.route("/", eventRoutes(services));
  app.route("/", catalogRoutes(services));
  app.route("/", webhookRoutes(services));
  app.all("*", (c) => unsupported(c, `the emulator does not support ${c.req.method} ${c.req.path}`));
  return app;
}

/** Refuses web pages of other sites and requests to other host names, on every path. */
function guard(access: AccessRules): MiddlewareHandler {
  return (c, next) => {
    const refusal = refusalOf(
      {
        method: c.req.method,
        path: c.req.path,
        host: c.req.header("host"),
        origin: c.req.header("origin"),
        fetchSite: c.req.header("sec-fetch-site"),
        fetchMode: c.req.header("sec-fetch-mode"),
      },
      access,
    );
    if (refusal !== undefined) throw new HttpError(403, refusal);
    return next();
  };
}

/**
 * Responds with 501 to what the emulator does not support. The published SDKs repeat every 5xx status, with seconds in
 * between, so that they get the same answer as 405, which they do not repeat.
 */
export function unsupported(c: Context, error: string): Response {
  const isPublishedSdk = c.req.header("x-fern-language") !== undefined;
  return c.json({ error, status: 501 }, isPublishedSdk ? 405 : 501);
}

export function answerError(error: Error, c: Context): Response {
  if (error instanceof HttpError) {
    return error.status === 501
      ? unsupported(c, error.message)
      : c.json({ error: error.message }, error.status);
  }
  if (error instanceof EmulatorError) return c.json({ error: error.message, code: error.code }, 400);
  return c.json({ error: `emulator: ${error.message}` }, 500);
}
