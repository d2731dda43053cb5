import type { BenchGroup, BenchRow } from "@schematic-internal/testing";
import { devCycle, flagdCore, growthBook, launchDarkly, statsig, unleash } from "./rules/peers";
import type { Fixture } from "./rules/types";
import { all, contenders, PUBLISHED, setupOf } from "./support/clients";

async function fiveRules(): Promise<BenchRow> {
  const { setup, asked } = setupOf("peer5");
  const fixture = all.peer5 as unknown as Fixture;
  const others = await Promise.all(
    [flagdCore, launchDarkly, statsig, unleash, growthBook, devCycle].map((make) => make(fixture)),
  );
  return {
    name: "the same five-rule decision, every product's local evaluator",
    unit: "µs",
    peer: PUBLISHED,
    contenders: [...contenders(setup, () => asked, true), ...others],
    goals: [
      { of: "checkFlagSync", times: { than: "flagd-core", atLeast: 1 } },
      { of: "checkFlag", times: { than: "LaunchDarkly", atLeast: 3 } },
      { of: "checkFlagSync, flagChecks: all", times: { than: PUBLISHED, atLeast: 200 } },
      { of: "checkFlag, flagChecks: all", times: { than: PUBLISHED, atLeast: 200 } },
    ],
    close: setup.close,
  };
}

/** One decision of five rules through our client, beside the local evaluators of other products. */
export const group: BenchGroup = { name: "five", rows: async () => [await fiveRules()] };
