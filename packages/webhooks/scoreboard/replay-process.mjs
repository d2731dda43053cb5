// One process of a service with a webhook; it runs the built package. Its parent ends it.
import { createServer } from "node:http";
import { createWebhookHandler, redisReplayStore } from "@schematic/webhooks";
import { Redis } from "ioredis";

const redis = new Redis(process.env.WEBHOOK_REDIS);
const webhooks = createWebhookHandler({
  secret: process.env.WEBHOOK_SECRET,
  replayStore: redisReplayStore(redis),
  onError: () => {},
}).on("test.send", async ({ body: { id, fails } }) => {
  if (fails && (await redis.hincrby("thrown", id, 1)) <= fails) throw new Error("at first");
  await redis.hincrby("handled", id, 1);
});
const server = createServer(webhooks.node);
// On a busy machine an idle connection may be closed just as the next delivery is written to it.
server.keepAliveTimeout = 0;
server.listen(0, "127.0.0.1", () => process.send(`http://127.0.0.1:${server.address().port}/`));
process.on("disconnect", () => process.exit());
