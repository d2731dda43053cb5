import { setTimeout as delay } from "node:timers/promises";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { Redis } from "ioredis";
import { Fleet, type Scale } from "./fleet";
import { quantile } from "./support";

const scales: Record<"small" | "full", Scale> = {
  small: { companies: 450, users: 120, hot: 100, processes: 2 },
  full: { companies: 100_000, users: 20_000, hot: 2_000, processes: 4 },
};
const flags = ["calls", "export", "beta", "everyone"];

interface Load {
  seconds: number;
  rssBefore: number;
  rssPeak: number;
  rss: number;
}

/** Everything from the replicator's start to its being ready. */
async function load(fleet: Fleet, progress: (done: number, total: number) => void): Promise<Load> {
  const { companies, users } = fleet.scale;
  const began = performance.now();
  await fleet.run();
  let rssBefore = 0;
  let rssPeak = 0;
  for (;;) {
    const metrics = await fleet.metrics();
    const rss = metrics?.process_resident_memory_bytes ?? 0;
    rssBefore ||= rss;
    rssPeak = Math.max(rssPeak, rss);
    progress(metrics?.schematic_replicator_entities_loaded_total ?? 0, companies + users);
    if (metrics?.schematic_replicator_ready === 1) {
      return { seconds: (performance.now() - began) / 1_000, rssBefore, rssPeak, rss };
    }
    await delay(100);
  }
}

interface Lags {
  usage: number[];
  flag: number[];
}

/** Changes one after another, with other changes all around; how late each process answered by it. */
async function change(fleet: Fleet, redis: Redis, count: number): Promise<Lags> {
  const lags: Lags = { usage: [], flag: [] };
  const [lookup = ""] = await redis.keys("schematic:company:*:id:company-0");
  const idOf = async (company: number) =>
    JSON.parse((await redis.get(lookup.replace(/company-0$/, `company-${company}`))) ?? '""') as string;
  const { companies, hot } = fleet.scale;
  let done = false;
  const others = (async () => {
    const any = () => hot + Math.floor(Math.random() * (companies - hot));
    while (!done) {
      await fleet.track(Array.from({ length: 10 }, () => ({ company: any(), quantity: 1 })));
      await delay(50);
    }
  })();
  try {
    for (let i = 0; i < count; i++) {
      // Even ones have a limit of 3.
      const company = 2 * i;
      const seen = watch(fleet, { company, flag: "calls", expected: false });
      const id = await idOf(company);
      fleet.pushedAt.delete(id);
      await fleet.track([{ company, quantity: 3 }]);
      const pushed = await fleet.told(id);
      lags.usage.push(...(await seen).map((at) => at - pushed));
      if (i % 20 !== 0) continue;
      const on = (i / 20) % 2 === 1;
      const turned = watch(fleet, { company: 7, flag: "beta", expected: on });
      fleet.pushedAt.delete("beta");
      fleet.schematic.tell({ type: "beta", seats: on ? 5 : 9 });
      const told = await fleet.told("beta");
      lags.flag.push(...(await turned).map((at) => at - told));
    }
  } finally {
    done = true;
    await others;
  }
  return lags;
}

let watches = 0;

/** When each process first gave the expected answer. */
function watch(fleet: Fleet, what: { company: number; flag: string; expected: boolean }): Promise<number[]> {
  const id = ++watches;
  const seen = fleet.sdks.map(
    (sdk) =>
      new Promise<number>((resolve) => {
        const off = sdk.on((told) => {
          if (told.type !== "seen" || told.id !== id) return;
          off();
          resolve(Number(told.at));
        });
        sdk.tell({ type: "watch", id, ...what });
      }),
  );
  return Promise.all(seen);
}

