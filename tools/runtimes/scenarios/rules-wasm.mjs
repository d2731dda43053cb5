import { loadRulesEngine, RulesEngineClient, RulesEngineError } from "@schematic/rules-wasm";

export const name = "rules-wasm";

const origin = { account_id: "acct", environment_id: "env" };
const condition = {
  id: "cond",
  ...origin,
  condition_type: "metric",
  operator: "lt",
  event_subtype: "api-call",
  metric_value: 10,
  metric_period: "current_month",
  trait_value: "",
};
const flag = {
  id: "flag",
  key: "api-calls",
  ...origin,
  default_value: false,
  rules: [
    {
      id: "rule",
      ...origin,
      name: "Plan",
      rule_type: "plan_entitlement",
      priority: 0,
      value: true,
      conditions: [condition],
    },
  ],
};
const metric = {
  ...origin,
  company_id: "comp",
  event_subtype: "api-call",
  period: "current_month",
  month_reset: "first_of_month",
  value: 9,
  created_at: "2026-01-01T00:00:00Z",
};
const company = { id: "comp", ...origin, keys: {}, metrics: [metric] };

export async function run({ check }) {
  const engine = await loadRulesEngine();
  const flagHandle = engine.load("flag", JSON.stringify(flag));
  const companyHandle = engine.load("company", new TextEncoder().encode(JSON.stringify(company)));
  const answer = engine.evaluate(flagHandle, companyHandle, undefined, { now: Date.UTC(2026, 0, 15) });
  check("a flag within its allocation is on", answer.value === true && answer.ruleId === "rule");
  check("usage and allocation are told", answer.featureUsage === 9 && answer.featureAllocation === 10);
  check(
    "the reset is the first of next month",
    answer.featureUsageResetAt?.getTime() === Date.UTC(2026, 1, 1),
  );
  engine.patch(companyHandle, { metrics: [{ ...metric, value: 10 }] });
  check("a patched metric turns it off", engine.decide(flagHandle, companyHandle).value === false);
  check("an object answers alike", engine.checkFlag(flag, company).value === true);
  let code;
  try {
    engine.load("flag", "{");
  } catch (error) {
    code = error instanceof RulesEngineError ? error.code : String(error);
  }
  check("bad JSON is refused with a code", code === "invalid_json");
  flagHandle.free();
  companyHandle.free();
  check("freed entities leave nothing", engine.stats().entities === 0);
  const client = new RulesEngineClient();
  await client.initialize();
  check("the drop-in client answers", (await client.checkFlag(flag, company)).value === true);
}
