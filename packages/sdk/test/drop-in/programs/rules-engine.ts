import { RulesEngineClient, type Schematic } from "@schematichq/schematic-typescript-node";

export async function run(): Promise<unknown> {
  const engine = new RulesEngineClient();
  const before = engine.isInitialized();
  await engine.initialize();
  const flag = {
    id: "flag_1",
    key: "f",
    account_id: "acct",
    environment_id: "env",
    default_value: true,
    rules: [],
  };
  const { value, reason, flagKey } = (await engine.checkFlag(flag as never)) as {
    value: boolean;
    reason: string;
    flagKey: string;
  };
  const event = {
    condition_type: "metric",
    operator: "lt",
    event_subtype: "api-call",
    metric_value: 3,
    metric_period: "all_time",
    metric_period_month_reset: "first_of_month",
  };
  const metered = {
    ...flag,
    default_value: false,
    rules: [
      {
        ...{ account_id: "acct", environment_id: "env", condition_groups: [] },
        ...{ id: "rule_1", name: "within", rule_type: "standard", priority: 1, value: true },
        conditions: [
          {
            ...{ account_id: "acct", environment_id: "env", resource_ids: [], trait_value: "" },
            ...{ id: "cond_1", ...event },
          },
        ],
      },
    ],
  };
  const of = { account_id: "acct", environment_id: "env", keys: { id: "acme" } };
  const company = {
    ...{ ...of, id: "comp_1", traits: [], rules: [], metrics: [], entitlements: [], credit_balances: {} },
    ...{ billing_product_ids: [], plan_ids: [], plan_version_ids: [] },
  };
  const told: unknown[] = [];
  for (const usage of [undefined, 2, 2.5, 3]) {
    const options = usage === undefined ? null : { usage };
    const answer = await engine.checkFlagWithOptions(metered, company, null, options);
    const of: Schematic.RulesengineRuleType | undefined = answer.ruleType;
    told.push([usage, answer.value, of]);
  }
  return [told, before, engine.isInitialized(), value, reason, flagKey, engine.getVersionKey()];
}
