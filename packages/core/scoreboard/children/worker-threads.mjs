// Starts worker threads that acknowledge events in a journal and end without closing their client.
// Afterwards a client of the main thread takes their events over. Arguments: capture URL, folder, threads, events.
import { readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import { SchematicClient } from "@schematic/core";
import { fileJournal } from "@schematic/core/journal";

const silent = { error() {}, warn() {}, info() {}, debug() {} };

function makeClient(url, dir, fetch) {
  const events = { journal: fileJournal({ dir }) };
  return new SchematicClient({
    apiKey: "sch_dev_x",
    basePath: url,
    eventCaptureBaseURL: url,
    eventBufferInterval: 5,
    logger: silent,
    events,
    ...(fetch && { fetch }),
  });
}

if (isMainThread) {
  const [url, dir, threads, count] = process.argv.slice(2);
  const jobs = Array.from({ length: Number(threads) }, (_, thread) => {
    const data = { url, dir, first: thread * Number(count), count: Number(count) };
    return new Promise((resolve) =>
      new Worker(new URL(import.meta.url), { workerData: data }).on("exit", resolve),
    );
  });
  await Promise.all(jobs);
  console.log("ended");
  // The threads have been gone for ten minutes.
  const past = new Date(Date.now() - 600_000);
  for (const name of readdirSync(dir, { recursive: true })) {
    if (name.endsWith("owner.json")) utimesSync(join(dir, name), past, past);
  }
  const client = makeClient(url, dir);
  await client.flush();
  let left = -1;
  for (let round = 0; round < 100 && left !== 0; round++) {
    const { events } = client.status();
    left = events.queued + events.inFlight;
    if (left > 0) await sleep(50);
  }
  await client.close();
  const files = readdirSync(dir, { recursive: true }).filter((name) => name.endsWith(".events"));
  console.log(`left ${files.length}`);
} else {
  const { url, dir, first, count } = workerData;
  const client = makeClient(url, dir, () => new Promise(() => {}));
  await Promise.all(
    Array.from({ length: count }, (_, i) =>
      client.track({ event: "call", company: { id: "acme" }, traits: { n: first + i } }),
    ),
  );
  process.exit();
}
