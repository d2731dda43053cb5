import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { SchematicClient } from "@schematic/core";
import { dataStream } from "@schematic/datastream";
import { loadRulesEngine } from "@schematic/rules-wasm";
import { type BenchGroup, type BenchRow, type Contender, figure } from "@schematic-internal/testing";
import { SchematicClient as PublishedClient } from "@schematichq/schematic-typescript-node";
import { meteredFlag, metric as metricOf } from "../../../packages/datastream/test/support/entities";
import {
  companyNumber,
  type Fixture,
  type FixtureSize,
  fixtures,
  flagNumber,
} from "../../../packages/datastream/test/support/fixtures";
import { ServerProcess } from "../../../packages/datastream/test/support/server-process";

/** Every row drives ours and the published SDK from one server in a process of its own. */
const all = fixtures();
const quiet = { error() {}, warn() {}, info() {}, debug() {} };
const PUBLISHED = "published SDK";
const COMPANIES = 400;
const FLAGS = 100;

type Context = Fixture["evalCtx"];

function ours(
  server: ServerProcess,
  flagChecks: "all" | "off",
  loadEngine: typeof loadRulesEngine = loadRulesEngine,
): SchematicClient {
  return new SchematicClient({
    apiKey: "sch_bench",
    basePath: server.httpUrl,
    eventCaptureBaseURL: server.httpUrl,
    logger: quiet,
    events: { flagChecks },
    flagSource: dataStream({ url: server.url, loadEngine }),
  });
}

function published(server: ServerProcess): PublishedClient {
  return new PublishedClient({
    apiKey: "sch_bench",
    basePath: server.httpUrl,
    eventCaptureBaseURL: server.httpUrl,
    logger: quiet,
    useDataStream: true,
  });
}

/** Checks until the answer is local and right: both clients connect in their own time. */
async function settle(check: () => Promise<boolean>, wanted: boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while ((await check()) !== wanted) {
    if (Date.now() > end) throw new Error("the answer did not become the expected one");
    await turn();
  }
}

/** A server and the clients of one row; made when the row begins, so that no row runs beside another's. */
class Setup {
  server!: ServerProcess;
  checks!: SchematicClient;
  events!: SchematicClient;
  peer!: PublishedClient;
  readonly #data: Data;
  #opening: Promise<void> | undefined;

  constructor(data: Data) {
    this.#data = data;
  }

  open(): Promise<void> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  async #open(): Promise<void> {
    this.server = await ServerProcess.start();
    await this.server.run({ do: "put", ...this.#data });
    this.checks = ours(this.server, "off");
    this.events = ours(this.server, "all");
    await Promise.all([this.checks.initialize(), this.events.initialize()]);
    this.peer = published(this.server);
  }

  close = async (): Promise<void> => {
    await Promise.all([this.checks.close(), this.events.close(), this.peer.close()]);
    await this.server.stop();
  };
}

/** What the server knows before anybody connects. */
interface Data {
  flags: Record<string, unknown>[];
  companies: Fixture["company"][];
  users: Fixture["user"][];
}

/** The four ways of one check; `next` gives the context and flag of each call. */
function contenders(
  setup: Setup,
  next: () => { context: Context; key: string },
  value: boolean,
): Contender[] {
  const verify = (which: "checks" | "events" | "peer") => async () => {
    await setup.open();
    const { context, key } = next();
    await settle(() => setup[which].checkFlag(context, key), value);
  };
  return [
    {
      name: "checkFlagSync",
      verify: verify("checks"),
      sync: () => {
        const { context, key } = next();
        return setup.checks.checkFlagSync(context, key);
      },
    },
    {
      name: "checkFlag",
      verify: verify("checks"),
      async: () => {
        const { context, key } = next();
        return setup.checks.checkFlag(context, key);
      },
    },
    {
      name: "checkFlagSync, flagChecks: all",
      verify: verify("events"),
      sync: () => {
        const { context, key } = next();
        return setup.events.checkFlagSync(context, key);
      },
    },
    {
      name: PUBLISHED,
      verify: verify("peer"),
      async: () => {
        const { context, key } = next();
        return setup.peer.checkFlag(context, key);
      },
    },
  ];
}

/**
 * A time that was set on the reference machine, beside what the published SDK took there: on a slower
 * machine the ratio of the two is what counts.
 */
function absoluteTarget(name: string, limit: number, unit: string, peerThen: number) {
  const ratio = peerThen / limit;
  return {
    text: `≤ ${limit.toLocaleString("en")} ${unit}, or ≥ ${figure(ratio)} × the published SDK`,
    met: (figures: Record<string, number>) => {
      const own = figures[name] ?? Number.POSITIVE_INFINITY;
      return own <= limit || (figures[PUBLISHED] ?? 0) / own >= ratio;
    },
  };
}

function ratioTarget(text: string, sync: number, async: number) {
  return {
    text,
    met: (figures: Record<string, number>) => {
      const peer = figures[PUBLISHED] ?? 0;
      const at = (name: string): number => figures[name] ?? Number.POSITIVE_INFINITY;
      return (
        peer / at("checkFlagSync") >= sync &&
        peer / at("checkFlagSync, flagChecks: all") >= sync &&
        peer / at("checkFlag") >= async
      );
    },
  };
}

function single(name: string, size: FixtureSize, target: BenchRow["target"]): BenchRow {
  const { flag, company, user, evalCtx } = all[size];
  const setup = new Setup({ flags: [flag], companies: [company], users: [user] });
  const asked = { context: evalCtx, key: flag.key };
  return {
    name,
    unit: "µs",
    peer: PUBLISHED,
    contenders: contenders(setup, () => asked, true),
    ...(target && { target }),
    close: setup.close,
  };
}

function frame(entity_type: string, message_type: string, data: unknown, entity_id?: string): string {
  return JSON.stringify({ entity_type, message_type, data, ...(entity_id && { entity_id }) });
}

/** Numbers without a pattern that a processor could learn, the same in every run. */
function* shuffled(count: number): Generator<number> {
  let state = 12_345;
  for (;;) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    yield (state >>> 8) % count;
  }
}

