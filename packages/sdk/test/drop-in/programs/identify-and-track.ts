import { SchematicClient } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ apiKey, basePath, eventCaptureBaseURL, arrived }: Host): Promise<unknown> {
  const client = new SchematicClient({ apiKey, basePath, eventCaptureBaseURL, eventBufferInterval: 20 });
  await client.identify({
    keys: { email: "wcoyote@acme.net", userId: "your-user-id" },
    name: "Wile E. Coyote",
    traits: { city: "Atlanta", loginCount: 24, isStaff: false },
    company: { keys: { id: "your-company-id" }, name: "Acme Widgets, Inc.", traits: { plan_name: "pro" } },
  });
  await arrived("identify", 1);
  await client.track({ event: "api-call", company: { id: "acme" }, user: { id: "wile" } });
  await client.track(
    { event: "api-call", company: { id: "acme" }, quantity: 10, traits: { source: "import", aB: 1 } },
    { idempotencyKey: "once" },
  );
  await client.track(
    { event: "api-call", company: { id: "acme" } },
    { sentAt: new Date(0), trustedClientClock: true, backfill: true },
  );
  await arrived("track", 3);
  await client.close();
  return "done";
}
