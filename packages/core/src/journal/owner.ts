import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, readlink, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

/** An owner on another machine is taken for dead when it has not been heard of for this long, ms. */
const SILENT_MS = 120_000;

interface OwnerFile {
  pid: number;
  /** Start time of the process: pids are used again. */
  start: string;
  /** Machine and pid namespace: whether the pid means anything to us. */
  machine: string;
  boot: string;
}

/** Owners of this process, over all copies of this module. */
const registry = globalThis as { [key: symbol]: Set<string> | undefined };
const REGISTRY: symbol = Symbol.for("@schematic/core/journal/owners");

function living(): Set<string> {
  registry[REGISTRY] ??= new Set();
  return registry[REGISTRY] as Set<string>;
}

/**
 * A folder of segments that belongs to one journal of one process. Folders of dead processes are taken
 * over by renaming them, which only one of several takers can do.
 */
export class Owner {
  readonly folder: string;
  readonly #home: string;
  readonly #token: string = randomUUID();
  #taken = 0;

  private constructor(home: string) {
    this.#home = home;
    this.folder = join(home, this.#token);
  }

  /** Makes a folder for the events of `scope` below `root`; throws what the file system throws. */
  static async create(root: string, scope: string): Promise<Owner> {
    // The scope holds the API key, so it is only there as a hash.
    const owner = new Owner(join(root, createHash("sha256").update(scope).digest("hex").slice(0, 16)));
    const self: OwnerFile = { pid: process.pid, start: await startOf(process.pid), ...(await machine()) };
    // A folder without its file would look like one that nobody owns.
    const draft = join(owner.#home, `.${owner.#token}`);
    await mkdir(draft, { recursive: true });
    await writeFile(join(draft, "owner.json"), JSON.stringify(self));
    living().add(owner.#token);
    await rename(draft, owner.folder);
    return owner;
  }

  /** Takes over the folders of dead processes; resolves with the paths of their logs, without `.log`. */
  async takeOver(): Promise<string[]> {
    const taken: string[] = [];
    for (const name of (await readdir(this.#home)).sort()) {
      const token = name.split("~")[0] as string;
      if (token === "" || token.startsWith(".") || token === this.#token || (await this.#lives(token)))
        continue;
      const target = join(this.#home, `${this.#token}~${this.#taken++}`);
      try {
        await rename(join(this.#home, name), target);
        const logs = (await readdir(target)).filter((file) => file.endsWith(".log")).sort();
        for (const log of logs) taken.push(join(target, log.slice(0, -4)));
        if (logs.length === 0) await rm(target, { recursive: true, force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
        // Somebody else was quicker.
      }
    }
    return taken;
  }

  /** Says that this process lives, to those on other machines. */
  async beat(): Promise<void> {
    const now = new Date();
    await utimes(join(this.folder, "owner.json"), now, now);
  }

  /** Leaves the folders to whoever comes next. */
  async release(): Promise<void> {
    living().delete(this.#token);
    await rm(join(this.folder, "owner.json"), { force: true });
  }

  async #lives(token: string): Promise<boolean> {
    if (living().has(token)) return true;
    const path = join(this.#home, token, "owner.json");
    let owner: OwnerFile;
    try {
      owner = JSON.parse(await readFile(path, "utf8")) as OwnerFile;
    } catch (error) {
      // Without the file nobody owns it; a torn one was being written a moment ago.
      return (error as NodeJS.ErrnoException).code !== "ENOENT" && !(await this.#silent(path));
    }
    const here = await machine();
    if (owner.machine !== here.machine) return !(await this.#silent(path));
    if (owner.boot !== here.boot) return false;
    // Another thread of this process has a registry of its own.
    return alive(owner.pid) && owner.start === (await startOf(owner.pid));
  }

  async #silent(path: string): Promise<boolean> {
    try {
      await this.beat();
      // Both times are the file server's.
      const [own, other] = await Promise.all([stat(join(this.folder, "owner.json")), stat(path)]);
      return own.mtimeMs - other.mtimeMs > SILENT_MS;
    } catch {
      return false;
    }
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process started, in ticks since boot; empty where there is no `/proc`. */
async function startOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // The name of the program, in parentheses, may itself hold spaces and parentheses.
  return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

async function machine(): Promise<{ machine: string; boot: string }> {
  const pids = await readlink("/proc/self/ns/pid").catch(() => "");
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
  return { machine: `${hostname()} ${pids}`, boot: boot.trim() };
}
