import { packagesOf, runNext } from "./support/next-typescript.mjs";

/** Next 14 in strict TypeScript: webhook routes of both routers, and checks beside the cache of the framework. */
export const packages = packagesOf("14.2.35", "18.3.1");

export const run = (tools) => runNext("Next 14", tools);
