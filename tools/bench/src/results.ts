import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Judged, Verdict } from "./goals";
import type { Measured } from "./measure";

export const home: string = join(dirname(fileURLToPath(import.meta.url)), "..");

export interface RowResult {
  group: string;
  row: string;
  unit: string;
  higherIsBetter: boolean;
  peer: string | null;
  contenders: Measured[];
  goals: Judged[];
  /** The worst of the goals; `null` where none is set. */
  verdict: Verdict | null;
  /** Why the row could not be measured; its verdict is "not met". */
  failed: string | null;
  date: string;
  commit: string;
  seconds: number;
}

export interface Results {
  machine: { cpu: string; cores: number; memoryGB: number; node: string; v8: string; platform: string };
  /** Versions of the packages that tools/bench installs, the peers among them. */
  versions: Record<string, string>;
  date: string;
  commit: string;
  rows: RowResult[];
}

export function machine(): Results["machine"] {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    v8: process.versions.v8,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** The commit that is measured, `+` behind it when files differ from it. */
export function commit(): string {
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: home, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  try {
    const changed = git(
      "status",
      "--porcelain",
      "--untracked-files=no",
      "--",
      ":/packages",
      ":/tools/bench/rows",
    );
    return git("rev-parse", "--short=10", "HEAD") + (changed === "" ? "" : "+");
  } catch {
    return "unknown";
  }
}

export function versions(): Record<string, string> {
  const read = (file: string) => JSON.parse(readFileSync(file, "utf8"));
  const { dependencies } = read(join(home, "package.json")) as { dependencies: Record<string, string> };
  const peers = Object.keys(dependencies).filter(
    (name) =>
      !name.startsWith("@schematic/") &&
      !name.startsWith("@schematic-internal/") &&
      !name.startsWith("@types/"),
  );
  return Object.fromEntries(
    peers.map((name) => [name, read(join(home, "node_modules", name, "package.json")).version as string]),
  );
}

/** The rows kept from earlier runs, as far as their groups still exist and did not run now. */
export function merge(fresh: RowResult[], groups: readonly string[]): Results {
  let earlier: RowResult[] = [];
  try {
    earlier = (JSON.parse(readFileSync(join(home, "results.json"), "utf8")) as Results).rows;
  } catch {
    // The first run has nothing to keep.
  }
  const ran = new Set(fresh.map((row) => row.group));
  const kept = earlier.filter((row) => groups.includes(row.group) && !ran.has(row.group) && row.goals);
  const rows = [...kept, ...fresh].sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group));
  return { machine: machine(), versions: versions(), date: new Date().toISOString(), commit: commit(), rows };
}
