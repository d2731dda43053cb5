import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";

/** Age of a heartbeat beyond which a folder has no owner any more, in ms. */
export const SILENT_MS = 120_000;

/** Identity of the process that owns a folder, as `owner.json` holds it. */
export interface OwnerIdentity {
  pid: number;
  /** Start time of the process, which distinguishes two processes with the same id; empty where unknown. */
  start: string;
  /** Host name and namespace of process ids: the scope in which `pid` means something. */
  machine: string;
  /** Id of the machine's current boot; empty where unknown. */
  boot: string;
}

/** Observations about an owner. */
export interface OwnerSigns {
  /** A process with the owner's id runs on this machine, with this start time. */
  running: { start: string } | undefined;
  /** The heartbeat of the folder is older than {@link SILENT_MS}. */
  silent: boolean;
}

/**
 * Returns whether a folder still has an owner. A dead process is recognized at once on its own machine. A
 * thread that ended, a process on another machine and a process whose id was used again on a system without
 * start times are recognized by their heartbeat.
 */
export function isAlive(owner: OwnerIdentity, here: OwnerIdentity, { running, silent }: OwnerSigns): boolean {
  if (silent) return false;
  if (owner.machine !== here.machine) return true;
  return owner.boot === here.boot && running !== undefined && running.start === owner.start;
}

/** Returns the identity that a text describes; undefined if it describes none. */
export function parseIdentity(text: string): OwnerIdentity | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { pid, start, machine, boot } = value as Partial<Record<keyof OwnerIdentity, unknown>>;
  if (typeof pid !== "number" || !Number.isSafeInteger(pid) || pid <= 0) return undefined;
  if (typeof start !== "string" || typeof machine !== "string" || typeof boot !== "string") return undefined;
  return { pid, start, machine, boot };
}

export async function identityOfProcess(): Promise<OwnerIdentity> {
  const pids = await readlink("/proc/self/ns/pid").catch(() => "");
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
  return {
    pid: process.pid,
    start: await startOf(process.pid),
    machine: `${hostname()} ${pids}`,
    boot: boot.trim(),
  };
}

/** Returns the running process with an id; undefined if there is none. */
export async function findProcess(pid: number): Promise<{ start: string } | undefined> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Any other failure, such as a process of another user, says that the process exists.
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return undefined;
  }
  return { start: await startOf(pid) };
}

/** Returns when a process started, in ticks since boot; empty on systems without `/proc`. */
async function startOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // The program's name, in parentheses, may contain spaces and parentheses itself.
  return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}
