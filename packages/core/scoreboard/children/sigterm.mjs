// Tracks until SIGTERM; the program's own handler closes the client. Argument: capture URL.
import { SchematicClient } from "@schematic/core";

const [url] = process.argv.slice(2);
const before = process.listenerCount("SIGTERM") + process.listenerCount("SIGINT");
const client = new SchematicClient({ apiKey: "sch_dev_scoreboard", eventCaptureBaseURL: url });
let count = 0;
const timer = setInterval(() => {
  for (let i = 0; i < 20; i++) {
    count++;
    client.track({ event: "call", company: { id: `c${count % 50}` } });
  }
  if (count === 200) console.log("ready");
}, 5);
const handlers = process.listenerCount("SIGTERM") + process.listenerCount("SIGINT") - before;
process.on("SIGTERM", async () => {
  clearInterval(timer);
  await client.close();
  console.log(`tracked ${count} handlers ${handlers}`);
});
