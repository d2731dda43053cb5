import type { BenchGroup, BenchRow, Contender } from "@schematic-internal/testing";
import { type ImportCost, importCost, inFreshNode } from "./support/fresh";

const PUBLISHED = "published SDK";
const ROUNDS = 9;

const IMPORTS: [name: string, specifier: string, after?: string][] = [
  ["@schematic/sdk", "@schematic/sdk"],
  ["@schematic/core", "@schematic/core"],
  ["@schematic/api", "@schematic/api"],
  ["@schematic/webhooks", "@schematic/webhooks"],
  ["@schematic/rules-wasm", "@schematic/rules-wasm"],
  ["@schematic/rules-wasm, engine ready", "@schematic/rules-wasm", "await m.loadRulesEngine();"],
  [PUBLISHED, "@schematichq/schematic-typescript-node"],
  ["standardwebhooks", "standardwebhooks"],
  ["GrowthBook", "@growthbook/growthbook"],
];

/** Both figures of one import come from one fresh process. */
function imports(): BenchRow[] {
  const costs = new Map<string, ImportCost[]>();
  const time = ([name, specifier, after]: (typeof IMPORTS)[number]): Contender => ({
    name,
    measure: () => {
      const cost = importCost(specifier, after);
      costs.set(name, [...(costs.get(name) ?? []), cost]);
      return cost.ms;
    },
  });
  const memory = ([name]: (typeof IMPORTS)[number]): Contender => ({
    name,
    measure: () => costs.get(name)?.shift()?.rssMB ?? Number.NaN,
  });
  return [
    {
      name: "import, in a fresh process",
      unit: "ms",
      peer: PUBLISHED,
      rounds: ROUNDS,
      contenders: IMPORTS.map(time),
      goals: [
        { of: "@schematic/sdk", atMost: 15, reference: { of: PUBLISHED, was: 121 } },
        { of: "@schematic/webhooks", atMost: 4, reference: { of: "standardwebhooks", was: 3.7 } },
        { of: "@schematic/rules-wasm, engine ready", atMost: 5, reference: { of: PUBLISHED, was: 121 } },
      ],
    },
    {
      name: "resident memory of the import, in a fresh process",
      unit: "MB",
      peer: PUBLISHED,
      rounds: ROUNDS,
      contenders: IMPORTS.map(memory),
      goals: [{ of: "@schematic/sdk", atMost: 6, reference: { of: PUBLISHED, was: 52 } }],
    },
  ];
}

/** What each further engine adds to the resident set of a process. */
function emptyEngine(): BenchRow {
  return {
    name: "memory of an empty engine, resident",
    unit: "KB",
    contenders: [
      {
        name: "@schematic/rules-wasm",
        measure: () =>
          inFreshNode<number>(
            `const { loadRulesEngine } = await import("@schematic/rules-wasm");
            const engines = [await loadRulesEngine()];
            globalThis.gc();
            const before = process.memoryUsage.rss();
            for (let i = 0; i < 50; i++) engines.push(await loadRulesEngine());
            globalThis.gc();
            console.log((process.memoryUsage.rss() - before) / 50 / 1024);`,
            "--expose-gc",
          ),
      },
    ],
    goals: [{ of: "@schematic/rules-wasm", atMost: 1_024 }],
  };
}

/** What starting costs: time and memory of each import. */
export const group: BenchGroup = { name: "start", rows: async () => [...imports(), emptyEngine()] };
