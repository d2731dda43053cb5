/**
 * The datastream's URL for a REST base URL: `https` becomes `wss`, `http` becomes `ws`, a first host
 * label `api` becomes `datastream` when more labels follow, the path is `/datastream`. A `ws:` or `wss:`
 * URL is used as it is.
 *
 * @throws TypeError when `baseUrl` is not a URL.
 */
export function streamUrl(baseUrl: string): string {
  const url = new URL(baseUrl);
  if (url.protocol === "ws:" || url.protocol === "wss:") return baseUrl;
  const scheme = url.protocol === "http:" ? "ws" : "wss";
  const labels = url.hostname.split(".");
  if (labels.length > 1 && labels[0] === "api") labels[0] = "datastream";
  const port = url.port === "" ? "" : `:${url.port}`;
  return `${scheme}://${labels.join(".")}${port}/datastream`;
}
