// Tracks with a journal until its disk is full and beyond, while the server hangs, and closes; after a line on
// its input a second queue delivers the events on disk. Arguments: capture URL, journal's folder, events.
import { once } from "node:events";
import { EventQueue, systemClock } from "@schematic/core";
import { fileJournal } from "@schematic/core/journal";

const [baseUrl, dir, count] = process.argv.slice(2);
const lines = [];
const log = (...args) => lines.push(args.join(" "));

function makeQueue() {
  return new EventQueue({
    apiKey: "sch_dev_x",
    baseUrl,
    fetch,
    headers: {},
    clock: systemClock,
    logger: { error: log, warn: log, info: log, debug: log },
    flushIntervalMs: 1_000,
    timeoutMs: 10_000,
    maxQueueSize: 100_000,
    maxQueueBytes: 32 * 1024 * 1024,
    maxBatchSize: 100,
    concurrency: 4,
    onFull: "drop",
    journal: fileJournal({ dir }),
  });
}

const first = makeQueue();
for (let n = 0; n < Number(count); n++) {
  const traits = { n, text: "x".repeat(1000) };
  await first.accept("track", { event: "call", company: { id: `c${n % 10}` }, traits });
}
const { queued, inFlight } = first.status();
await first.close(0);
const { dropped } = first.status();
console.log(`closed ${JSON.stringify({ held: queued + inFlight, dropped, lines })}`);
await once(process.stdin, "data");
const second = makeQueue();
console.log(`left ${await second.flush(30_000)}`);
await second.close(0);
process.exit(0);
