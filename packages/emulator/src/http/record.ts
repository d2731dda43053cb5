import type { MiddlewareHandler } from "hono";
import { type Activity, cutBody } from "../activity";

/** Records each request to the API for the timeline, with its answer. */
export function recordRequests(activity: Activity): MiddlewareHandler {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    const { method } = c.req;
    const { pathname, search } = new URL(c.req.url);
    const status = c.res.status;
    const responseBody = c.res.body === null ? "" : await c.res.clone().text();
    activity.add({
      kind: "request",
      title: `${method} ${pathname} ${status}`,
      request: {
        method,
        path: pathname + search,
        status,
        durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
        requestBody: cutBody(
          (c as unknown as { get(name: string): string | undefined }).get("bodyText") ?? "",
        ),
        responseBody: cutBody(responseBody),
      },
    });
  };
}