/** Schematic's own answer, beside what each process says. */
async function verify(
  fleet: Fleet,
  changed: number,
  sample: number,
): Promise<[wrong: number, remote: number]> {
  const { companies, users } = fleet.scale;
  const chosen = [...Array(changed).keys()].map((i) => 2 * i);
  for (let i = 0; i < sample; i++) chosen.push(Math.floor(Math.random() * companies));
  const questions: [number, string][] = [];
  const truth: boolean[] = [];
  for (const company of chosen) {
    const response = await fetch(`${fleet.at.url}/flags/check`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-schematic-api-key": fleet.at.apiKey },
      body: JSON.stringify({
        company: { id: `company-${company}` },
        user: { email: `u${company % users}@example.com` },
      }),
    });
    const { data } = (await response.json()) as { data: { flags: { flag: string; value: boolean }[] } };
    const values = new Map(data.flags.map(({ flag, value }) => [flag, value]));
    for (const flag of flags) {
      questions.push([company, flag]);
      truth.push(values.get(flag) ?? false);
    }
  }
  let wrong = 0;
  let remote = 0;
  for (const sdk of fleet.sdks) {
    const { answers } = (await sdk.ask({ type: "verify", questions })) as unknown as {
      answers: { value: boolean; from: string }[];
    };
    wrong += answers.filter(({ value }, i) => value !== truth[i]).length;
    remote += answers.filter(({ from }) => from !== "replicator").length;
  }
  return [wrong, remote];
}

const mb = (bytes: number): string => (bytes / 1e6).toFixed(1);
const ms = (samples: number[]): string =>
  `p50 ${quantile(samples, 0.5).toFixed(1)} ms, p99 ${quantile(samples, 0.99).toFixed(1)} ms`;

async function measure(
  fleet: Fleet,
  size: "small" | "full",
  progress: (done: number, total: number) => void,
): Promise<ScoreboardResult> {
  const { companies, users, processes } = fleet.scale;
  const redis = new Redis(fleet.redis.url);
  try {
    const before = await fleet.redisBytes();
    const loaded = await load(fleet, progress);
    const bytes = (await fleet.redisBytes()) - before;
    await fleet.listen();
    const reports = () => Promise.all(fleet.sdks.map((sdk) => sdk.ask({ type: "report" })));
    const checksBefore = (await reports()).map(({ checks }) => Number(checks));
    const began = performance.now();
    const changed = size === "full" ? 200 : 21;
    const sample = size === "full" ? 500 : 50;
    const lags = await change(fleet, redis, changed);
    const seconds = (performance.now() - began) / 1_000;
    const after = await reports();
    const paced = after.map(({ checks }, i) => (Number(checks) - (checksBefore[i] ?? 0)) / seconds);
    await fleet.settled();
    const [wrong, remote] = await verify(fleet, changed, sample);
    const rss = ((await fleet.metrics())?.process_resident_memory_bytes ?? 0) - loaded.rssBefore;
    const bursts = await Promise.all(fleet.sdks.map((sdk) => sdk.ask({ type: "burst", ms: 500 })));
    const least = (values: number[]) => Math.round(Math.min(...values)).toLocaleString("en-US");
    const sdkRss = Math.max(...after.map((one) => Number(one.rss)));
    const figure = [
      `${companies.toLocaleString("en-US")} companies and ${users.toLocaleString("en-US")} users in ${loaded.seconds.toFixed(1)} s`,
      `Redis ${mb(bytes)} MB (${(bytes / 1e3 / companies).toFixed(2)} KB a company, its part of the users included)`,
      `replicator +${mb(loaded.rssPeak - loaded.rssBefore)} MB at its peak, +${mb(rss)} MB after (${((loaded.rssPeak - loaded.rssBefore) / 1e3 / companies).toFixed(2)} KB a company)`,
      `${processes} SDK processes of at most ${mb(sdkRss)} MB, each at least ${least(paced)} checks/s in the meantime and ${least(bursts.map((one) => Number(one.perSecond)))} when it does nothing else`,
      `usage seen after ${ms(lags.usage)}, a flag after ${ms(lags.flag)}`,
      `${wrong} of ${4 * processes * (changed + sample)} answers wrong, ${remote} not from Redis`,
    ].join("; ");
    const holds = wrong === 0 && lags.usage.length === changed * processes;
    return { figure, holds, counts: { wrong, lost: changed * processes - lags.usage.length } };
  } finally {
    redis.disconnect();
  }
}

export const row: ScoreboardRow = {
  name: "redis/scale",
  target:
    "100,000 companies and 20,000 users loaded and kept up to date with 4 SDK processes that check; 0 wrong answers",
  async run(size, progress) {
    const fleet = await Fleet.start(scales[size]);
    try {
      return await measure(fleet, size, progress);
    } finally {
      await fleet.stop();
    }
  },
};
