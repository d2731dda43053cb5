import { setImmediate as turn } from "node:timers/promises";
import type { BenchGroup, BenchRow, Contender } from "@schematic-internal/testing";
import {
  type AnyClient,
  all,
  companyNumber,
  flagNumber,
  ours,
  PUBLISHED,
  published,
  ServerProcess,
  settle,
} from "./support/clients";
import { inFreshProcess } from "./support/fresh";
import { RawSocket } from "./support/raw-socket";

const COMPANIES = 400;
const PARTIALS = 20_000;
const OURS = "datastream";
const RAW = "raw socket + JSON.parse + keyed upsert";

const { medium, small } = all;

function frame(entity_type: string, message_type: string, data: unknown, entity_id?: string): string {
  return JSON.stringify({ entity_type, message_type, data, ...(entity_id && { entity_id }) });
}

function onOff(on: boolean): Record<string, unknown> {
  return { ...flagNumber(small, 0), id: "flag_done", key: "done", default_value: on, rules: [] };
}

interface Burst {
  perSecond: number;
  stallMs: number;
}

/** 20,000 metric changes for 400 companies, and a last one by which the end is seen. */
async function burst(server: ServerProcess, check: (key: string) => Promise<boolean>): Promise<Burst> {
  const [metric = {}] = medium.company.metrics as object[];
  await server.run({ do: "send", frames: [frame("rulesengine.Flag", "full", onOff(false))] });
  await settle(() => check("done"), false);
  const last = frame("rulesengine.Flag", "full", onOff(true));
  await server.run({ do: "prepare", count: PARTIALS, companies: COMPANIES, metric, last });
  let stallMs = 0;
  let at = performance.now();
  const started = at;
  const sent = server.run({ do: "flush" });
  for (;;) {
    await turn();
    const now = performance.now();
    stallMs = Math.max(stallMs, now - at);
    at = now;
    if (await check("done")) break;
  }
  const took = performance.now() - started;
  await sent;
  return { perSecond: PARTIALS / (took / 1_000), stallMs };
}

/** A client that has every company in memory. */
async function loaded(client: AnyClient): Promise<AnyClient> {
  await settle(() => client.checkFlag({}, medium.flag.key), false);
  for (let i = 0; i < COMPANIES; i++) {
    const context = { ...medium.evalCtx, company: { company_id: `company-${i}` } };
    await settle(() => client.checkFlag(context, medium.flag.key), true);
  }
  return client;
}

async function burstOfClient(server: ServerProcess, make: () => AnyClient): Promise<Burst> {
  const client = make();
  try {
    await loaded(client);
    return await burst(server, (key) => client.checkFlag({}, key));
  } finally {
    await client.close();
  }
}

async function burstOfRawSocket(server: ServerProcess): Promise<Burst> {
  const raw = new RawSocket(server.url);
  try {
    while (raw.flags.size === 0) await turn();
    for (let i = 0; i < COMPANIES; i++) raw.ask("rulesengine.Company", { company_id: `company-${i}` });
    while (raw.companies.size < COMPANIES) await turn();
    return await burst(server, (key) => raw.check(key));
  } finally {
    raw.close();
  }
}

async function companyServer(): Promise<ServerProcess> {
  const server = await ServerProcess.start();
  const companies = Array.from({ length: COMPANIES }, (_, i) => companyNumber(medium, i));
  await server.run({ do: "put", companies, users: [medium.user], flags: [medium.flag] });
  return server;
}

async function partials(): Promise<BenchRow[]> {
  const server = await companyServer();
  const runs: [string, () => Promise<Burst>][] = [
    [OURS, () => burstOfClient(server, () => ours(server, "off"))],
    [PUBLISHED, () => burstOfClient(server, () => published(server))],
    [RAW, () => burstOfRawSocket(server)],
  ];
  const stalls = new Map<string, number[]>();
  const messages = ([name, run]: (typeof runs)[number]): Contender => ({
    name,
    measure: async () => {
      const { perSecond, stallMs } = await run();
      stalls.set(name, [...(stalls.get(name) ?? []), stallMs]);
      return perSecond;
    },
  });
  // The stalls of the bursts above, one for each round; the worst of one round is what counts there.
  const stall = ([name]: (typeof runs)[number]): Contender => ({
    name,
    measure: () => stalls.get(name)?.shift() ?? Number.NaN,
  });
  return [
    {
      name: `${PARTIALS.toLocaleString("en-US")} metric partials, ${COMPANIES} medium companies`,
      unit: "messages/s",
      higherIsBetter: true,
      peer: PUBLISHED,
      rounds: 3,
      contenders: runs.map(messages),
      goals: [{ of: OURS, atLeast: 60_000, reference: { of: PUBLISHED, was: 4_787 } }],
    },
    {
      name: "worst stall during these partials",
      unit: "ms",
      peer: PUBLISHED,
      rounds: 3,
      contenders: runs.map(stall),
      goals: [{ of: OURS, atMost: 20, reference: { of: PUBLISHED, was: 1_401 } }],
      close: () => server.stop(),
    },
  ];
}