function randomPairs(): BenchRow {
  const { medium } = all;
  const companies = Array.from({ length: COMPANIES }, (_, i) => companyNumber(medium, i));
  const flags = Array.from({ length: FLAGS }, (_, i) => flagNumber(medium, i));
  const setup = new Setup({ companies, users: [medium.user], flags });
  const contexts = companies.map(({ keys }) => ({
    ...medium.evalCtx,
    company: { company_id: keys.company_id ?? "" },
  }));
  const numbers = Array.from(
    { length: 4_096 },
    (
      (source) => () =>
        source.next().value as number
    )(shuffled(COMPANIES * FLAGS)),
  );
  const pairs = numbers.map((number) => ({
    context: contexts[number % COMPANIES] as Context,
    key: flags[Math.floor(number / COMPANIES)]?.key ?? "",
  }));
  let at = 0;
  const next = (): { context: Context; key: string } => {
    at = (at + 1) & 4_095;
    return pairs[at] as { context: Context; key: string };
  };
  const four = contenders(setup, next, true);
  (four[0] as Contender).verify = async () => {
    await setup.open();
    for (const context of contexts) {
      for (const client of [setup.checks, setup.events, setup.peer]) {
        await settle(() => client.checkFlag(context, "flag-0"), true);
      }
    }
  };
  return {
    name: `check through the client, random pairs (${COMPANIES} medium companies × ${FLAGS} flags)`,
    unit: "µs",
    peer: PUBLISHED,
    contenders: four,
    target: ratioTarget("≥ 200 × the published SDK (sync)", 200, 0),
    close: setup.close,
  };
}

function bulk(size: "small" | "medium", limit: number, peerThen: number): BenchRow {
  const { company, user, evalCtx } = all[size];
  const flags = Array.from({ length: FLAGS }, (_, i) => flagNumber(all[size], i));
  const setup = new Setup({ companies: [company], users: [user], flags });
  const keys = flags.map((flag) => flag.key);
  const verify = (which: "checks" | "peer") => async () => {
    await setup.open();
    const client = setup[which];
    await settle(() => client.checkFlag(evalCtx, keys.at(-1) ?? ""), true);
    const answers = await client.checkFlags(evalCtx, keys);
    if (answers.length !== FLAGS) throw new Error("checkFlags answered otherwise");
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
    target: absoluteTarget("checkFlags", limit, "µs", peerThen),
    close: setup.close,
  };
}

const PARTIALS = 20_000;

interface Burst {
  perSecond: number;
  stallMs: number;
}

