// Tracks under load with a journal; reports every event that was acknowledged. Arguments: capture URL,
// folder of the journal, first number; "drain" instead of a number delivers the remaining events and ends.
import { writeSync } from "node:fs";
import { SchematicClient } from "@schematic/core";
import { fileJournal } from "@schematic/core/journal";

const [url, dir, start] = process.argv.slice(2);
const journal = fileJournal({ dir });
const client = new SchematicClient({
  apiKey: "sch_dev_scoreboard",
  eventCaptureBaseURL: url,
  eventBufferInterval: 20,
  events: { journal, onFull: "wait" },
});

async function load(lane, lanes) {
  for (let n = Number(start) + lane; ; n += lanes) {
    await client.track({ event: "call", company: { id: `c${n % 50}` }, traits: { n } });
    // Synchronous: a line that was not written is an event that was not acknowledged.
    writeSync(1, `ack ${n}\n`);
  }
}

if (start === "drain") {
  console.log(`left ${await client.flush(60_000)}`);
  await client.close();
} else for (let lane = 0; lane < 20; lane++) load(lane, 20);
