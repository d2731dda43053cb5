/**
 * The quickstart: a small SaaS told in the terminal, against a local Schematic.
 *
 *   node dist/main.js           tells the story and ends with exit code 0
 *   node dist/main.js --serve   stays up and prints the URLs
 */
import { readFile } from "node:fs/promises";
import { startEmulator } from "@schematic/emulator";
import { Narrator } from "./narrate";
import { WebhookReceiver } from "./receiver";
import { startServer } from "./saas";
import { type Cast, type Outcome, tell } from "./story";

const SECRET = "whsec_quickstart";

function summary(narrator: Narrator, outcome: Outcome, receiver: WebhookReceiver): void {
  narrator.chapter("What was checked");
  narrator.table(
    ["moment", "flag", "answer", "used", "reason"],
    outcome.checks.map(({ moment, flag, value, usage, reason }) => [
      moment,
      flag,
      value ? "on" : "off",
      usage,
      reason,
    ]),
  );
  narrator.chapter("What it took");
  narrator.table(
    ["what", "figure"],
    [
      ["calls served before the limit", String(outcome.servedBeforeLimit)],
      ["push to flag off, other server", `${outcome.offAfterPushMs.toFixed(1)} ms`],
      ["order to flag on, other server", `${outcome.onAfterUpgradeMs.toFixed(1)} ms`],
      ["webhooks verified", `${receiver.received.length} (${outcome.webhooks.join(", ")})`],
      ["webhooks refused", String(receiver.refused)],
    ],
  );
}

async function stayUp(narrator: Narrator, urls: [string, string][]): Promise<void> {
  narrator.chapter("Staying up; Ctrl-C ends it");
  narrator.table(["what", "where"], urls);
  const held = setInterval(() => {}, 60_000);
  await new Promise<void>((resolve) => {
    // Not once: a terminal and `npm start` may both send it, and the second must not end the closing.
    process.on("SIGINT", () => resolve());
    process.on("SIGTERM", () => resolve());
  });
  clearInterval(held);
}

async function main(): Promise<void> {
  const narrator = new Narrator();
  const receiver = new WebhookReceiver(SECRET);
  const webhookUrl = await receiver.listen();
  const seedText = await readFile(new URL("../seed.yaml", import.meta.url), "utf8");
  const seed = `${seedText}\nwebhooks:\n  - { url: "${webhookUrl}", secret: ${SECRET} }\n`;
  const emulator = await startEmulator({ seed });
  narrator.chapter("A local Schematic");
  narrator.say(`REST and events on ${emulator.url}, datastream on ${emulator.datastreamUrl}`);
  const place = { apiKey: emulator.apiKey, url: emulator.url, captureUrl: emulator.captureUrl };
  const [first, second] = await Promise.all([startServer(place), startServer(place)]);
  narrator.say("two servers of the SaaS are connected, flags are in memory");
  try {
    const cast: Cast = { narrator, emulator, receiver, first, second };
    const outcome = await tell(cast);
    summary(narrator, outcome, receiver);
    if (process.argv.includes("--serve")) {
      await stayUp(narrator, [
        ["page", emulator.url],
        ["REST (basePath)", emulator.url],
        ["events (eventCaptureBaseURL)", emulator.captureUrl],
        ["datastream", emulator.datastreamUrl],
        ["API key", emulator.apiKey],
      ]);
    }
  } finally {
    await Promise.all([first.close(), second.close()]);
    await emulator.close();
    await receiver.close();
  }
}

await main();
