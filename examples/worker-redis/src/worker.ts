// One application process: it checks flags from the Redis that the replicator keeps, and opens no
// connection to Schematic but for events.
import { once } from "node:events";
import { SchematicClient } from "@schematic/sdk";
import { Redis } from "ioredis";

const {
  REDIS_URL = "redis://localhost:6379",
  REPLICATOR_URL = "http://localhost:8090",
  COMPANY = "acme",
} = process.env;

const redis = new Redis(REDIS_URL);
// Nothing is given to a client that is not connected: the first checks would go over REST.
await once(redis, "ready");
const client = new SchematicClient({
  apiKey: process.env.SCHEMATIC_API_KEY ?? "",
  basePath: process.env.SCHEMATIC_API_URL,
  eventCaptureBaseURL: process.env.SCHEMATIC_EVENT_CAPTURE_URL,
  eventBufferInterval: 50,
  useDataStream: true,
  dataStream: { redisClient: redis, replicatorMode: true, replicatorHealthURL: `${REPLICATOR_URL}/ready` },
});
await client.initialize();

const context = { company: { id: COMPANY } };
let last: boolean | undefined;
let checks = 0;
let local = 0;
let unanswered = 0;

const timer = setInterval(async () => {
  const answer = await client.checkFlagWithEntitlement(context, "exports");
  checks++;
  if (answer.source === "replicator") local++;
  if (answer.source?.endsWith("default")) unanswered++;
  if (answer.value !== last) process.send?.({ type: "changed", value: answer.value, at: Date.now() });
  last = answer.value;
}, 2);

process.on("message", async (message: { type: string }) => {
  if (message.type === "track") await client.track({ event: "export", company: context.company });
  if (message.type !== "stop") return;
  clearInterval(timer);
  await client.close();
  redis.disconnect();
  process.send?.({ type: "done", checks, local, unanswered }, () => process.disconnect());
});
