/** Sends the heap, in MB, that 200,000 tracked events hold in a process whose capture server never answers. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SchematicClient } from "@schematic/core";
import { SchematicClient as Published } from "@schematichq/schematic-typescript-node";
import { quiet } from "../support/clients";

const server = createServer((request) => request.resume());
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const options = { apiKey: "sch_dev_bench", eventCaptureBaseURL: url, logger: quiet };
const client = process.argv[2] === "ours" ? new SchematicClient(options) : new Published(options);

function used(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const before = used();
for (let n = 0; n < 200_000; n++) {
  await client.track({ event: "call", company: { id: `c${n % 1000}` }, user: { id: "u" }, quantity: 1 });
}
process.send?.((used() - before) / 2 ** 20);
process.on("disconnect", () => process.exit());
