// Tracks 50 events and ends without close. Arguments: capture URL, "ours" or "published".
const [url, whose] = process.argv.slice(2);
const name = whose === "ours" ? "@schematic/core" : "@schematichq/schematic-typescript-node";
const { SchematicClient } = await import(name);
const client = new SchematicClient({ apiKey: "sch_dev_scoreboard", eventCaptureBaseURL: url });
for (let i = 0; i < 50; i++) client.track({ event: "call", company: { id: `c${i}` } });
// The published SDK's timer would hold the process for good.
if (whose !== "ours") setTimeout(() => process.exit(0), 500);
