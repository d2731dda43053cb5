import type { MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { HttpError } from "../errors";

const COOKIE = "schematic_emulator_key";

/**
 * Protects the page and the control path of an emulator that other machines can reach. Programs send the API
 * key as a header. A person opens `/?key=<API key>` once, which stores the key in a cookie.
 */
export function keyGuard(apiKeys: ReadonlySet<string>): MiddlewareHandler {
  return async (c, next) => {
    const { path } = c.req;
    if (path !== "/" && !path.startsWith("/_emulator")) return next();
    const offered = c.req.query("key");
    if (path === "/" && offered !== undefined && apiKeys.has(offered)) {
      setCookie(c, COOKIE, offered, { httpOnly: true, sameSite: "Strict", path: "/" });
      return c.redirect("/");
    }
    const key = c.req.header("x-schematic-api-key") ?? getCookie(c, COOKIE) ?? "";
    if (!apiKeys.has(key)) {
      throw new HttpError(
        401,
        "other machines can reach this emulator: open /?key=<API key> or send the key",
      );
    }
    return next();
  };
}
