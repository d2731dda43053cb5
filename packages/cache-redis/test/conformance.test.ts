import { redisForTests, startRedisCluster } from "@schematic-internal/testing";
import { describeCache } from "@schematic-internal/testing/cache-conformance";
import { afterAll, beforeAll } from "vitest";
import { RedisCache, RedisCacheProvider } from "../src/index";
import { type Connected, clusterClients, singleClients } from "./clients";

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
// Not the subject here: a busy machine must not turn into a refusal.
const timeoutMs = 20_000;
let unique = 0;

const classes = {
  RedisCache: (c: Connected, prefix: string) => new RedisCache(c.client, { prefix, timeoutMs }),
  RedisCacheProvider: (c: Connected, prefix: string) =>
    new RedisCacheProvider({ client: c.client, keyPrefix: `${prefix}:`, ttl: null, timeoutMs }),
};

for (const [name, connect] of Object.entries(singleClients)) {
  for (const [className, make] of Object.entries(classes)) {
    let server: Awaited<ReturnType<typeof redisForTests>>;
    let connected: Connected;
    beforeAll(async () => {
      server = await redisForTests();
      connected = await connect(server.url);
    });
    afterAll(async () => {
      connected.close();
      await server.stop();
    });
    describeCache(`${className} on ${name}`, () => {
      unique++;
      return { cache: make(connected, `test[${process.pid}]-${unique}`), pass };
    });
  }
}

for (const [name, connect] of Object.entries(clusterClients)) {
  let cluster: Awaited<ReturnType<typeof startRedisCluster>>;
  let connected: Connected;
  beforeAll(async () => {
    cluster = await startRedisCluster();
    connected = await connect(cluster.addresses);
  });
  afterAll(async () => {
    connected.close();
    await cluster.stop();
  });
  describeCache(`RedisCache on ${name}`, () => {
    unique++;
    return { cache: classes.RedisCache(connected, `test-${unique}`), pass };
  });
}
