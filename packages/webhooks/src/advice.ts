import { type WebhookErrorCode, WebhookSignatureError } from "./core/errors";

/** Members by which the requests of frameworks are recognised. */
interface Traces {
  app?: unknown;
  baseUrl?: unknown;
  raw?: unknown;
  server?: unknown;
  routeOptions?: unknown;
  req?: unknown;
  ctx?: unknown;
  bodyUsed?: unknown;
  preview?: unknown;
  previewData?: unknown;
  query?: unknown;
  cookies?: unknown;
  isBase64Encoded?: unknown;
  requestContext?: unknown;
  on?: unknown;
}

const START = "Webhook body is no longer raw, so its signature cannot be checked.";

/** Explains why the body of `request` is not available, and how to keep it in its framework. */
export function rawBodyAdvice(request: object): string {
  return `${START} ${advice(request as Traces)}`;
}

function advice(request: Traces): string {
  if (request.bodyUsed === true) {
    return "Something has read it: verify before request.json(), or pass { headers: request.headers, body: text } with the text of request.text().";
  }
  if (request.requestContext !== undefined || request.isBase64Encoded !== undefined) {
    return "Lambda: pass the event as it came, before middleware such as middy's http-json-body-parser.";
  }
  if (request.raw !== undefined && (request.routeOptions !== undefined || request.server !== undefined)) {
    return 'Fastify: register fastifyWebhooks from "@schematic/webhooks/fastify", or add a content type parser with { parseAs: "buffer" } in the plugin of this route.';
  }
  if (request.ctx !== undefined || (request.req !== undefined && request.app !== undefined)) {
    return "Koa: put this route before the body parser, or pass { headers: ctx.headers, body: ctx.request.rawBody } where the parser keeps it.";
  }
  if (request.baseUrl !== undefined && request.app !== undefined) {
    return "Express: mount express.raw({ type: '*/*' }) on this route before express.json(), or keep the bytes with express.json({ verify: (req, res, raw) => { req.rawBody = raw } }). Nest: create the application with { rawBody: true }.";
  }
  if (request.cookies !== undefined && request.query !== undefined && typeof request.on === "function") {
    return "Next.js pages router: export const config = { api: { bodyParser: false } } from this file.";
  }
  if (typeof request.on === "function") {
    return "Something has read the request: verify before any body parser, or keep the bytes as req.rawBody.";
  }
  return "Pass { headers, body } with the body as text or bytes, exactly as it came; JSON.stringify of a parsed body is not the same.";
}

const HINTS: { readonly [Code in WebhookErrorCode]?: string } = {
  missing_header: "is this Schematic's request, and does every proxy in between keep its headers?",
  unsupported_version: "update @schematic/webhooks",
  bad_timestamp: "it must be a unix time in whole seconds or ms",
  stale_timestamp: "it was sent again, or the clock of this machine is wrong",
  bad_signature: "is the secret that of this webhook, and the body the raw one, byte for byte?",
  bad_secret: "copy it from the webhook's settings",
  bad_option: "tolerance is a number of seconds, at most 86400 (a day), or Infinity",
};

/** Returns the same error with a hint on what to do. */
export function explained(error: unknown): unknown {
  if (!(error instanceof WebhookSignatureError)) return error;
  const hint = HINTS[error.code];
  return hint === undefined ? error : new WebhookSignatureError(`${error.message}: ${hint}`, error.code);
}
