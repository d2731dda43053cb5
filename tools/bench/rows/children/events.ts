/** Sends one figure of one client with events; the process ends with it, so that nothing of it runs on. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { SchematicClient } from "@schematic/core";
import { SchematicClient as Published } from "@schematichq/schematic-typescript-node";
import { Analytics } from "@segment/analytics-node";
import { PostHog } from "posthog-node";

const silent = (): void => undefined;
const logger = { error: silent, warn: silent, info: silent, debug: silent };

/** A client with events, as its own documentation uses it. */
interface EventClient {
  name: string;
  make(url: string): { track(n: number): unknown; close(): Promise<unknown> };
}

/** Room for all events of a row; the default cap is 100,000. */
const ROOM = { maxQueueSize: 200_000, maxQueueBytes: 128 * 1024 * 1024 };

const CLIENTS: readonly EventClient[] = [
  {
    name: "ours",
    make(url) {
      const client = new SchematicClient({
        apiKey: "sch_dev_bench",
        eventCaptureBaseURL: url,
        logger,
        events: ROOM,
      });
      return {
        track: (n) =>
          client.track({ event: "call", company: { id: `c${n % 1000}` }, user: { id: "u" }, quantity: n }),
        close: () => client.close(),
      };
    },
  },
  {
    name: "published SDK",
    make(url) {
      const client = new Published({ apiKey: "sch_dev_bench", eventCaptureBaseURL: url, logger });
      return {
        track: (n) =>
          client.track({ event: "call", company: { id: `c${n % 1000}` }, user: { id: "u" }, quantity: n }),
        close: () => client.close(),
      };
    },
  },
  {
    name: "Segment",
    make(url) {
      const client = new Analytics({ writeKey: "bench", host: url, flushAt: 100, flushInterval: 1000 });
      client.on("error", silent);
      return {
        track: (n) =>
          client.track({ userId: "u", event: "call", properties: { company: `c${n % 1000}`, quantity: n } }),
        close: () => client.closeAndFlush({ timeout: 10_000 }),
      };
    },
  },
  {
    name: "PostHog",
    make(url) {
      const client = new PostHog("bench", { host: url, flushAt: 100, flushInterval: 1000 });
      client.on("error", silent);
      return {
        track: (n) =>
          client.capture({
            distinctId: "u",
            event: "call",
            properties: { company: `c${n % 1000}`, quantity: n },
          }),
        close: () => client.shutdown(10_000),
      };
    },
  },
];

/** Counts the events of any of the clients, each once, by its quantity; answers after `delayMs`. */
async function counter(delayMs: number): Promise<{ url: string; count(): number; close(): void }> {
  const seen = new Set<string>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    const text = (request.headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw).toString();
    const body = JSON.parse(text || "{}") as { events?: unknown[]; batch?: unknown[] };
    if (delayMs > 0) await sleep(delayMs);
    for (const event of body.events ?? body.batch ?? []) {
      const [, number = ""] = /"quantity":(\d+)/.exec(JSON.stringify(event)) ?? [];
      seen.add(number);
    }
    response.writeHead(200, { "content-type": "application/json" });
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    count: () => seen.size,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Closes, but waits no longer than 10 s for it. */
async function ended(close: Promise<unknown>): Promise<void> {
  await Promise.race([close.catch(silent), sleep(10_000, undefined, { ref: false })]);
}

async function accepted(client: EventClient, warm: boolean): Promise<number> {
  const server = await counter(0);
  // Of the slower ones fewer: what is asked is how many a second.
  const total = ["ours", "published SDK"].includes(client.name) ? 200_000 : 20_000;
  if (warm) {
    const earlier = client.make(server.url);
    for (let n = 0; n < total / 2; n++) await earlier.track(n);
    await ended(earlier.close());
  }
  const { track } = client.make(server.url);
  const started = performance.now();
  for (let n = 0; n < total; n++) await track(n);
  return total / ((performance.now() - started) / 1000);
}

/** 5,000 events a second for 10 s to a server that is 50 ms away: how many had arrived after close. */
async function delivered(client: EventClient): Promise<number> {
  const server = await counter(50);
  const { track, close } = client.make(server.url);
  const started = performance.now();
  for (let sent = 0; sent < 50_000; ) {
    const due = Math.min(50_000, Math.floor((performance.now() - started) * 5));
    for (; sent < due; sent++) void track(sent);
    await sleep(5);
  }
  await ended(close());
  const count = server.count();
  server.close();
  return count;
}

const [figure, name] = process.argv.slice(2);
const client = CLIENTS.find((one) => one.name === name);
if (!client) throw new Error(`no such client: ${name}`);
process.on("disconnect", () => process.exit());
const measured = figure === "delivered" ? delivered(client) : accepted(client, figure === "accepted");
process.send?.(await measured);
