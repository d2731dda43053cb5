import * as source from "../src";
import { describeFetch } from "./support/fetch-suite";
import { describeTransport } from "./support/transport-suite";

const built: typeof source = await import(new URL("../dist/index.js", import.meta.url).href);

for (const [name, sdk] of [
  ["the source", source],
  ["the build", built],
] as const) {
  describeTransport(name, sdk);
  describeFetch(name, sdk);
}