/** A flag that turns with the metric that the partials change. */
function crossing(metric: Record<string, unknown>): Record<string, unknown> {
  const { rules, ...flag } = flagNumber(small, 0) as unknown as Record<string, unknown> & {
    rules: Record<string, unknown>[];
  };
  const [rule = {}] = rules;
  const [condition = {}] = (rule.conditions ?? []) as Record<string, unknown>[];
  const test = {
    ...condition,
    condition_type: "metric",
    operator: "gte",
    event_subtype: metric.event_subtype,
    metric_period: metric.period,
    metric_period_month_reset: metric.month_reset,
    metric_value: 1_000_000,
    trait_definition: null,
    resource_ids: [],
  };
  const only = { ...rule, rule_type: "standard", value: true, conditions: [test], condition_groups: [] };
  return { ...flag, id: "flag_crossing", key: "crossing", default_value: false, rules: [only] };
}

/** How long the first check of a company takes after one of its partials has come in, µs: the median of many. */
async function afterPartial(server: ServerProcess, client: AnyClient, count: number): Promise<number> {
  const [metric = {}] = medium.company.metrics as Record<string, unknown>[];
  await loaded(client);
  const samples: number[] = [];
  for (let i = 0; i < count; i++) {
    const number = i % COMPANIES;
    const context = { ...medium.evalCtx, company: { company_id: `company-${number}` } };
    const wanted = !(await client.checkFlag(context, "crossing"));
    const data = { metrics: [{ ...metric, value: wanted ? 2_000_000 : 0 }] };
    void server.run({
      do: "send",
      frames: [frame("rulesengine.Company", "partial", data, `comp_${number}`)],
    });
    for (;;) {
      await turn();
      const start = performance.now();
      await client.checkFlag(context, medium.flag.key);
      const took = performance.now() - start;
      // Only the check that was the first after the change counts.
      if ((await client.checkFlag(context, "crossing")) !== wanted) continue;
      samples.push(took * 1_000);
      break;
    }
  }
  samples.sort((a, b) => a - b);
  return samples[Math.floor(samples.length / 2)] ?? Number.NaN;
}

async function afterPartialRow(): Promise<BenchRow> {
  const server = await companyServer();
  const [metric = {}] = medium.company.metrics as Record<string, unknown>[];
  await server.run({ do: "put", flags: [medium.flag, crossing(metric)] });
  const run = (name: string, make: () => AnyClient, count: number): Contender => ({
    name,
    measure: async () => {
      const client = make();
      try {
        return await afterPartial(server, client, count);
      } finally {
        await client.close();
      }
    },
  });
  return {
    name: "the check right after a partial, medium",
    unit: "µs",
    peer: PUBLISHED,
    contenders: [run(OURS, () => ours(server, "off"), 400), run(PUBLISHED, () => published(server), 100)],
    goals: [{ of: OURS, atMost: 100 }],
    close: () => server.stop(),
  };
}

async function ready(): Promise<BenchRow> {
  const server = await ServerProcess.start();
  const flags = Array.from({ length: 1_000 }, (_, i) => flagNumber(small, i));
  await server.run({ do: "put", flags: [...flags, onOff(true)] });
  const run = (make: () => AnyClient) => async (): Promise<number> => {
    const started = performance.now();
    const client = make();
    await settle(() => client.checkFlag({}, "done"), true);
    const took = performance.now() - started;
    await client.close();
    return took;
  };
  const raw = async (): Promise<number> => {
    const started = performance.now();
    const socket = new RawSocket(server.url);
    while (!(await socket.check("done"))) await turn();
    const took = performance.now() - started;
    socket.close();
    return took;
  };
  return {
    name: "ready with 1,000 flags (1.7 MB)",
    unit: "ms",
    peer: PUBLISHED,
    rounds: 9,
    contenders: [
      { name: OURS, measure: run(() => ours(server, "off")) },
      { name: PUBLISHED, measure: run(() => published(server)) },
      { name: "raw socket + JSON.parse", measure: raw },
    ],
    goals: [{ of: OURS, atMost: 80, reference: { of: PUBLISHED, was: 228 } }],
    close: () => server.stop(),
  };
}

function memory(): BenchRow {
  return {
    name: "memory per cached medium company, the engine's included",
    unit: "KB",
    peer: PUBLISHED,
    contenders: [
      { name: OURS, measure: () => inFreshProcess("company-memory", "ours") },
      // Its engine parses a company at each check and keeps none.
      { name: PUBLISHED, measure: () => inFreshProcess("company-memory", "published") },
    ],
    goals: [{ of: OURS, atMost: 22.9, reference: { of: PUBLISHED, was: 22.9 } }],
  };
}

export const group: BenchGroup = {
  name: "datastream",
  rows: async () => [...(await partials()), await afterPartialRow(), await ready(), memory()],
};
