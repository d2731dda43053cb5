import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { RedisCacheProvider, SchematicClient } from "@schematichq/schematic-typescript-node";
import { createClient } from "redis";
import { quiet } from "./support";

/** The published SDK over a REST API that never fails, its flag checks cached in this Redis. */
export interface PeerChecking {
  /** Checks one after another for as long; says how many were answered, and the slowest. */
  checkFor(ms: number): Promise<string>;
  close(): Promise<void>;
}

export async function peerChecking(url: string): Promise<PeerChecking> {
  const redis = createClient({ url, socket: { reconnectStrategy: () => 100 } });
  redis.on("error", () => {});
  await redis.connect();
  const answer = JSON.stringify({
    data: { flag: "f", value: true, reason: "r", traits: [] },
    params: {},
  });
  const server = createServer((_, response) => {
    response.setHeader("content-type", "application/json");
    response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = new SchematicClient({
    apiKey: "key",
    basePath: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    logger: quiet,
    cacheProviders: { flagChecks: [new RedisCacheProvider({ client: redis as never })] },
  });
  return {
    async checkFor(ms) {
      let checks = 0;
      let wrong = 0;
      let slowest = 0;
      const end = performance.now() + ms;
      while (performance.now() < end) {
        const began = performance.now();
        const check = client.checkFlag({ company: { id: `${began}-${checks}` } }, "f").catch(() => false);
        const value = await Promise.race([check, delay(Math.max(end - began, 200), undefined)]);
        slowest = Math.max(slowest, performance.now() - began);
        if (value === undefined)
          return `${checks} checks, then one without an answer for ${slowest.toFixed(0)} ms`;
        checks++;
        if (!value) wrong++;
      }
      return `${checks} checks, ${wrong} wrong, slowest ${slowest.toFixed(0)} ms`;
    },
    async close() {
      redis.destroy();
      // Its close waits for a Redis that may not come.
      await Promise.race([client.close(), delay(1_000)]);
      server.closeAllConnections();
      server.close();
    },
  };
}
