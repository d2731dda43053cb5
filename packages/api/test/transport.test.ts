import * as source from "../src";
import { describeTransport } from "./support/transport-suite";

describeTransport("the source", source);

const built: typeof source = await import(new URL("../dist/index.js", import.meta.url).href);
describeTransport("the build", built);
