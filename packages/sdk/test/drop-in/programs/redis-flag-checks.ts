import {
  type CheckFlagWithEntitlementResponse,
  RedisCacheProvider,
  SchematicClient,
} from "@schematichq/schematic-typescript-node";
import { createClient } from "redis";
import type { Host } from "../host";

export async function run(host: Host): Promise<unknown> {
  const { apiKey, basePath, eventCaptureBaseURL, redisUrl, until } = host;
  const redis = createClient({ url: redisUrl });
  redis.on("error", () => {});
  await redis.connect();
  const context = { company: { id: "acme" }, user: { id: "wile" } };
  const told: unknown[] = [];
  // Two processes: what the first asked for, the second finds in Redis.
  for (let i = 0; i < 2; i++) {
    const flagChecks = new RedisCacheProvider<CheckFlagWithEntitlementResponse>({
      client: redis as never,
      ttl: 60_000,
    });
    const client = new SchematicClient({
      apiKey,
      basePath,
      eventCaptureBaseURL,
      cacheProviders: { flagChecks: [flagChecks] },
    });
    for (const key of ["api-calls", "sso"]) {
      told.push(await client.checkFlag(context, key));
      await until(async () => (await redis.keys("*")).some((name) => name.includes(key)));
      const { value, reason, flagKey, entitlement } = await client.checkFlagWithEntitlement(context, key);
      told.push({ value, reason, flagKey, entitlement });
    }
    told.push((await client.checkFlags(context, ["sso", "api-calls"])).map((one) => [one.flag, one.value]));
    await client.close();
  }
  const keys = await redis.keys("*");
  for (const flag of ["api-calls", "sso"]) {
    const key = keys.find((name) => name.includes(flag)) ?? "";
    const ttl = await redis.pTTL(key);
    const { entitlement, flagId, flagKey, reason, ruleId, ruleType, value, companyId, userId, ...more } =
      JSON.parse((await redis.get(key)) ?? "");
    const known = { entitlement, flagId, flagKey, reason, ruleId, ruleType, value, companyId, userId };
    told.push({ keys: keys.length, ttl: ttl > 30_000 && ttl <= 60_000, known }, { key, more });
  }
  await redis.close();
  return told;
}
