import { RulesEngineClient } from "@schematichq/schematic-typescript-node";

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
  return [before, engine.isInitialized(), value, reason, flagKey, engine.getVersionKey()];
}
