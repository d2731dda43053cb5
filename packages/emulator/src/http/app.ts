import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { EmulatorError, HttpError } from "../errors";
import type { Services } from "./context";
import { catalogRoutes } from "./routes/catalog";
import { companyRoutes } from "./routes/companies";
import { creditRoutes } from "./routes/credits";
import { eventRoutes } from "./routes/events";
import { flagRoutes } from "./routes/flags";
import { userRoutes } from "./routes/users";
import { webhookRoutes } from "./routes/webhooks";

const MAX_BODY_BYTES = 32 * 1024 * 1024;

function tooLarge(c: Context): Response {
  return c.json({ error: `the body is larger than ${MAX_BODY_BYTES} bytes` }, 413);
}

/** The whole HTTP side: the API behind its key, and `control` (page, control path) in front of it. */
export function createApp(services: Services, control: Hono): Hono {
  const app = new Hono();
  app.onError(answerError);
  app.on(["POST", "PUT"], "*", bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge }));
  app.route("/", control);
  app.use(cors({ origin: "*", maxAge: 600 }));
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
  app.all("*", (c) => c.json({ error: `the emulator does not support ${c.req.method} ${c.req.path}` }, 501));
  return app;
}

export function answerError(error: Error, c: Context): Response {
  if (error instanceof HttpError) return c.json({ error: error.message }, error.status);
  if (error instanceof EmulatorError) return c.json({ error: error.message, code: error.code }, 400);
  return c.json({ error: `emulator: ${error.message}` }, 500);
}
