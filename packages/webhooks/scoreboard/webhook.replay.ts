import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type ScoreboardRow, startRedis } from "@schematic-internal/testing";
import { Redis } from "ioredis";
import { signWebhook } from "../src/index";

const SECRET = "whsec_scoreboard_7d21";

/** Starts one process of the service: an HTTP server with the handler and the Redis store. */
async function startProcess(redisUrl: string): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(fileURLToPath(new URL("./replay-process.mjs", import.meta.url)), [], {
    env: { ...process.env, WEBHOOK_SECRET: SECRET, WEBHOOK_REDIS: redisUrl },
    execArgv: [],
  });
  const [url] = (await once(child, "message")) as [string];
  return { child, url };
}

/** Sends until it is answered 200, as Schematic does; counts the answers. */
async function deliver(url: string, body: string, statuses: Map<number, number>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const request = { method: "POST", headers: signWebhook(body, SECRET), body };
    // A broken connection is one more reason to deliver again.
    const answer = await fetch(url, request).catch(() => undefined);
    if (answer === undefined) continue;
    await answer.arrayBuffer();
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    if (answer.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** `limit` tasks at a time. */
async function inParallel(tasks: (() => Promise<void>)[], limit: number): Promise<void> {
  const queue = tasks.values();
  await Promise.all(
    Array.from({ length: limit }, async () => {
      for (const task of queue) await task();
    }),
  );
}

export const row: ScoreboardRow = {
  name: "webhook/replay",
  target: "10,000 replays over 8 processes: the handler succeeds once each; what threw is accepted again",
  async run(size, progress) {
    const [processes, events, copies] = size === "full" ? [8, 2_000, 5] : [2, 30, 4];
    const redis = await startRedis();
    const client = new Redis(redis.url);
    const started = await Promise.all(Array.from({ length: processes }, () => startProcess(redis.url)));
    try {
      const statuses = new Map<number, number>();
      const tasks: (() => Promise<void>)[] = [];
      for (let event = 0; event < events; event++) {
        const body = JSON.stringify({
          action: "test.send",
          body: { id: event, fails: event % 10 === 0 ? 1 : 0 },
        });
        for (let copy = 0; copy < copies; copy++) {
          const to = started[(event + copy) % processes]?.url ?? "";
          tasks.push(() => deliver(to, body, statuses).then(() => progress(0, events * copies)));
        }
      }
      await inParallel(tasks, 64);
      const handled = Object.values(await client.hgetall("handled")).map(Number);
      const thrown = Object.values(await client.hgetall("thrown")).map(Number);
      const counts = {
        replays: events * copies,
        handled: handled.length,
        twice: handled.filter((times) => times > 1).length,
        never: events - handled.length,
        thrown: thrown.length,
        refused: statuses.get(400) ?? 0,
      };
      return {
        figure: `${counts.replays} replays of ${events} events over ${processes} processes: ${counts.handled} handled, ${counts.twice} twice, ${counts.never} never; ${counts.thrown} threw at first`,
        holds:
          counts.twice === 0 &&
          counts.never === 0 &&
          counts.refused === 0 &&
          counts.thrown === Math.ceil(events / 10),
        counts,
      };
    } finally {
      for (const { child } of started) child.kill();
      client.disconnect();
      await redis.stop();
    }
  },
};
