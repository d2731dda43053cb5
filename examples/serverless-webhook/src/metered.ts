// A Lambda that is metered. The platform freezes the process once the answer is out: whatever was tracked
// has to be delivered before.
import { SchematicClient } from "@schematic/core";

// Outside of the handler: one client for all calls of this instance.
const client = new SchematicClient({
  apiKey: process.env.SCHEMATIC_API_KEY,
  basePath: process.env.SCHEMATIC_API_URL,
  eventCaptureBaseURL: process.env.SCHEMATIC_EVENT_CAPTURE_URL,
  // Other instances use the same limit, so each call asks anew.
  cacheProviders: { flagChecks: [] },
});

export async function handler(event: {
  headers?: Record<string, string | undefined>;
}): Promise<{ statusCode: number; body: string }> {
  const id = event.headers?.["x-company"];
  if (id === undefined) return { statusCode: 401, body: "say who you are: header x-company" };
  const company = { id };
  if (!(await client.checkFlag({ company }, "api-calls"))) return { statusCode: 402, body: "used up" };
  await client.track({ event: "api-call", company });
  const left = await client.flush();
  if (left > 0) console.warn(`${left} events are not delivered yet: they go with the next call`);
  return { statusCode: 200, body: `hello ${id}` };
}
