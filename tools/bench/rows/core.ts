import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { LocalCache, SchematicClient } from "@schematic/core";
import type { BenchGoal, BenchGroup, BenchRow, Contender } from "@schematic-internal/testing";
import {
  LocalCache as PublishedCache,
  SchematicClient as PublishedClient,
} from "@schematichq/schematic-typescript-node";
import { LRUCache } from "lru-cache";
import QuickLRU from "quick-lru";

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
    goals: [{ of: "@schematic/core", atMost: 0.5, reference: { of: PUBLISHED, was: 1.75 } }],
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
      const answers = await Promise.all(Array.from({ length: 100 }, () => check(contexts[0] ?? {}, key)));
      if (answers.includes(false)) throw new Error(`${name} answers false`);
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
    goals: [{ of: "@schematic/core", atMost: 1 }],
    close,
  };
}

interface Cache {
  set(key: string, value: unknown): unknown;
  get(key: string): unknown;
}

/** Sets new keys into a full cache, so that one entry has to go each time. */
function setter(name: string, cache: Cache, entries: number, fill?: (keys: string[]) => void): Contender {
  // Keys are made beforehand; twice as many as fit, so that none is still there when it comes again.
  const keys = Array.from({ length: 2 * entries }, (_, i) => `company:id:comp_${i}`);
  let at = 0;
  return {
    name,
    async verify(): Promise<void> {
      if (fill) fill(keys.slice(0, entries));
      else for (const key of keys.slice(0, entries)) await cache.set(key, VALUE);
      at = entries;
      await cache.set(keys[at] ?? "", VALUE);
      const kept = (await cache.get(keys[at++] ?? "")) as typeof VALUE | null | undefined;
      if (kept?.value !== true) throw new Error(`${name} does not keep what is set`);
      // quick-lru lets go of a whole generation at a time, the others of one entry.
      if (name !== "quick-lru" && (await cache.get(keys[0] ?? ""))) throw new Error(`${name} is not full`);
    },
    sync: () => cache.set(keys[at++ % keys.length] ?? "", VALUE),
  };
}

const VALUE = { value: true };
const TTL = 3_600_000;

/**
 * The published cache looks at every entry at each set, so that filling it would take minutes: its entries are
 * put where it keeps them, as it would have made them.
 */
function publishedSetter(entries: number): Contender {
  const cache = new PublishedCache({ maxItems: entries, ttl: TTL });
  const inside = cache as unknown as { cache: Map<string, object>; accessCounter: number };
  return setter(PUBLISHED, cache, entries, (keys) => {
    const expiration = Date.now() + TTL;
    for (const key of keys) {
      inside.cache.set(key, { value: VALUE, accessCounter: ++inside.accessCounter, expiration });
    }
  });
}

/** Peer's figures on the machine on which 800 ns were set. */
const PUBLISHED_WAS: Record<number, number> = { 1000: 61_500, 10000: 595_000, 100000: 5_930_000 };

function setWhenFull(entries: number): BenchRow {
  const options = { maxItems: entries, ttl: TTL };
  const goals: BenchGoal[] = [
    { of: "LocalCache", atMost: 800, reference: { of: PUBLISHED, was: PUBLISHED_WAS[entries] ?? 0 } },
  ];
  const contenders = [
    setter("LocalCache", new LocalCache(options), entries),
    setter("lru-cache", new LRUCache<string, object>({ max: entries, ttl: TTL }) as Cache, entries),
    setter("quick-lru", new QuickLRU<string, unknown>({ maxSize: entries, maxAge: TTL }), entries),
    publishedSetter(entries),
  ];
  if (entries === 100_000) {
    contenders.push(setter("LocalCache of 1,000", new LocalCache({ ...options, maxItems: 1_000 }), 1_000));
    goals.push({ of: "LocalCache", times: { than: "LocalCache of 1,000", atLeast: 1 / 3 } });
  }
  return {
    name: `in-memory cache, set when full, ${entries.toLocaleString("en-US")} entries`,
    unit: "ns",
    contenders,
    peer: PUBLISHED,
    goals,
  };
}

export const group: BenchGroup = {
  name: "core",
  rows: async () => [await cacheHits(), await coldChecks(), ...[1_000, 10_000, 100_000].map(setWhenFull)],
};
