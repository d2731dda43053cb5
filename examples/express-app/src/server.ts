import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SchematicClient } from "@schematic/sdk";
import { createApp } from "./app";

const client = new SchematicClient({
  apiKey: process.env.SCHEMATIC_API_KEY,
  // For the emulator; without them it is Schematic itself.
  basePath: process.env.SCHEMATIC_API_URL,
  eventCaptureBaseURL: process.env.SCHEMATIC_EVENT_CAPTURE_URL,
  useDataStream: true,
});
// Not ready in time is no reason not to serve: until then checks go over REST.
await client.initialize({ timeoutMs: 5_000 }).catch((error: unknown) => console.warn(error));

const server = createApp(client).listen(Number(process.env.PORT ?? 3000), "127.0.0.1");
await once(server, "listening");
console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`);

/** First no new requests, then the answers under way, then the events: nothing that was tracked is lost. */
async function shutDown(signal: string): Promise<void> {
  console.log(`${signal}: finishing`);
  // Connections that are busy now would otherwise be kept open for 5 s after their answer.
  server.keepAliveTimeout = 1;
  await new Promise((resolve) => server.close(resolve));
  await client.close();
  console.log("closed, every event is delivered");
}

let ending: Promise<void> | undefined;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  // A terminal and a parent process may both send it: the second one must not cut the first one short.
  process.on(signal, () => {
    ending ??= shutDown(signal);
  });
}
