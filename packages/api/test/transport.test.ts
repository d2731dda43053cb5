import * as source from "../src";
import { describeTransport } from "./support/transport-suite";

describeTransport("the source, with all of ky", source);

// What is published has the parts of ky left out that the transport does not use.
const built: typeof source = await import(new URL("../dist/index.js", import.meta.url).href);
describeTransport("the build, with a lean ky", built);
