import { createRequire } from "node:module";
import type { Contender } from "@schematic-internal/testing";
import type { Fixture, WireCondition } from "./types";

const require = createRequire(import.meta.url);

function attribute(condition: WireCondition): string {
  const { id, entity_type } = condition.trait_definition as { id: string; entity_type: string };
  return `${entity_type}_${id}`;
}

/** The entities as one flat context, numbers and booleans as such. */
function flatContext({ flag, company, user }: Fixture): Record<string, string | number | boolean> {
  const context: Record<string, string | number | boolean> = {};
  for (const condition of flag.rules.flatMap((rule) => rule.conditions)) {
    const { id, comparable_type, entity_type } = condition.trait_definition as NonNullable<
      WireCondition["trait_definition"]
    >;
    const entity = entity_type === "company" ? company : user;
    const value = entity.traits.find((trait) => trait.trait_definition.id === id)?.value;
    if (value === undefined) continue;
    const name = attribute(condition);
    context[name] =
      comparable_type === "int" ? Number(value) : comparable_type === "bool" ? value === "true" : value;
  }
  return context;
}

function literal(condition: WireCondition): string | number | boolean {
  const type = condition.trait_definition?.comparable_type;
  if (type === "int") return Number(condition.trait_value);
  return type === "bool" ? condition.trait_value === "true" : condition.trait_value;
}

function expectOn(name: string, sync: () => unknown): () => void {
  return () => {
    const answer = sync() as { value?: unknown };
    if (answer.value !== true) throw new Error(`${name} answers ${JSON.stringify(answer)}`);
  };
}

/** The flag's rules as JSON logic. */
export async function flagdCore(fixture: Fixture): Promise<Contender> {
  const { FlagdCore } = require("@openfeature/flagd-core") as typeof import("@openfeature/flagd-core");
  const logic = fixture.flag.rules.reduceRight<unknown>((otherwise, rule) => {
    const tests = rule.conditions.map((condition) => ({
      [condition.operator === "eq" ? "==" : ">="]: [{ var: attribute(condition) }, literal(condition)],
    }));
    return { if: [tests.length === 1 ? tests[0] : { and: tests }, "on", otherwise] };
  }, "off");
  const core = new FlagdCore();
  core.setConfigurations(
    JSON.stringify({
      flags: {
        bench: {
          state: "ENABLED",
          variants: { on: true, off: false },
          defaultVariant: "off",
          targeting: logic,
        },
      },
    }),
  );
  const context = flatContext(fixture);
  const sync = (): unknown => core.resolveBooleanEvaluation("bench", false, context);
  return { name: "flagd-core", sync, verify: expectOn("flagd-core", sync) };
}

/** LaunchDarkly's server SDK without events, on local data, with detail. */
export async function launchDarkly(fixture: Fixture): Promise<Contender> {
  const { init } = await import("@launchdarkly/node-server-sdk");
  const { TestData } = await import("@launchdarkly/node-server-sdk/integrations");
  const data = new TestData();
  data.usePreconfiguredFlag({
    key: "bench",
    version: 1,
    on: true,
    variations: [true, false],
    offVariation: 1,
    fallthrough: { variation: 1 },
    rules: fixture.flag.rules.map((rule) => ({
      id: rule.id,
      variation: 0,
      clauses: rule.conditions.map((condition) => ({
        attribute: attribute(condition),
        op: condition.operator === "eq" ? "in" : "greaterThanOrEqual",
        values: [literal(condition)],
        contextKind: "user",
      })),
    })),
    trackEvents: false,
    salt: "",
    prerequisites: [],
    targets: [],
  });
  const quiet = { error() {}, warn() {}, info() {}, debug() {} };
  const client = init("sdk-key", { updateProcessor: data.getFactory(), sendEvents: false, logger: quiet });
  await client.waitForInitialization({ timeout: 10 });
  const context = { kind: "user", key: "u", ...flatContext(fixture) };
  return {
    name: "LaunchDarkly",
    async: () => client.variationDetail("bench", context, false),
    verify: async () => {
      const { value } = await client.variationDetail("bench", context, false);
      if (value !== true) throw new Error(`LaunchDarkly answers ${String(value)}`);
    },
  };
}
