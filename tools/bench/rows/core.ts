import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { LocalCache, SchematicClient } from "@schematic/core";
import type { BenchGroup, BenchRow } from "@schematic-internal/testing";
import {
  LocalCache as PublishedCache,
  SchematicClient as PublishedClient,
} from "@schematichq/schematic-typescript-node";

const PUBLISHED = "published SDK";
const quiet = { error() {}, warn() {}, info() {}, debug() {} };

/** A REST API on loopback that says yes to every check, and counts what it is asked. */
class YesServer {
  requests = 0;
  readonly #server: Server = createServer((request, response) => {
    this.requests++;
    request.resume();
    request.on("end", () => {
      const flag = decodeURIComponent(request.url?.split("/")[2] ?? "");
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ data: { flag, value: true, reason: "match" }, params: {} }));
    });
  });

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<YesServer> {
    const server = new YesServer();
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

interface Pair {
  server: YesServer;
  ours: SchematicClient;
  peer: PublishedClient;
  close(): Promise<void>;
}

/** Both clients on one server; entries of their caches outlive the measurement. */
async function pair(): Promise<Pair> {
  const server = await YesServer.start();
  const options = {
    apiKey: "sch_bench",
    basePath: server.url,
    eventCaptureBaseURL: server.url,
    logger: quiet,
  };
  const ttl = 3_600_000;
  const ours = new SchematicClient({ ...options, cacheProviders: { flagChecks: [new LocalCache({ ttl })] } });
  const peer = new PublishedClient({
    ...options,
    cacheProviders: { flagChecks: [new PublishedCache({ ttl })] },
  });
  const close = async (): Promise<void> => {
    await ours.close();
    await peer.close();
    await server.close();
  };
  return { server, ours, peer, close };
}

const contexts = Array.from({ length: 100 }, (_, i) => ({
  company: { id: `comp_${i}` },
  user: { id: `user_${i}` },
}));

type Check = (context: Partial<(typeof contexts)[number]>, key: string) => Promise<boolean>;

async function cacheHits(): Promise<BenchRow> {
  const { server, ours, peer, close } = await pair();
  const contender = (name: string, check: Check) => {
    let at = 0;
    return {
      name,
      async verify(): Promise<void> {
        for (const context of contexts) await check(context, "flag");
        const before = server.requests;
        for (const context of contexts) if (!(await check(context, "flag"))) throw new Error("not true");
        if (server.requests !== before) throw new Error("not answered from the cache");
      },
      async: () => check(contexts[at++ % contexts.length] ?? {}, "flag"),
    };
  };
  return {
    name: "REST mode, cache hit",
    unit: "µs",
    contenders: [
      contender("@schematic/core", (context, key) => ours.checkFlag(context, key)),
      contender(PUBLISHED, (context, key) => peer.checkFlag(context, key)),
    ],
    peer: PUBLISHED,
    target: { text: "≤ 0.5 µs", met: (figures) => (figures["@schematic/core"] ?? Infinity) <= 0.5 },
    close,
  };
}

async function coldChecks(): Promise<BenchRow> {
  const { server, ours, peer, close } = await pair();
  let round = 0;
  const contender = (name: string, check: Check) => ({
    name,
    async measure(): Promise<number> {
      const key = `cold-${round++}`;
      const before = server.requests;
      await Promise.all(Array.from({ length: 100 }, () => check(contexts[0] ?? {}, key)));
      return server.requests - before;
    },
  });
  return {
    name: "REST mode, requests for 100 concurrent cold checks",
    unit: "requests",
    contenders: [
      contender("@schematic/core", (context, key) => ours.checkFlag(context, key)),
      contender(PUBLISHED, (context, key) => peer.checkFlag(context, key)),
    ],
    peer: PUBLISHED,
    target: { text: "1", met: (figures) => figures["@schematic/core"] === 1 },
    close,
  };
}

/** Each set is of a new key into a full cache: one entry has to go. */
function setWhenFull(entries: number): BenchRow {
  const options = { maxItems: entries, ttl: 3_600_000 };
  const value = { value: true };
  const contender = (name: string, cache: { set(key: string, value: unknown): Promise<void> }) => {
    // Keys are made beforehand; twice as many as fit, so that none is still there when it comes again.
    const keys = Array.from({ length: 2 * entries }, (_, i) => `company:id:comp_${i}`);
    let at = 0;
    return {
      name,
      async verify(): Promise<void> {
        for (let i = 0; i < entries; i++) await cache.set(keys[at++ % keys.length] ?? "", value);
      },
      sync: () => cache.set(keys[at++ % keys.length] ?? "", value),
    };
  };
  return {
    name: `in-memory cache, set when full, ${entries.toLocaleString("en")} entries`,
    unit: "ns",
    contenders: [
      contender("LocalCache", new LocalCache(options)),
      // Filling the published one with 100,000 entries takes minutes: each set looks at every entry.
      ...(entries > 10_000 ? [] : [contender(PUBLISHED, new PublishedCache(options))]),
    ],
    ...(entries > 10_000 ? {} : { peer: PUBLISHED }),
    target: { text: "≤ 800 ns", met: (figures) => (figures.LocalCache ?? Infinity) <= 800 },
  };
}

export const group: BenchGroup = {
  name: "core",
  rows: async () => [await cacheHits(), await coldChecks(), ...[1_000, 10_000, 100_000].map(setWhenFull)],
};
