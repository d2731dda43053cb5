// An application process in replicator mode: checks all the while, reports when a watched answer changes.
// SCALE says where everything is (JSON), and what to do by messages.
import { once } from "node:events";
import { RedisCache } from "@schematic/cache-redis";
import { SchematicClient } from "@schematic/core";
import { replicatorSource } from "@schematic/datastream";
import { Redis } from "ioredis";

const { apiKey, url, captureUrl, redisUrl, healthUrl, companies, users, hot } = JSON.parse(process.env.SCALE);
const quiet = { error() {}, warn() {}, info() {}, debug() {} };

const redis = new Redis(redisUrl, { retryStrategy: () => 100 });
redis.on("error", () => {});
await once(redis, "ready");
const cache = new RedisCache(redis, { logger: quiet });
const source = replicatorSource({
  companyCache: cache,
  companyLookupCache: cache,
  userCache: cache,
  userLookupCache: cache,
  flagCache: cache,
  healthUrl: `${healthUrl}/ready`,
  healthInterval: 500,
});
const client = new SchematicClient({
  apiKey,
  basePath: url,
  eventCaptureBaseURL: captureUrl,
  logger: quiet,
  // What the checks tell Schematic is another row's subject.
  events: { flagChecks: "off" },
  flagSource: source,
});

const flags = ["calls", "export", "beta", "everyone"];
const who = (i) => ({ company: { id: `company-${i}` }, user: { email: `u${i % users}@example.com` } });
const hotOnes = Array.from({ length: hot }, (_, i) => who(i));
const now = () => performance.timeOrigin + performance.now();

let checks = 0;
let watches = [];
let stopped = false;

/**
 * Most checks are for the same companies again, some for any other one. Few of them while nothing is
 * loaded: after a minute they go over REST, and the emulated Schematic shares this machine.
 */
function turn() {
  const ready = client.status().state === "ready";
  for (let i = 0; ready && i < 20; i++) ask(hotOnes[(checks * 7) % hot], flags[i % flags.length]);
  ask(who(Math.floor(Math.random() * companies)), flags[checks % flags.length]);
  for (const watch of watches) look(watch);
  if (!stopped) setTimeout(turn, ready ? 1 : 1_000);
}

function ask(context, flag) {
  checks++;
  void client.checkFlag(context, flag);
}

async function look(watch) {
  if (watch.busy) return;
  watch.busy = true;
  const value = await client.checkFlag(watch.context, watch.flag);
  watch.busy = false;
  checks++;
  if (value !== watch.expected || !watches.includes(watch)) return;
  watches = watches.filter((one) => one !== watch);
  process.send({ type: "seen", id: watch.id, at: now() });
}

/** How many repeated checks this process can do, beside the others. */
function burst(ms) {
  let done = 0;
  const end = performance.now() + ms;
  while (performance.now() < end) {
    for (let i = 0; i < 500; i++) client.checkFlagSync(hotOnes[i % hot], flags[i % flags.length]);
    done += 500;
  }
  return done / (ms / 1_000);
}

process.on("message", async (message) => {
  switch (message.type) {
    case "watch":
      watches.push({ ...message, context: who(message.company), busy: false });
      break;
    case "report":
      process.send({ type: "report", checks, rss: process.memoryUsage.rss(), state: client.status() });
      break;
    case "burst":
      process.send({ type: "burst", perSecond: burst(message.ms) });
      break;
    case "verify": {
      const answers = [];
      for (const [company, flag] of message.questions) {
        const { value, source: from } = await client.checkFlagWithEntitlement(who(company), flag);
        answers.push({ value, from });
      }
      process.send({ type: "verify", answers });
      break;
    }
    case "stop":
      stopped = true;
      await client.close();
      redis.disconnect();
      process.disconnect();
  }
});
process.send({ type: "up" });
turn();
