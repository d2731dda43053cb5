import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { SchematicClient } from "@schematic/core";
import type { BenchGroup, BenchRow, Contender } from "@schematic-internal/testing";
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
          client.track({ event: "call", company: { id: `c${n % 1000}` }, user: { id: "u" }, quantity: 1 }),
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
          client.track({ event: "call", company: { id: `c${n % 1000}` }, user: { id: "u" }, quantity: 1 }),
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
          client.track({ userId: "u", event: "call", properties: { company: `c${n % 1000}`, quantity: 1 } }),
        close: () => client.closeAndFlush({ timeout: 30_000 }),
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
            properties: { company: `c${n % 1000}`, quantity: 1 },
          }),
        close: () => client.shutdown(30_000),
      };
    },
  },
];

/** Counts the events of any of the clients; answers after `delayMs`. */
async function counter(delayMs: number): Promise<{ url: string; count(): number; close(): void }> {
  let count = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    const text = (request.headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw).toString();
    const body = JSON.parse(text || "{}") as { events?: unknown[]; batch?: unknown[] };
    if (delayMs > 0) await sleep(delayMs);
    count += (body.events ?? body.batch ?? []).length;
    response.writeHead(200, { "content-type": "application/json" });
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    count: () => count,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Closes, but waits no longer than 30 s for it. */
async function ended(close: Promise<unknown>): Promise<void> {
  await Promise.race([close.catch(silent), sleep(30_000, undefined, { ref: false })]);
}

async function accepted(client: EventClient): Promise<number> {
  const server = await counter(0);
  const { track, close } = client.make(server.url);
  const total = 200_000;
  const started = performance.now();
  for (let n = 0; n < total; n++) await track(n);
  const seconds = (performance.now() - started) / 1000;
  await ended(close());
  server.close();
  return total / seconds;
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

function contenders(measure: (client: EventClient) => Promise<number>): Contender[] {
  return CLIENTS.map((client) => ({ name: client.name, measure: () => measure(client) }));
}

export const group: BenchGroup = {
  name: "events",
  rows(): Promise<BenchRow[]> {
    return Promise.resolve([
      {
        name: "track accepted, 200,000 awaited one by one",
        unit: "events/s",
        higherIsBetter: true,
        peer: "published SDK",
        contenders: contenders(accepted),
        target: { text: "≥ 1,000,000 a second", met: (figures) => (figures.ours ?? 0) >= 1_000_000 },
      },
      {
        name: "delivery at 50 ms round trip, 50,000 events in 10 s",
        unit: "count",
        higherIsBetter: true,
        peer: "published SDK",
        contenders: contenders(delivered),
        target: { text: "all 50,000", met: (figures) => figures.ours === 50_000 },
      },
    ]);
  },
};
