// Floods an event queue whose server hangs. Arguments: capture URL, number of events, and "queue";
// "nothing" for the same load into no queue: what the loop's own garbage takes; "published" for the peer.
import { setImmediate as turn } from "node:timers/promises";
import { DEFAULTS, EventQueue, systemClock } from "@schematic/core";

const [url, count, into] = process.argv.slice(2);
const total = Number(count);
const silent = () => {};
let last;
const nothing = {
  accept: (_, body) => {
    last = body;
  },
  acceptFlagCheck: (_, context) => {
    last = context;
  },
  onDrop: () => last,
  status: () => ({ queued: 0, inFlight: 0, dropped: 0 }),
};
const options = {
  apiKey: "sch_dev_scoreboard",
  baseUrl: url,
  fetch,
  headers: {},
  clock: systemClock,
  logger: { error: silent, warn: silent, info: silent, debug: silent },
  flushIntervalMs: DEFAULTS.eventBufferIntervalMs,
  timeoutMs: DEFAULTS.captureTimeoutMs,
  maxQueueSize: DEFAULTS.maxQueueSize,
  maxQueueBytes: DEFAULTS.maxQueueBytes,
  maxBatchSize: DEFAULTS.maxBatchSize,
  concurrency: DEFAULTS.eventConcurrency,
  onFull: "drop",
};

/** The published SDK: it reports neither what it holds nor what it drops. */
async function published() {
  const { SchematicClient } = await import("@schematichq/schematic-typescript-node");
  const client = new SchematicClient({
    apiKey: "sch_dev_scoreboard",
    eventCaptureBaseURL: url,
    logger: options.logger,
  });
  const accept = (type, body) => void client[type](body).catch(silent);
  const acceptFlagCheck = (answer, { company, user }) =>
    accept("track", { event: answer.flagKey, company, user });
  return { ...nothing, accept, acceptFlagCheck };
}

const queue =
  into === "nothing" ? nothing : into === "published" ? await published() : new EventQueue(options);
let told = 0;
let lostBeforeChecks = 0;
let checksWaiting = 0;
queue.onDrop((drop) => {
  told += drop.count;
  if (drop.type === "flag_check") checksWaiting -= drop.count;
  // Batches that were sent cannot be dropped: up to eight are on the wire, and as many wait for another attempt.
  else if (checksWaiting > 16 * DEFAULTS.maxBatchSize) lostBeforeChecks += drop.count;
});
const answer = { flagKey: "f", value: true, reason: "match", flagId: "flag_1" };

/** The first fifth are flag checks for the most part, then only events. */
function feed(from, to) {
  for (let i = from; i < to; i++) {
    const user = { id: `u${i}` };
    const company = { id: `c${i % 1000}` };
    if (i < total / 5 && i % 10 !== 0) {
      queue.acceptFlagCheck(answer, { company, user });
      checksWaiting++;
    } else if (i % 20 === 1) queue.accept("identify", { keys: user, company: { keys: company } });
    else queue.accept("track", { event: "call", company, user, quantity: 1 });
  }
}

feed(0, 1000);
await turn();
global.gc();
const before = process.memoryUsage.rss();
let most = before;
let largest = 0;
for (let i = 1000; i < total; i += 10_000) {
  feed(i, Math.min(total, i + 10_000));
  await turn();
  const { queued, inFlight } = queue.status();
  largest = Math.max(largest, queued + inFlight);
  most = Math.max(most, process.memoryUsage.rss());
}
const { queued, inFlight, dropped } = queue.status();
const rssMb = (most - before) / 1048576;
console.log(
  `result ${JSON.stringify({ largest, held: queued + inFlight, dropped, told, rssMb, lostBeforeChecks })}`,
);
process.exit(0);
