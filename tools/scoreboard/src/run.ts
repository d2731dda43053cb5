import { execFileSync, fork } from "node:child_process";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ScoreboardRow } from "@schematic-internal/testing";

export const home: string = join(dirname(fileURLToPath(import.meta.url)), "..");

export interface Entry {
  name: string;
  target: string;
  figure: string;
  holds: boolean;
  /** The published SDK in the same test and the same run. */
  peer: string | null;
  seconds: number;
  date: string;
  commit: string;
}

export interface Scoreboard {
  machine: { cpu: string; cores: number; node: string; platform: string };
  date: string;
  commit: string;
  entries: Entry[];
  /** Rows of the targets that nobody has written yet. */
  missing: string[];
}

export interface Options {
  size: "small" | "full";
  peer: boolean;
}

type Told = { done: number; total: number } | { entry: Omit<Entry, "seconds" | "date" | "commit"> };

export async function rowsOf(file: string): Promise<ScoreboardRow[]> {
  const module = (await import(pathToFileURL(file).href)) as { row?: ScoreboardRow; rows?: ScoreboardRow[] };
  return module.rows ?? (module.row ? [module.row] : []);
}

export function machine(): Scoreboard["machine"] {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** The commit that is measured, `+` behind it when files differ from it. */
export function commit(): string {
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: home, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  try {
    const changed = git("status", "--porcelain", "--untracked-files=no", "--", ":/packages");
    return git("rev-parse", "--short=10", "HEAD") + (changed === "" ? "" : "+");
  } catch {
    return "unknown";
  }
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** In the process of one row. */
export async function runHere(file: string, name: string, { size, peer }: Options): Promise<void> {
  const row = (await rowsOf(file)).find((one) => one.name === name);
  if (!row) throw new Error(`${file} has no row ${name}`);
  let told = 0;
  const progress = (done: number, total: number): void => {
    if (Date.now() - told < 200) return;
    told = Date.now();
    process.send?.({ done, total });
  };
  const entry = { name, target: row.target, figure: "", holds: false, peer: null as string | null };
  try {
    Object.assign(entry, await row.run(size, progress));
  } catch (error) {
    entry.figure = `failed: ${message(error)}`;
  }
  if (peer && row.runPeer) {
    entry.peer = await row.runPeer(size).catch((error: unknown) => `failed: ${message(error)}`);
  }
  const { figure, holds } = entry;
  process.send?.({ entry: { name, target: row.target, figure, holds, peer: entry.peer } });
}

/** A row without progress for this long is ended. Long rows on a busy machine take more than that in total. */
const QUIET_LIMIT_MS = 20 * 60_000;

/** Runs a row in a process of its own, so that what it leaves behind is nobody else's. */
export function runApart(
  file: string,
  row: ScoreboardRow,
  options: Options,
  progress: (done: number, total: number) => void,
): Promise<Entry> {
  const started = Date.now();
  const main = fileURLToPath(new URL("./main.ts", import.meta.url));
  const flags = [`--${options.size}`, ...(options.peer ? [] : ["--no-peer"])];
  const child = fork(main, ["--row", file, row.name, ...flags], {
    execArgv: [...process.execArgv, "--expose-gc"],
  });
  const limit = setTimeout(() => child.kill("SIGKILL"), QUIET_LIMIT_MS);
  return new Promise((resolve) => {
    let told: Omit<Entry, "seconds" | "date" | "commit"> | undefined;
    child.on("message", (message: Told) => {
      if ("entry" in message) {
        told = message.entry;
        child.kill("SIGKILL");
      } else {
        limit.refresh();
        progress(message.done, message.total);
      }
    });
    child.on("exit", (code, signal) => {
      clearTimeout(limit);
      const figure = `failed: its process ended with ${code ?? signal}`;
      const entry = told ?? { name: row.name, target: row.target, figure, holds: false, peer: null };
      const seconds = Math.round((Date.now() - started) / 100) / 10;
      resolve({ ...entry, seconds, date: new Date(started).toISOString(), commit: commit() });
    });
  });
}
