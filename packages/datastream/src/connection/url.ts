/**
 * The datastream's URL for a REST base URL: `https` becomes `wss`, `http` becomes `ws`, a first host
 * label `api` becomes `datastream` when more labels follow, the path is `/datastream`. A `ws:` or `wss:`
 * URL is used as it is.
 *
 * @throws TypeError when `baseUrl` is not a URL.
 */
export function streamUrl(baseUrl: string): string {
  const url = new URL(baseUrl);
  if (url.protocol.startsWith("ws")) return baseUrl;
  url.protocol = url.protocol.replace("http", "ws");
  url.hostname = url.hostname.replace(/^api\./, "datastream.");
  return `${url.origin}/datastream`;
}
