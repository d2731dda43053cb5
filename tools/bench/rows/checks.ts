import type { BenchGoal, BenchGroup, BenchRow } from "@schematic-internal/testing";
import { closuresByKey } from "./rules/closures";
import type { Fixture as WireFixture } from "./rules/types";
import {
  all,
  type Context,
  companyNumber,
  contenders,
  type FixtureSize,
  flagNumber,
  PUBLISHED,
  Setup,
  settle,
  setupOf,
} from "./support/clients";

/** Every row drives ours and the published SDK from one server in a process of its own. */
const COMPANIES = 400;
const FLAGS = 100;

const SYNC: BenchGoal = { of: "checkFlagSync", times: { than: PUBLISHED, atLeast: 200 } };

function single(size: FixtureSize, goals: BenchGoal[]): BenchRow {
  const { setup, asked } = setupOf(size);
  const closures = closuresByKey(all[size] as unknown as WireFixture);
  const { company, user } = asked.context;
  const limit = () => closures(company, user, asked.key);
  return {
    name: `check through the client, ${size}`,
    unit: "µs",
    peer: PUBLISHED,
    contenders: [
      ...contenders(setup, () => asked, true),
      {
        name: "prepared closures with key look-up",
        verify: () => {
          if (limit() !== true) throw new Error("the closures answer otherwise");
        },
        sync: limit,
      },
    ],
    goals: [SYNC, ...goals],
    close: setup.close,
  };
}

/** Numbers without a pattern that a processor could learn, the same in every run. */
function* shuffled(count: number): Generator<number> {
  let state = 12_345;
  for (;;) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    yield (state >>> 8) % count;
  }
}

function randomPairs(size: "medium" | "large", goals: BenchGoal[]): BenchRow {
  const fixture = all[size];
  const companies = Array.from({ length: COMPANIES }, (_, i) => companyNumber(fixture, i));
  const flags = Array.from({ length: FLAGS }, (_, i) => flagNumber(fixture, i));
  const setup = new Setup({ companies, users: [fixture.user], flags });
  const contexts = companies.map(({ keys }) => ({
    ...fixture.evalCtx,
    company: { company_id: keys.company_id ?? "" },
  }));
  const source = shuffled(COMPANIES * FLAGS);
  const pairs = Array.from({ length: 4_096 }, () => {
    const number = source.next().value as number;
    return {
      context: contexts[number % COMPANIES] as Context,
      key: flags[Math.floor(number / COMPANIES)]?.key ?? "",
    };
  });
  let at = 0;
  const next = (): { context: Context; key: string } => {
    at = (at + 1) & 4_095;
    return pairs[at] as { context: Context; key: string };
  };
  const ways = contenders(setup, next, true);
  const [first] = ways;
  if (first) {
    first.verify = async () => {
      await setup.open();
      for (const context of contexts) {
        for (const client of [setup.checks, setup.events, setup.peer]) {
          await settle(() => client.checkFlag(context, "flag-0"), true);
        }
      }
      // What a flag's first check costs is no part of this row.
      for (const { key } of flags) {
        for (const client of [setup.checks, setup.events]) {
          if (!(await client.checkFlag(contexts[0] ?? {}, key))) throw new Error(`${key} is off`);
        }
      }
    };
  }
  return {
    name: `check through the client, random pairs, ${COMPANIES} ${size} companies × ${FLAGS} flags`,
    unit: "µs",
    peer: PUBLISHED,
    contenders: ways,
    goals: [SYNC, ...goals],
    close: setup.close,
  };
}

function bulk(size: "small" | "medium", limit: number, was: number): BenchRow {
  const { company, user, evalCtx } = all[size];
  const flags = Array.from({ length: FLAGS }, (_, i) => flagNumber(all[size], i));
  const setup = new Setup({ companies: [company], users: [user], flags });
  const keys = flags.map((flag) => flag.key);
  const verify = (which: "checks" | "peer") => async () => {
    await setup.open();
    const client = setup[which];
    await settle(() => client.checkFlag(evalCtx, keys.at(-1) ?? ""), true);
    const answers = await client.checkFlags(evalCtx, keys);
    const asked = answers.map((answer) => `${answer.flag} ${answer.value}`).sort();
    if (
      asked.join() !==
      keys
        .map((key) => `${key} true`)
        .sort()
        .join()
    ) {
      throw new Error(`checkFlags answers ${asked.slice(0, 3).join(", ")} …`);
    }
  };
  return {
    name: `checkFlags of ${FLAGS} flags, ${size}`,
    unit: "µs",
    peer: PUBLISHED,
    contenders: [
      {
        name: "checkFlags",
        verify: verify("checks"),
        async: () => setup.checks.checkFlags(evalCtx, keys),
      },
      { name: PUBLISHED, verify: verify("peer"), async: () => setup.peer.checkFlags(evalCtx, keys) },
    ],
    goals: [{ of: "checkFlags", atMost: limit, reference: { of: PUBLISHED, was } }],
    close: setup.close,
  };
}

/** Checks through the whole client with the datastream's local engine. */
export const group: BenchGroup = {
  name: "checks",
  rows: async () => {
    const large: BenchGoal = { of: "checkFlagSync", atMost: 1.2, reference: { of: PUBLISHED, was: 2_200 } };
    return [
      single("small", [{ of: "checkFlag", times: { than: PUBLISHED, atLeast: 150 } }]),
      single("medium", []),
      single("large", [large]),
      randomPairs("medium", []),
      randomPairs("large", [large]),
      bulk("small", 20, 22_000),
      bulk("medium", 100, 56_000),
    ];
  },
};
