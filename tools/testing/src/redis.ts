import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RespReply, redisCommand } from "./resp";

export const host = "127.0.0.1";

/** A `redis-server` process of its own, on a free loopback port, with its data in a temporary folder. */
export interface RedisServer {
  readonly host: string;
  readonly port: number;
  /** `redis://127.0.0.1:<port>` */
  readonly url: string;
  readonly pid: number;
  /** Sends one command on a connection of its own. */
  command(...args: (string | number)[]): Promise<RespReply>;
  /** Stops answering without closing a socket (SIGSTOP), until `resume`. */
  pause(): void;
  resume(): void;
  /** Kills the process (SIGKILL); `start` brings an empty server back on the same port. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ends the process and removes its folder; idempotent. */
  stop(): Promise<void>;
}

export interface RedisOptions {
  /** Further command-line arguments, as in `["--maxmemory", "2mb"]`. */
  args?: string[];
  /** Default: a free one. */
  port?: number;
}

/** Starts a Redis of its own. Fails with what to install when there is no `redis-server`. */
export async function startRedis(options: RedisOptions = {}): Promise<RedisServer> {
  if (options.port !== undefined) return launch(options.port, options.args ?? []);
  return onFreePort((port) => launch(port, options.args ?? []));
}

/** A Redis for suites that need no more than one node: `REDIS_URL` if set, else one of its own. */
export async function redisForTests(): Promise<{ url: string; stop(): Promise<void> }> {
  const url = process.env.REDIS_URL;
  return url ? { url, stop: async () => {} } : startRedis();
}

/** Someone else can take a free port before Redis does: try again with another. */
export async function onFreePort(start: (port: number) => Promise<RedisServer>): Promise<RedisServer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(await freePort());
    } catch (error) {
      if (attempt === 5 || !String(error).includes("Address already in use")) throw error;
    }
  }
}

/**
 * A TCP port of the loopback interface that nobody listens on now, and below those that systems give to
 * outgoing connections: until it is used, and while its server is away, no connection gets it by chance.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 15_000 + Math.floor(Math.random() * 15_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** With `sentinelConfig` the process is a Sentinel. */
export async function launch(port: number, extra: string[], sentinelConfig?: string): Promise<RedisServer> {
  const dir = await mkdtemp(join(tmpdir(), "schematic-redis-"));
  const args = ["--port", String(port), "--bind", host, "--dir", dir];
  if (sentinelConfig === undefined) {
    args.push("--save", "", "--appendonly", "no", "--repl-diskless-sync-delay", "0", ...extra);
  } else {
    await writeFile(join(dir, "sentinel.conf"), sentinelConfig);
    args.unshift(join(dir, "sentinel.conf"));
    args.push("--sentinel", ...extra);
  }
  let child: ChildProcess | undefined = await spawnRedis(args).catch(async (error) => {
    await rm(dir, { recursive: true, force: true });
    throw error;
  });
  const end = async (signal: NodeJS.Signals) => {
    const running = child;
    child = undefined;
    if (running) await endProcess(running, signal);
  };
  return {
    host,
    port,
    url: `redis://${host}:${port}`,
    get pid() {
      return child?.pid ?? 0;
    },
    command: (...command) => redisCommand(port, ...command),
    pause: () => void child?.kill("SIGSTOP"),
    resume: () => void child?.kill("SIGCONT"),
    kill: () => end("SIGKILL"),
    async start() {
      child ??= await spawnRedis(args);
    },
    async stop() {
      await end("SIGKILL");
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}

/**
 * Ends the servers that a test process left behind, also when it was killed: a shell that is told of each
 * (`+ pid`, `- pid`) and kills the rest when its standard input ends.
 */
const watchdog = `pids=
while read -r op pid; do
  case $op in
    +) pids="$pids $pid" ;;
    -) kept=; for one in $pids; do [ "$one" = "$pid" ] || kept="$kept $one"; done; pids=$kept ;;
  esac
done
[ -z "$pids" ] || kill -9 $pids`;
let tellWatchdog: ((line: string) => void) | undefined;

function startWatchdog(): (line: string) => void {
  const child = spawn("sh", ["-c", watchdog], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  child.on("error", () => {});
  child.stdin.on("error", () => {});
  child.unref();
  (child.stdin as unknown as { unref?(): void }).unref?.();
  return (line) => child.stdin.write(`${line}\n`);
}

function watch(child: ChildProcess): void {
  tellWatchdog ??= startWatchdog();
  tellWatchdog(`+ ${child.pid}`);
  child.once("exit", () => {
    tellWatchdog?.(`- ${child.pid}`);
  });
}

async function spawnRedis(args: string[]): Promise<ChildProcess> {
  const child = spawn("redis-server", args, { stdio: ["ignore", "pipe", "pipe"] });
  if (child.pid !== undefined) watch(child);
  return new Promise((resolve, reject) => {
    let log = "";
    const fail = (error: Error) => {
      reject(error);
    };
    child.once("error", (error: NodeJS.ErrnoException) =>
      fail(
        error.code === "ENOENT"
          ? new Error(
              "no redis-server on PATH: install it (Debian: apt-get install redis-server; macOS: brew install redis), " +
                "or set REDIS_URL for the suites that need a single node",
            )
          : error,
      ),
    );
    const ended = (code: number | null) =>
      fail(new Error(`redis-server ended with code ${code}: ${log.slice(-2_000)}`));
    child.once("exit", ended);
    const read = (chunk: Buffer) => {
      if (log.length < 20_000) log += chunk;
      if (/Ready to accept connections|Sentinel ID is/.test(log)) {
        child.stdout?.off("data", read).resume();
        child.off("exit", ended);
        resolve(child);
      }
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
  });
}
