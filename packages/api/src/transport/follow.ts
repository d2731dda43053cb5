/** A request whose headers are known by their lower-case names. */
export interface Followed extends RequestInit {
  headers: Record<string, string>;
}

/**
 * Follows redirects as `fetch` does, but another origin gets no header besides the content's type: `fetch`
 * itself would hand it the API key. After 20 in a row the redirect is the answer; in browsers, which tell
 * nobody where it goes, the first one is.
 */
export async function follow(fetcher: typeof fetch, url: string, init: Followed): Promise<Response> {
  const ours = !init.redirect || init.redirect === "follow";
  const request: Followed = ours ? { ...init, redirect: "manual" } : init;
  for (let here = url, left = 20; ; left--) {
    const answer = await fetcher(here, request);
    const { status, body } = answer;
    const location = answer.headers.get("location");
    if (!ours || !left || !location || !/30[12378]/.test(`${status}`)) return answer;
    await body?.cancel();
    const { origin, href } = new URL(location, here);
    const type = request.headers["content-type"];
    if (origin !== new URL(here).origin) request.headers = type ? { "content-type": type } : {};
    if (status === 303 || (status < 303 && request.method === "POST")) {
      request.method = "GET";
      request.body = null;
    }
    here = href;
  }
}
