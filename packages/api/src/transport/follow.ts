import { discardBody } from "@schematic-internal/kit";
import { SchematicError } from "../errors/schematic-error";

/** A request whose headers are known by their lower-case names. */
export interface FollowedInit extends RequestInit {
  headers: Record<string, string>;
}

/** Redirects in a row after which the last one is the response. */
const MAX_REDIRECTS = 20;
const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * Follows redirects as `fetch` does, with two differences. Another origin receives no header except the content type:
 * `fetch` itself would pass the API key on. Only http and https are followed. Browsers hide the target of a redirect;
 * there the redirect itself is the response.
 */
export async function follow(fetcher: typeof fetch, url: string, init: FollowedInit): Promise<Response> {
  const follows = !init.redirect || init.redirect === "follow";
  let request: FollowedInit = follows ? { ...init, redirect: "manual" } : init;
  let current = url;
  for (let count = 0; ; count++) {
    const response = await fetcher(current, request);
    if (typeof response?.headers?.get !== "function") {
      throw new SchematicError({
        message: "fetch returned something else than a Response",
        code: "invalid_response",
      });
    }
    const location = response.headers.get("location");
    if (!follows || !location || count === MAX_REDIRECTS || !REDIRECTS.includes(response.status))
      return response;
    discardBody(response);
    const target = targetOf(location, current);
    request = redirected(request, response.status, target.origin === new URL(current).origin);
    current = target.href;
  }
}

/** Returns the absolute URL that a redirect leads to. */
function targetOf(location: string, from: string): URL {
  let target: URL | undefined;
  try {
    target = new URL(location, from);
  } catch {
    // Reported below.
  }
  if (target && /^https?:$/.test(target.protocol)) return target;
  throw new SchematicError({
    message: `${new URL(from).host} redirects to a URL that is not http or https: ${location.slice(0, 100)}`,
    code: "invalid_redirect",
  });
}

/** Returns the request for the target of a redirect. */
function redirected(request: FollowedInit, status: number, isSameOrigin: boolean): FollowedInit {
  const method = request.method?.toUpperCase();
  const becomesGet = status === 303 ? method !== "HEAD" : status <= 302 && method === "POST";
  const { body: _body, ...withoutBody } = request;
  const { "content-type": type, ...headers } = request.headers;
  if (becomesGet) return { ...withoutBody, method: "GET", headers: isSameOrigin ? headers : {} };
  const kept: Record<string, string> = type ? { "content-type": type } : {};
  return { ...request, headers: isSameOrigin ? request.headers : kept };
}
