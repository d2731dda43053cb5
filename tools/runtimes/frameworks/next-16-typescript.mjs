import { packagesOf, runNext } from "./support/next-typescript.mjs";

/** Next 16 in strict TypeScript: webhook routes of both routers, and checks beside the cache of the framework. */
export const packages = packagesOf("16.4.6", "19.2.0");

export const run = (tools) => runNext("Next 16", tools);
