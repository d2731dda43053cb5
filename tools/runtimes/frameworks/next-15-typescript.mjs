import { packagesOf, runNext } from "./support/next-typescript.mjs";

/** Next 15 in strict TypeScript: webhook routes of both routers, and checks beside the cache of the framework. */
export const packages = packagesOf("15.5.29", "19.2.0");

export const run = (tools) => runNext("Next 15", tools);
