// Starts everything on this machine: an emulated Schematic, a Redis, the replicator, three application
// processes. Then usage reaches its limit, and a larger plan lifts it.
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmulator } from "@schematic/emulator";
import { freePort, redisForTests } from "@schematic-internal/testing";

interface Message {
  type: "changed" | "done";
  value?: boolean;
  at?: number;
  checks?: number;
  local?: number;
  unanswered?: number;
}

const here = dirname(fileURLToPath(import.meta.url));
const say = (text: string) => console.log(text);

const emulator = await startEmulator({
  seed: {
    features: [{ key: "exports", event: "export" }],
    plans: [
      { key: "starter", entitlements: [{ feature: "exports", limit: 5 }] },
      { key: "team", entitlements: [{ feature: "exports", limit: 500 }] },
    ],
    companies: [{ keys: { id: "acme" }, name: "Acme", plan: "starter" }],
  },
});
const redis = await redisForTests();
const healthPort = await freePort();
const healthUrl = `http://localhost:${healthPort}`;
say(`Schematic (emulated)  ${emulator.url}`);
say(`Redis                 ${redis.url}`);

const replicatorBin = join(
  dirname(createRequire(import.meta.url).resolve("@schematic/replicator/package.json")),
  "bin/schematic-replicator.mjs",
);
const replicator = spawn(process.execPath, [replicatorBin], {
  env: {
    ...process.env,
    SCHEMATIC_API_KEY: emulator.apiKey,
    SCHEMATIC_API_URL: emulator.url,
    REDIS_ADDR: redis.url,
    HEALTH_PORT: String(healthPort),
    LOG_LEVEL: "warn",
  },
  stdio: ["ignore", "inherit", "inherit"],
});
for (let ready = false; !ready; ) {
  if (replicator.exitCode !== null) throw new Error(`the replicator ended with code ${replicator.exitCode}`);
  ready = await fetch(`${healthUrl}/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!ready) await new Promise((resolve) => setTimeout(resolve, 20));
}
say(`Replicator            ${healthUrl}/ready: ready\n`);

const workers: ChildProcess[] = Array.from({ length: 3 }, () =>
  fork(join(here, "worker.js"), {
    env: {
      ...process.env,
      REDIS_URL: redis.url,
      REPLICATOR_URL: healthUrl,
      SCHEMATIC_API_KEY: emulator.apiKey,
      SCHEMATIC_API_URL: emulator.url,
      SCHEMATIC_EVENT_CAPTURE_URL: emulator.captureUrl,
      COMPANY: "acme",
    },
  }),
);

/** Resolves when every worker has told of this value, with the last one's time. */
async function allSee(value: boolean): Promise<number> {
  const see = (worker: ChildProcess) =>
    new Promise<number>((resolve, reject) => {
      const heard = (message: Message) => {
        if (message.type !== "changed" || message.value !== value) return;
        worker.off("message", heard);
        resolve(message.at ?? 0);
      };
      worker.on("message", heard);
      worker.once("exit", (code) => reject(new Error(`a worker ended with code ${code}`)));
    });
  return Math.max(...(await Promise.all(workers.map(see))));
}

await allSee(true);
say("3 processes: acme may export (starter plan, 5 exports)");

const off = allSee(false);
const began = Date.now();
for (let i = 0; i < 5; i++) workers[i % 3]?.send({ type: "track" });
say(`5 exports tracked by 3 processes: all of them see the limit after ${(await off) - began} ms`);

const on = allSee(true);
const upgraded = Date.now();
emulator.setPlan({ id: "acme" }, "team");
say(`acme moves to the team plan: all of them see it after ${(await on) - upgraded} ms\n`);

let checks = 0;
let local = 0;
let unanswered = 0;
for (const worker of workers) {
  const done = new Promise<Message>((resolve) => {
    worker.on("message", (message: Message) => message.type === "done" && resolve(message));
  });
  worker.send({ type: "stop" });
  const told = await done;
  checks += told.checks ?? 0;
  local += told.local ?? 0;
  unanswered += told.unanswered ?? 0;
}
const asked = Object.entries(emulator.requests())
  .filter(([name]) => name.includes("/check"))
  .reduce((sum, [, count]) => sum + count, 0);
say(`${checks} checks, ${local} of them from the replicator's Redis; ${asked} REST requests for the others`);
if (unanswered > 0) say(`${unanswered} checks got a default`);

const ended = once(replicator, "exit");
replicator.kill("SIGTERM");
const [code] = await ended;
await emulator.close();
await redis.stop();
say(`The replicator ended with code ${code}.`);
process.exit(code === 0 && local > 0 && unanswered === 0 ? 0 : 1);
