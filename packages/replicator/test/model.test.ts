import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { freePort } from "@schematic-internal/testing";
import { afterEach, expect, test, vi } from "vitest";
import { endProcess, spawnReplicator } from "../scoreboard/support";
import { differences } from "./equality";
import { capture, eventually, type Setup, setUp } from "./support";

// Whole scenarios with servers and processes, which take long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

/** Seeds of the random changes, page sizes, faults and kills, as in `MODEL_SEEDS=1-100`. */
const [FIRST = 1, LAST = 4] = (process.env.MODEL_SEEDS ?? "1-4").split("-").map(Number);
const SEEDS = Array.from({ length: LAST - FIRST + 1 }, (_, i) => FIRST + i);
const STEPS = 40;

let setup: Setup | undefined;
let child: ChildProcess | undefined;
afterEach(async () => {
  const running = child;
  if (running) await endProcess(running, () => void running.kill("SIGTERM"));
  await setup?.close();
  child = undefined;
  setup = undefined;
});

/** Returns a source of reproducible random numbers in [0, 1). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

class World {
  readonly #setup: Setup;
  readonly #random: () => number;
  readonly #env: Record<string, string>;
  #created = 0;
  readonly port: number;

  constructor(running: Setup, random: () => number, port: number) {
    this.#setup = running;
    this.#random = random;
    this.port = port;
    const { emulator, redis } = running;
    this.#env = {
      SCHEMATIC_API_KEY: emulator.apiKey,
      SCHEMATIC_API_URL: emulator.url,
      REDIS_ADDR: `127.0.0.1:${redis.port}`,
      HEALTH_PORT: String(port),
      ASYNC_LOADER_RATE_LIMIT_RPS: "1000",
      ASYNC_LOADER_PAGE_SIZE: this.pick(["7", "40", "100"]),
      ASYNC_LOADER_MAX_CONCURRENT_REQUESTS: this.pick(["1", "4"]),
      CACHE_AUDIT_INTERVAL: "200ms",
      WRITER_LOCK_TTL: "3s",
    };
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(this.#random() * choices.length)] ?? choices[0];
  }

  /** A change of something that does not exist changes nothing. */
  async change(): Promise<void> {
    try {
      await this.pick(this.changes)();
    } catch (error) {
      if (!String(error).includes("there is no")) throw error;
    }
  }

  company(): { id: string } {
    return { id: `company-${Math.floor(this.#random() * 250)}` };
  }

  spawn(): void {
    child = spawnReplicator(this.#env);
  }

  async end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const running = child;
    if (running === undefined || running.exitCode !== null) return;
    const ended = once(running, "exit");
    running.kill(signal);
    await ended;
  }

  readonly changes: readonly [() => unknown, ...(() => unknown)[]] = [
    () => this.#emulator.setPlan(this.company(), this.pick(["free", "pro", null])),
    () => capture(this.#emulator, this.company().id, 1),
    () => this.#emulator.apply({ companies: [{ keys: this.company(), traits: { seats: this.#number() } }] }),
    () =>
      this.#emulator.apply({
        companies: [{ keys: { ...this.company(), alias: `alias-${this.#number()}` } }],
      }),
    () => this.#emulator.apply({ companies: [{ keys: { id: `new-${this.#created++}` }, plan: "pro" }] }),
    () => this.#emulator.remove("company", this.company()),
    () => this.#emulator.remove("user", { email: `U${Math.floor(this.#random() * 120)}@example.com` }),
    () => this.#emulator.apply({ users: [{ keys: { email: `new-${this.#created++}@example.com` } }] }),
    () => this.#emulator.apply({ flags: [{ key: `flag-${this.#number() % 5}`, default: true }] }),
    () => this.#emulator.remove("flag", `flag-${this.#number() % 5}`),
  ];

  readonly faults: readonly [() => unknown, ...(() => unknown)[]] = [
    () => this.#emulator.faults.stream.killSockets(),
    () =>
      this.#emulator.faults.stream.refuse(this.pick<"status" | "reset" | false>(["status", "reset", false])),
    () =>
      this.#emulator.faults.add({
        route: this.pick(["GET /companies", "GET /users"]),
        action: { type: "status", status: 500 },
        times: 2,
      }),
    () => {
      // A server that stands still would never respond to this.
      this.#setup.redis.resume();
      return this.#setup.client.config("SET", "maxmemory", this.pick(["1", "0"])).catch(() => {});
    },
    () => this.#evict(),
    () => this.#setup.redis.pause(),
    () => this.#setup.redis.resume(),
    async () => {
      await this.#setup.redis.kill();
      await this.#setup.redis.start();
    },
    async () => {
      await this.end(this.pick(["SIGKILL", "SIGTERM"]));
      this.spawn();
    },
  ];

  /** Ends all faults. */
  async calm(): Promise<void> {
    this.#setup.redis.resume();
    this.#emulator.faults.clear();
    await eventually(
      () => this.#setup.client.config("SET", "maxmemory", "0").catch(() => "refused"),
      (reply) => reply === "OK",
    );
    if (child?.exitCode !== null) this.spawn();
  }

  get #emulator(): Setup["emulator"] {
    return this.#setup.emulator;
  }

  #number(): number {
    return Math.floor(this.#random() * 1_000);
  }

  /** Deletes an entry, as an eviction does. */
  async #evict(): Promise<void> {
    this.#setup.redis.resume();
    const key = await this.#setup.redis.command("RANDOMKEY").catch(() => null);
    const isEntry = /^schematic:(company|user|flags):/.test(String(key));
    if (isEntry) await this.#setup.redis.command("DEL", String(key)).catch(() => {});
  }
}

test.each(SEEDS)("Redis equals the server after random changes and faults (seed %i)", async (seed) => {
  setup = await setUp();
  const { emulator, client } = setup;
  const random = randomFrom(seed);
  const world = new World(setup, random, await freePort());
  world.spawn();
  for (let step = 0; step < STEPS; step++) {
    if (random() < 0.7) await world.change();
    else await world.pick(world.faults)();
    // Most steps follow at once; some leave the replicator time for a part of its work.
    if (random() < 0.4) await new Promise((resolve) => setTimeout(resolve, random() * 150));
  }
  await world.calm();
  const health = async () => {
    const response = await fetch(`http://127.0.0.1:${world.port}/ready`).catch(() => undefined);
    return {
      status: response?.status,
      body: (await response?.json().catch(() => undefined)) as { cache_version: string } | undefined,
    };
  };
  const { body } = await eventually(health, ({ status }) => status === 200);
  const found = await eventually(
    () => differences(emulator, client, body?.cache_version ?? "").catch((error) => [String(error)]),
    (all) => all.length === 0,
  );
  expect(found).toEqual([]);
});
