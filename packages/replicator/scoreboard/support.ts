import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A message of a child. */
export interface Told {
  type: string;
  [field: string]: unknown;
}

/** A program of `children/`, run against the built packages, that talks in messages. */
export class Child {
  readonly process: ChildProcess;
  private errors = "";
  private readonly listeners: Set<(told: Told) => void> = new Set();
  private readonly ended: Promise<never>;

  constructor(name: string, scale: object) {
    const file = fileURLToPath(new URL(`./children/${name}.mjs`, import.meta.url));
    this.process = fork(file, {
      env: { ...process.env, SCALE: JSON.stringify(scale) },
      execArgv: [],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.process.stderr?.on("data", (data) => {
      this.errors = (this.errors + data).slice(-5_000);
    });
    this.process.on("message", (told: Told) => {
      for (const listener of this.listeners) listener(told);
    });
    this.ended = once(this.process, "exit").then(([code]) => {
      throw new Error(`${name} ended with code ${code}: ${this.errors}`);
    });
    this.ended.catch(() => {});
  }

  on(listener: (told: Told) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Resolves with the next message of this type; rejects when the child ends before. */
  next(type: string): Promise<Told> {
    const told = new Promise<Told>((resolve) => {
      const off = this.on((message) => {
        if (message.type !== type) return;
        off();
        resolve(message);
      });
    });
    return Promise.race([told, this.ended]);
  }

  tell(message: object): void {
    this.process.send(message);
  }

  async ask(message: Told): Promise<Told> {
    const answer = this.next(message.type);
    this.tell(message);
    return answer;
  }

  async stop(): Promise<void> {
    await endProcess(this.process, () => this.tell({ type: "stop" }));
  }
}

/** The replicator as it is installed: its program, configured by its environment. */
export function spawnReplicator(
  env: Record<string, string>,
  stdout: "ignore" | "pipe" = "ignore",
): ChildProcess {
  const bin = fileURLToPath(new URL("../bin/schematic-replicator.mjs", import.meta.url));
  return spawn(process.execPath, [bin], {
    env: { PATH: process.env.PATH, LOG_LEVEL: "error", ...env },
    stdio: ["ignore", stdout, "inherit"],
  });
}

/** Asks a process to end, and kills it if it has not after 15 s. */
export async function endProcess(child: ChildProcess, ask: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  const late = setTimeout(() => child.kill("SIGKILL"), 15_000);
  if (child.connected || child.channel === undefined) ask();
  else child.kill("SIGKILL");
  await ended;
  clearTimeout(late);
}

export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Ms since the epoch, finer than `Date.now()`, and the same in every process of this machine. */
export const now = (): number => performance.timeOrigin + performance.now();