/** 20,000 metric changes for 400 companies, and a last one by which the end is seen. */
async function burst(
  server: ServerProcess,
  check: (key: string) => Promise<boolean>,
  metric: object,
): Promise<Burst> {
  await server.run({ do: "send", frames: [frame("rulesengine.Flag", "full", onOff(false))] });
  await settle(() => check("done"), false);
  const end = frame("rulesengine.Flag", "full", onOff(true));
  await server.run({ do: "prepare", count: PARTIALS, companies: COMPANIES, metric, last: end });
  let stallMs = 0;
  let last = performance.now();
  const started = last;
  const sent = server.run({ do: "flush" });
  for (;;) {
    await turn();
    const now = performance.now();
    stallMs = Math.max(stallMs, now - last);
    last = now;
    if (await check("done")) break;
  }
  const took = performance.now() - started;
  await sent;
  return { perSecond: PARTIALS / (took / 1_000), stallMs };
}

function onOff(on: boolean): object {
  return { ...flagNumber(all.small, 0), id: "flag_done", key: "done", default_value: on, rules: [] };
}

async function partials(): Promise<BenchRow[]> {
  const server = await ServerProcess.start();
  const companies = Array.from({ length: COMPANIES }, (_, i) => companyNumber(all.medium, i));
  await server.run({ do: "put", companies, users: [all.medium.user], flags: [all.medium.flag] });
  const [metric = {}] = all.medium.company.metrics as object[];
  const load = async (client: SchematicClient | PublishedClient): Promise<void> => {
    for (const { keys } of companies) {
      const context = { ...all.medium.evalCtx, company: { company_id: keys.company_id ?? "" } };
      await settle(() => client.checkFlag(context, all.medium.flag.key), true);
    }
  };
  const run = (make: () => SchematicClient | PublishedClient) => async (): Promise<Burst> => {
    const client = make();
    try {
      await settle(() => client.checkFlag({}, all.medium.flag.key), false);
      await load(client);
      return await burst(server, (key) => client.checkFlag({}, key), metric);
    } finally {
      await client.close();
    }
  };
  const results = new Map<string, Burst>();
  const measured = (name: string, make: () => SchematicClient | PublishedClient): Contender => ({
    name,
    measure: async () => {
      const result = await run(make)();
      const worst = Math.max(result.stallMs, results.get(name)?.stallMs ?? 0);
      results.set(name, { ...result, stallMs: worst });
      return result.perSecond;
    },
  });
  const stall = (name: string): Contender => ({
    name,
    measure: () => results.get(name)?.stallMs ?? Number.NaN,
  });
  return [
    {
      name: "20,000 metric partials, 400 medium companies",
      unit: "messages/s",
      higherIsBetter: true,
      peer: PUBLISHED,
      contenders: [
        measured("datastream", () => ours(server, "off")),
        measured(PUBLISHED, () => published(server)),
      ],
      target: {
        text: "≥ 60,000 messages/s, or ≥ 12.5 × the published SDK",
        met: (figures) =>
          (figures.datastream ?? 0) >= 60_000 ||
          (figures.datastream ?? 0) / (figures[PUBLISHED] ?? Number.NaN) >= 12.5,
      },
    },
    {
      name: "worst stall during these partials",
      unit: "ms",
      peer: PUBLISHED,
      contenders: [stall("datastream"), stall(PUBLISHED)],
      target: absoluteTarget("datastream", 20, "ms", 1_401),
      close: () => server.stop(),
    },
  ];
}

const CHANGES = 300;

/** The first check that sees a metric's change, right after the message that brought it. */
async function afterPartial(): Promise<BenchRow> {
  const server = await ServerProcess.start();
  const company = companyNumber(all.medium, 0);
  const context = { ...all.medium.evalCtx, company: { company_id: company.keys.company_id ?? "" } };
  const limit = 1_000;
  const flags = [meteredFlag("metered", limit)];
  await server.run({ do: "put", companies: [company], users: [all.medium.user], flags });
  const run = (make: () => SchematicClient | PublishedClient) => async (): Promise<number> => {
    const client = make();
    await settle(() => client.checkFlag(context, "metered"), true);
    const times: number[] = [];
    for (let i = 0; i < CHANGES; i++) {
      const over = i % 2 === 0;
      const data = { metrics: [metricOf("calls", over ? limit : 0)] };
      await server.run({ do: "send", frames: [frame("rulesengine.Company", "partial", data, company.id)] });
      for (;;) {
        const started = performance.now();
        const value = await client.checkFlag(context, "metered");
        const took = performance.now() - started;
        if (value === !over) {
          times.push(took * 1_000);
          break;
        }
        await turn();
      }
    }
    await client.close();
    return times.sort((a, b) => a - b)[CHANGES >> 1] ?? Number.NaN;
  };
  return {
    name: "the check right after a metric's partial, medium company",
    unit: "µs",
    peer: PUBLISHED,
    contenders: [
      { name: "datastream", measure: run(() => ours(server, "off")) },
      { name: PUBLISHED, measure: run(() => published(server)) },
    ],
    target: {
      text: "≤ 100 µs",
      met: (figures) => (figures.datastream ?? Number.POSITIVE_INFINITY) <= 100,
    },
    close: () => server.stop(),
  };
}

