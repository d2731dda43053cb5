import { SchematicProvider } from "@schematic/openfeature";

const client = {
  checkFlagWithEntitlement: async (_context, flagKey) => ({
    flagKey,
    value: true,
    reason: "Matched default rule",
    ruleType: "default",
    source: "api",
  }),
};

/** A flag has its value and reason. */
export async function run({ check }) {
  const provider = new SchematicProvider(client);
  const details = await provider.resolveBooleanEvaluation("sso", false, { targetingKey: "u1" });
  check("a flag is evaluated", details.value === true && details.reason === "STATIC");
  const text = await provider.resolveStringEvaluation("sso", "text", {});
  check("a flag is no text", text.value === "text" && text.errorCode === "TYPE_MISMATCH");
}
