import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FILE_MODE, FOLDER_MODE } from "../files/segment";
import {
  findProcess,
  identityOfProcess,
  isAlive,
  type OwnerIdentity,
  parseIdentity,
  SILENT_MS,
} from "./liveness";

const OWNER_FILE = "owner.json";

/** Tokens of the folders of this thread, shared by all copies of this module. */
const REGISTRY: unique symbol = Symbol.for("@schematic/core/journal/owners") as never;
const registry = globalThis as { [REGISTRY]?: Set<string> };

function ownTokens(): Set<string> {
  registry[REGISTRY] ??= new Set();
  return registry[REGISTRY];
}

/**
 * A folder that belongs to one journal. Its file `owner.json` names the process and is written again for
 * each heartbeat. Other journals take a folder over by renaming it when its owner is gone; of several that
 * try, one succeeds.
 */
export class Owner {
  /** Folder of all owners with the same scope. */
  readonly home: string;
  readonly folder: string;
  readonly token: string = randomUUID();
  readonly #self: OwnerIdentity;

  private constructor(home: string, self: OwnerIdentity) {
    this.home = home;
    this.folder = join(home, this.token);
    this.#self = self;
  }

  /** Creates a folder in `home`. Rejects with the error of the file system. */
  static async create(home: string): Promise<Owner> {
    const owner = new Owner(home, await identityOfProcess());
    // A folder without its owner file would look abandoned, so the file is written before the folder appears.
    const draft = join(home, `.${owner.token}`);
    await mkdir(draft, { recursive: true, mode: FOLDER_MODE });
    await writeFile(join(draft, OWNER_FILE), JSON.stringify(owner.#self), { mode: FILE_MODE });
    ownTokens().add(owner.token);
    await rename(draft, owner.folder);
    return owner;
  }

  /** Returns the token of the owner of a folder with this name. */
  static tokenOf(name: string): string {
    return name.split("~")[0] ?? "";
  }

  /** Resolves to false after another journal took the folder over, which happens after a long pause. */
  async owns(): Promise<boolean> {
    try {
      await stat(join(this.folder, OWNER_FILE));
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code !== "ENOENT";
    }
  }

  /** Renews the heartbeat. The file server sets its time, so the clocks of several machines may differ. */
  async beat(): Promise<void> {
    let file: FileHandle | undefined;
    try {
      file = await open(join(this.folder, OWNER_FILE), "r+");
      await file.write(JSON.stringify(this.#self), 0);
    } finally {
      await file?.close();
    }
  }

  /** Resolves to whether the folder of a token, in this home or another, has an owner. */
  async isOwned(home: string, token: string): Promise<boolean> {
    if (ownTokens().has(token)) return true;
    const path = join(home, token, OWNER_FILE);
    let text: string;
    try {
      text = await readFile(path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
      return !(await this.#isSilent(path));
    }
    const silent = await this.#isSilent(path);
    const identity = parseIdentity(text);
    // A torn file was being written a moment ago, or its writer is gone.
    if (identity === undefined) return !silent;
    return isAlive(identity, this.#self, { running: await findProcess(identity.pid), silent });
  }

  /** Releases the folder. The next journal may take it over. */
  async release(): Promise<void> {
    ownTokens().delete(this.token);
    await rm(join(this.folder, OWNER_FILE), { force: true });
  }

  /** Removes the token of a folder that was taken over. */
  forget(): void {
    ownTokens().delete(this.token);
  }

  async #isSilent(path: string): Promise<boolean> {
    try {
      await this.beat();
      const [own, other] = await Promise.all([stat(join(this.folder, OWNER_FILE)), stat(path)]);
      return own.mtimeMs - other.mtimeMs > SILENT_MS;
    } catch {
      // Unknown is not silent.
      return false;
    }
  }
}

/** Returns the folder of a scope. The scope contains the API key, so only its hash becomes a name. */
export function homeOf(root: string, scope: string): string {
  return join(root, createHash("sha256").update(scope).digest("hex").slice(0, 16));
}
