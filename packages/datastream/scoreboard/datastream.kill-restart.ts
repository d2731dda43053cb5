import type { FlagSource } from "@schematic/core";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { peekFlag, resolveFlag } from "@schematic-internal/testing";
import type { DataStreamOptions } from "../src/index";
import { company, flag } from "../test/support/entities";
import { StreamServer } from "../test/support/stream-server";
import { answers, connect, published, quantile } from "./support";

const CLIENTS = 20;
const LIMIT_MS = 3_000;
const PEER_WAIT_MS = 15_000;
const context = { company: { org: "acme" } };

interface Outcome {
  /** From the server's start to the right answer, of each client and cycle, in ms. */
  times: number[];
  tooOld: number;
  extraSockets: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Kills and restarts the server; each time the flag is another one afterwards. */
async function cycles(
  count: number,
  options: DataStreamOptions,
  progress: (done: number) => void,
): Promise<Outcome> {
  const server = new StreamServer();
  let marker = 0;
  const mark = (): void => {
    server.companies.set("acme", company("acme"));
    server.flags.set("feature", flag("feature", { rules: [], default_value: marker % 2 === 0 }));
  };
  mark();
  await server.start();
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, () => connect(server, { ...options, maxStaleness: LIMIT_MS })),
  );
  for (const client of clients) await resolveFlag(client, context, "feature");
  const outcome: Outcome = { times: [], tooOld: 0, extraSockets: 0 };
  for (let cycle = 1; cycle <= count; cycle++) {
    await server.stop();
    marker = cycle;
    mark();
    await pause(200);
    await server.start();
    const started = performance.now();
    await Promise.all(clients.map((client) => converge(client, marker % 2 === 0, started, outcome)));
    outcome.extraSockets += Math.max(0, server.sockets.length - CLIENTS);
    progress(cycle);
  }
  await Promise.all(clients.map((client) => client.close()));
  await server.stop();
  return outcome;
}

async function converge(
  client: FlagSource,
  wanted: boolean,
  started: number,
  outcome: Outcome,
): Promise<void> {
  for (;;) {
    const answer = peekFlag(client, context, "feature");
    if ((answer?.ageMs ?? 0) > LIMIT_MS) outcome.tooOld++;
    if (answer?.value === wanted && answer.ageMs === undefined) break;
    await pause(5);
  }
  outcome.times.push(performance.now() - started);
}

export const row: ScoreboardRow = {
  name: "datastream/kill-restart",
  target:
    "20 clients × 50 restarts, reconnect { spread: 1 s, max: 1 s }: converged ≤ 2 s after the server is up (p99), no answer beyond maxStaleness, one socket each; with the defaults ≤ 12 s",
  async run(size, progress): Promise<ScoreboardResult> {
    const count = size === "full" ? 50 : 2;
    const options = size === "full" ? { spread: 1_000, max: 1_000 } : { spread: 100, max: 100 };
    const fast = await cycles(count, { reconnect: options }, (done) => progress(done, count + 1));
    const slow = size === "full" ? await cycles(1, {}, () => progress(count + 1, count + 1)) : undefined;
    const p99 = quantile(fast.times, 0.99);
    const slowest = slow ? Math.max(...slow.times) : 0;
    const tooOld = fast.tooOld + (slow?.tooOld ?? 0);
    const extraSockets = fast.extraSockets + (slow?.extraSockets ?? 0);
    const unconverged = count * CLIENTS - fast.times.length;
    return {
      figure: `p99 ${Math.round(p99)} ms over ${fast.times.length} recoveries, with the defaults at most ${Math.round(slowest)} ms; ${tooOld} answers too old, ${extraSockets} sockets too many`,
      holds: p99 <= 2_000 && slowest <= 12_000 && tooOld === 0 && extraSockets === 0 && unconverged === 0,
      counts: { tooOld, extraSockets, unconverged },
    };
  },
  /** Only restarts after which the flag is on: while it has no connection, the published SDK answers `false`. */
  async runPeer(size): Promise<string> {
    const count = size === "full" ? 3 : 1;
    const server = new StreamServer();
    const set = (on: boolean) =>
      server.flags.set("feature", flag("feature", { rules: [], default_value: on }));
    set(false);
    await server.start();
    const clients = Array.from({ length: CLIENTS }, () => published(server));
    await server.until(() => server.sockets.length === CLIENTS);
    const times: number[] = [];
    let unconverged = 0;
    for (let cycle = 0; cycle < count; cycle++) {
      await server.stop();
      set(true);
      await pause(200);
      await server.start();
      const started = performance.now();
      await Promise.all(
        clients.map(async (client) => {
          if (await answers(() => client.checkFlag({}, "feature"), true, PEER_WAIT_MS))
            times.push(performance.now() - started);
          else unconverged++;
        }),
      );
      set(false);
      server.send("rulesengine.Flag", "full", server.flags.get("feature"));
      await Promise.all(clients.map((client) => answers(() => client.checkFlag({}, "feature"), false)));
    }
    await Promise.all(clients.map((client) => client.close()));
    await server.stop();
    return `p99 ${Math.round(quantile(times, 0.99))} ms over ${times.length} recoveries with its own delays, ${unconverged} not within ${PEER_WAIT_MS / 1_000} s`;
  },
};
