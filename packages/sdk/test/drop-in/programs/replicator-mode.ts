import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { RulesEngineClient, SchematicClient } from "@schematichq/schematic-typescript-node";
import { createClient } from "redis";
import type { Host } from "../host";

const of = { account_id: "acct_1", environment_id: "env_1" };
const noCondition = {
  ...of,
  operator: "eq",
  resource_ids: [],
  trait_value: "",
  metric_value: null,
  event_subtype: null,
};
const company = {
  ...of,
  id: "comp_1",
  keys: { id: "acme" },
  traits: [],
  metrics: [
    {
      ...of,
      company_id: "comp_1",
      event_subtype: "api-call",
      period: "all_time",
      month_reset: "first_of_month",
      value: 1,
      created_at: "2026-01-01T00:00:00Z",
      valid_until: null,
    },
  ],
  plan_ids: ["plan_starter"],
  plan_version_ids: [],
  billing_product_ids: [],
  base_plan_id: "plan_starter",
  credit_balances: {},
  subscription: null,
  rules: [],
  entitlements: [],
};
const user = { ...of, id: "user_1", keys: { id: "wile" }, traits: [], rules: [] };
const rule = (name: string, type: string, priority: number, condition: object): object => ({
  ...of,
  id: `rule_${name}`,
  name,
  rule_type: type,
  priority,
  value: true,
  condition_groups: [],
  conditions: [{ ...noCondition, id: `cond_${name}`, ...condition }],
});
const flag = (key: string, rules: object[]): object => ({
  ...of,
  id: `flag_${key}`,
  key,
  default_value: false,
  rules,
});
const flags = [
  flag("starters", [
    rule("starters", "plan_entitlement", 1, { condition_type: "plan", resource_ids: ["plan_starter"] }),
  ]),
  flag("within", [
    rule("within", "standard", 1, {
      condition_type: "metric",
      operator: "lt",
      event_subtype: "api-call",
      metric_value: 3,
      metric_period: "all_time",
      metric_period_month_reset: "first_of_month",
    }),
  ]),
  flag("wile", [rule("wile", "standard", 1, { condition_type: "user", resource_ids: ["user_1"] })]),
  flag("nobody", []),
];

/** What a replicator does: entities in Redis, and its health over HTTP. */
async function replicate(redisUrl: string) {
  const redis = createClient({ url: redisUrl });
  redis.on("error", () => {});
  await redis.connect();
  const engine = new RulesEngineClient();
  await engine.initialize();
  const version = engine.getVersionKey();
  const entries: [string, unknown][] = [
    [`company:${version}:comp_1`, company],
    [`company:${version}:id:acme`, "comp_1"],
    [`user:${version}:user_1`, user],
    [`user:${version}:id:wile`, "user_1"],
    ...flags.map((one): [string, unknown] => [`flags:${version}:${(one as { key: string }).key}`, one]),
  ];
  for (const [key, value] of entries) await redis.set(`schematic:${key}`, JSON.stringify(value));
  const asked = new Set<string>();
  const health = createServer((request, response) => {
    asked.add(`${request.method} ${request.url}`);
    const ready = request.url === "/health";
    response.writeHead(ready ? 200 : 503, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ ready, connected: ready, cache_version: version }));
  });
  await new Promise<void>((resolve) => health.listen(0, "127.0.0.1", resolve));
  const entry = `schematic:company:${version}:comp_1`;
  return {
    redis,
    entry,
    asked,
    health,
    url: `http://127.0.0.1:${(health.address() as AddressInfo).port}/health`,
  };
}

export async function run(host: Host): Promise<unknown> {
  const { apiKey, basePath, eventCaptureBaseURL, redisUrl, arrived, loaded, until } = host;
  const { redis, entry, asked, health, url } = await replicate(redisUrl);
  const client = new SchematicClient({
    apiKey,
    basePath,
    eventCaptureBaseURL,
    eventBufferInterval: 20,
    useDataStream: true,
    dataStream: {
      replicatorMode: true,
      redisClient: redis as never,
      replicatorHealthURL: url,
      replicatorHealthCheck: 30_000,
    },
  });
  await loaded(client, "starters");
  const both = { company: { id: "acme" }, user: { id: "wile" } };
  const told: unknown[] = [];
  for (const key of ["starters", "within", "wile", "nobody"]) {
    const { value, reason, flagKey, flagId, companyId, userId, ruleId, ruleType } =
      await client.checkFlagWithEntitlement(both, key);
    told.push({ value, reason, flagKey, flagId, companyId, userId, ruleId, ruleType });
  }
  told.push((await client.checkFlags(both, ["wile", "within"])).map((one) => [one.flag, one.value]));
  told.push(await client.checkFlag({ user: { id: "wile" } }, "wile"), await client.checkFlag({}, "starters"));
  // Nobody wrote this company: REST is asked.
  told.push(await client.checkFlag({ company: { id: "elsewhere" } }, "starters"));
  told.push(await client.checkFlag(both, "api-calls"));
  await client.track({ event: "api-call", company: { id: "acme" }, quantity: 2 });
  // Both write the company back.
  await until(async () => /"value":3\b/.test((await redis.get(entry)) ?? ""));
  told.push(await client.checkFlag(both, "within"));
  await arrived("track", 1);
  await arrived("flag_check", 8);
  await client.close();
  const unready = new SchematicClient({
    apiKey,
    basePath,
    eventCaptureBaseURL,
    flagDefaults: { wile: false },
    logger: { error() {}, warn() {}, info() {}, debug() {} },
    useDataStream: true,
    dataStream: {
      replicatorMode: true,
      redisClient: redis as never,
      replicatorHealthURL: url.replace("/health", "/broken"),
    },
  });
  await until(async () => asked.size > 1);
  told.push(await unready.checkFlag(both, "wile"));
  await unready.close();
  await arrived("flag_check", 9);
  told.push([...asked]);
  health.closeAllConnections();
  await new Promise((resolve) => health.close(resolve));
  await redis.close();
  return told;
}
