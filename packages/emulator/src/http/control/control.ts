import { PAGE, SCRIPT, STYLE } from "virtual:emulator-page";
import { Hono } from "hono";
import { clockRoutes } from "./clock";
import { creditControlRoutes } from "./credits";
import { entityRoutes, stateRoutes } from "./entities";
import { faultRoutes } from "./faults";
import { live } from "./live";
import type { ControlParts } from "./parts";
import { pageState } from "./state";
import { webhookControlRoutes } from "./webhooks";

const PAGE_HEADERS: Record<string, string> = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};
/** Actions that change nothing. */
const QUESTIONS = ["check", "explain"];
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#2f5bea"/><path d="M9 11h14M9 21h14" stroke="#fff" stroke-width="3" stroke-linecap="round"/><circle cx="19" cy="11" r="4" fill="#fff"/><circle cx="13" cy="21" r="4" fill="#fff"/></svg>';

/** The page at `/` and the control path `/_emulator`, for this machine without an API key. */
export function controlRoutes(parts: ControlParts): Hono {
  const { emulator } = parts;
  const app = new Hono();
  app.use("/", async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(PAGE_HEADERS)) c.res.headers.set(name, value);
  });
  app.use("/_emulator/*", async (c, next) => {
    await next();
    const action = c.req.path.slice("/_emulator/".length);
    if (c.req.method === "GET" || !c.res.ok || QUESTIONS.includes(action)) return;
    parts.activity.add({ kind: action === "clock" ? "clock" : "change", title: `${c.req.method} ${action}` });
  });
  const file = (path: string, content: string, type: string): void => {
    app.get(path, (c) => c.body(content, 200, { "Content-Type": type, "X-Content-Type-Options": "nosniff" }));
  };
  file("/", PAGE, "text/html; charset=utf-8");
  file("/_emulator/page.css", STYLE, "text/css; charset=utf-8");
  file("/_emulator/page.js", SCRIPT, "text/javascript; charset=utf-8");
  file("/_emulator/icon.svg", ICON, "image/svg+xml");
  app.get("/_emulator/health", (c) => c.json({ status: "ok" }));
  app.get("/_emulator/state", (c) => c.json(pageState(parts)));
  app.get("/_emulator/snapshot", (c) => c.json(emulator.snapshot()));
  app.get("/_emulator/events", (c) => c.json(emulator.events()));
  app.get("/_emulator/requests", (c) => c.json(emulator.requests()));
  app.get("/_emulator/deliveries", (c) => c.json(emulator.deliveries()));
  app.get("/_emulator/activity", (c) => c.json(parts.activity.entries));
  app.get("/_emulator/live", (c) => live(c, parts));
  stateRoutes(app, parts);
  entityRoutes(app, parts);
  webhookControlRoutes(app, parts);
  creditControlRoutes(app, emulator.credits);
  clockRoutes(app, emulator);
  faultRoutes(app, emulator);
  return app;
}
