// Cloudflare Workers: settings come with each request.
import { createHandler, type Handler, type Settings } from "./handler";

let handler: Handler | undefined;

export default {
  fetch(
    request: Request,
    env: Settings,
    context: { waitUntil(work: Promise<unknown>): void },
  ): Promise<Response> {
    handler ??= createHandler(env);
    return handler(request, (work) => context.waitUntil(work));
  },
};
