// Cloudflare Workers; `waitUntil` is there since 2025.
import * as workers from "cloudflare:workers";

export const waitUntil = workers.waitUntil;