async function ready(): Promise<BenchRow> {
  const server = await ServerProcess.start();
  const flags = Array.from({ length: 1_000 }, (_, i) => flagNumber(all.small, i));
  await server.run({ do: "put", flags: [...flags, onOff(true)] as Record<string, unknown>[] });
  const run = (make: () => SchematicClient | PublishedClient) => async (): Promise<number> => {
    const started = performance.now();
    const client = make();
    await settle(() => client.checkFlag({}, "done"), true);
    const took = performance.now() - started;
    await client.close();
    return took;
  };
  return {
    name: "ready with 1,000 flags (1.7 MB)",
    unit: "ms",
    peer: PUBLISHED,
    contenders: [
      { name: "datastream", measure: run(() => ours(server, "off")) },
      { name: PUBLISHED, measure: run(() => published(server)) },
    ],
    target: absoluteTarget("datastream", 80, "ms", 215),
    close: () => server.stop(),
  };
}

const MANY = 1_000;

/** What one more company costs: the heap after collecting garbage, and the engine's memory in use. */
async function memory(): Promise<BenchRow> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const server = await ServerProcess.start();
  const companies = Array.from({ length: MANY }, (_, i) => companyNumber(all.medium, i));
  await server.run({ do: "put", companies, users: [all.medium.user], flags: [all.medium.flag] });
  const contexts = companies.map(({ keys }) => ({ company: { company_id: keys.company_id ?? "" } }));
  companies.length = 0;
  const measured = async (
    client: SchematicClient | PublishedClient,
    engineBytes: () => number,
  ): Promise<number> => {
    const key = all.medium.flag.key;
    const used = async (): Promise<number> => {
      for (let i = 0; i < 5; i++) {
        collect();
        await turn();
      }
      return process.memoryUsage().heapUsed + engineBytes();
    };
    await settle(() => client.checkFlag({}, key), false);
    await client.checkFlag(contexts[0] as Context, key);
    const before = await used();
    for (const context of contexts) await client.checkFlag(context, key);
    const after = await used();
    await client.close();
    return (after - before) / (MANY - 1) / 1_024;
  };
  return {
    name: "memory per cached medium company, the engine's included",
    unit: "KB",
    peer: PUBLISHED,
    contenders: [
      {
        name: "datastream",
        async measure() {
          let engine: Awaited<ReturnType<typeof loadRulesEngine>> | undefined;
          const load = async () => {
            engine = await loadRulesEngine();
            return engine;
          };
          return measured(ours(server, "off", load), () => engine?.stats().usedBytes ?? 0);
        },
      },
      // Its engine parses a company at each check and keeps none.
      { name: PUBLISHED, measure: () => measured(published(server), () => 0) },
    ],
    target: { text: "≤ 22.9 KB", met: (figures) => (figures.datastream ?? Number.POSITIVE_INFINITY) <= 22.9 },
    close: () => server.stop(),
  };
}

export const group: BenchGroup = {
  name: "datastream",
  async rows() {
    const small = ratioTarget("≥ 200 × the published SDK (sync), ≥ 150 × (async)", 200, 150);
    const bigger = ratioTarget("≥ 200 × the published SDK (sync)", 200, 0);
    const absolute = absoluteTarget("checkFlagSync", 1.2, "µs", 2_200);
    const large = {
      text: `≥ 200 × the published SDK (sync), and sync ${absolute.text}`,
      met: (figures: Record<string, number>) => bigger.met(figures) && absolute.met(figures),
    };
    return [
      single("check through the client, small", "small", small),
      single("check through the client, medium", "medium", bigger),
      single("check through the client, large", "large", large),
      single("check through the client, 5 rules", "peer5", small),
      randomPairs(),
      bulk("small", 20, 22_000),
      bulk("medium", 100, 56_000),
      ...(await partials()),
      await afterPartial(),
      await ready(),
      await memory(),
    ];
  },
};
