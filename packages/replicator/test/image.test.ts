import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startEmulator } from "@schematic/emulator";
import { freePort, startRedis } from "@schematic-internal/testing";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { endProcess } from "../scoreboard/support";
import { readSettings } from "../src/index";
import { startRegistry } from "./registry";
import { eventually } from "./support";

// There may be no Docker where this runs: the steps of the image are carried out in a folder.

const run = promisify(execFile);
const file = (name: string) => readFile(new URL(`../${name}`, import.meta.url), "utf8");

async function instructions(): Promise<[name: string, rest: string][]> {
  const lines = (await file("Dockerfile")).split("\n").filter((line) => /^[A-Z]+ /.test(line));
  return lines.map((line) => [line.split(" ", 1)[0] ?? "", line.slice(line.indexOf(" ") + 1)]);
}

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  ports: string[];
  stop_grace_period?: string;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
}

test("compose: the services fit together, and the program knows every setting", async () => {
  const { services } = parse(await file("compose.yaml"), { merge: true }) as {
    services: Record<string, Service>;
  };
  const { redis, replicator, standby } = services;
  expect(Object.keys(services).sort()).toEqual(["redis", "replicator", "standby"]);
  // The two replicators differ only in the port under which their health server is reached.
  expect({ ...standby, ports: [] }).toEqual({ ...replicator, ports: [] });
  expect(standby?.ports).not.toEqual(replicator?.ports);
  expect(replicator?.build).toBe(".");
  expect(replicator?.depends_on).toEqual({ redis: { condition: "service_healthy" } });
  expect(redis?.healthcheck?.test[0]).toBe("CMD");
  // What was received is written for at most 5 s.
  expect(Number.parseInt(replicator?.stop_grace_period ?? "0", 10)).toBeGreaterThan(5);
  const environment = replicator?.environment ?? {};
  const readme = await file("README.md");
  for (const name of Object.keys(environment)) expect(readme).toContain(`\`${name}\``);
  const filled = Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(/\$\{(\w+)[^}]*\}/, (_, n) => (n === "SCHEMATIC_API_KEY" ? "sch_1" : "")),
    ]),
  );
  const settings = readSettings(filled);
  expect(settings.redis.addr).toBe("redis:6379");
  expect(replicator?.ports).toEqual([`${settings.healthPort}:${settings.healthPort}`]);
  // Redis accepts these arguments.
  const server = await startRedis({ args: redis?.command?.slice(1) ?? [] });
  expect(await server.command("PING")).toBe("PONG");
  await server.stop();
});

test("Dockerfile: what its steps install is the replicator, and runs", { timeout: 600_000 }, async () => {
  const steps = await instructions();
  const of = (name: string) => steps.filter(([one]) => one === name).map(([, rest]) => rest);
  expect(steps[0]?.[0]).toBe("FROM");
  expect(Number(/^node:(\d+)/.exec(of("FROM")[0] ?? "")?.[1])).toBeGreaterThanOrEqual(20);
  // Nothing is copied: a build needs only this folder's Dockerfile.
  expect([...of("COPY"), ...of("ADD")]).toEqual([]);
  expect(of("USER")).toEqual(["node"]);

  const folder = await mkdtemp(join(tmpdir(), "schematic-image-"));
  const registry = await startRegistry(folder, ["rules-wasm", "api", "core", "datastream", "replicator"]);
  const [emulator, redis] = await Promise.all([
    startEmulator({ seed: { companies: [{ keys: { id: "acme" } }] } }),
    startRedis(),
  ]);
  let program: ChildProcess | undefined;
  try {
    const env = {
      ...process.env,
      VERSION: registry.version,
      // The image's own places, in the folder.
      npm_config_prefix: join(folder, "usr"),
      npm_config_cache: join(folder, "cache"),
      npm_config_globalconfig: join(folder, "npmrc"),
    };
    await writeFile(join(folder, "npmrc"), `@schematic:registry=${registry.url}\n`);
    for (const step of of("RUN")) await run("sh", ["-ec", step], { env, cwd: folder });

    const port = await freePort();
    const [entry = ""] = JSON.parse(of("ENTRYPOINT")[0] ?? "[]") as string[];
    program = spawn(join(folder, "usr", "bin", entry), {
      env: {
        PATH: process.env.PATH,
        SCHEMATIC_API_KEY: emulator.apiKey,
        SCHEMATIC_API_URL: emulator.url,
        REDIS_ADDR: `127.0.0.1:${redis.port}`,
        HEALTH_PORT: String(port),
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const [check = ""] = of("HEALTHCHECK");
    const [url = ""] = /http:[^"]+/.exec(check.replace(/\$\{HEALTH_PORT:-8090\}/, String(port))) ?? [];
    expect(url).toBe(`http://127.0.0.1:${port}/health`);
    await eventually(
      () =>
        fetch(url).then(
          ({ ok }) => ok,
          () => false,
        ),
      Boolean,
    );
    const ready = url.replace("/health", "/ready");
    await eventually(
      () =>
        fetch(ready).then(
          ({ ok }) => ok,
          () => false,
        ),
      Boolean,
    );
    expect(await redis.command("DBSIZE")).toBeGreaterThan(2);
    const ended = new Promise((resolve) => program?.once("exit", resolve));
    program.kill("SIGTERM");
    expect(await ended).toBe(0);
  } finally {
    if (program) await endProcess(program, () => void program?.kill("SIGTERM"));
    registry.close();
    await Promise.all([emulator.close(), redis.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
});
