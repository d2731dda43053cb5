import { SchematicClient } from "@schematichq/schematic-typescript-node";
import { createClient } from "redis";
import type { Host } from "../host";

export async function run(host: Host): Promise<unknown> {
  const { apiKey, basePath, eventCaptureBaseURL, redisUrl, arrived, loaded, until } = host;
  const redis = createClient({ url: redisUrl });
  redis.on("error", () => {});
  await redis.connect();
  const client = new SchematicClient({
    apiKey,
    basePath,
    eventCaptureBaseURL,
    eventBufferInterval: 20,
    useDataStream: true,
    dataStream: { redisClient: redis as never, redisKeyPrefix: "app:", cacheTTL: 60 * 60 * 1000 },
  });
  await loaded(client, "api-calls");
  const both = { company: { id: "acme" }, user: { id: "wile" } };
  const told: unknown[] = [];
  for (const key of ["api-calls", "sso", "admins"]) told.push(await client.checkFlag(both, key));
  // Three flags, one company and one user, each with a key that leads to it.
  await until(async () => (await redis.keys("app:*")).length >= 7);
  await client.track({ event: "api-call", company: { id: "acme" }, quantity: 3 });
  told.push(await client.checkFlag(both, "api-calls"));
  await arrived("track", 1);
  await arrived("flag_check", 4);
  await client.close();
  const keys = (await redis.keys("*")).sort();
  told.push(keys);
  const ttls: [string, string][] = [];
  for (const key of keys) {
    const hours = (await redis.pTTL(key)) / 3_600_000;
    ttls.push([key, hours < 0 ? "none" : hours <= 1 ? "an hour" : "longer"]);
  }
  told.push(ttls);
  const company = JSON.parse(
    (await redis.get(keys.find((key) => /company:.*:comp_/.test(key)) ?? "")) ?? "{}",
  );
  told.push(company.id, company.keys, Object.keys(company).sort());
  await redis.close();
  return told;
}
