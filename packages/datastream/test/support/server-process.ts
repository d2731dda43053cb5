import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Entity } from "./stream-server";

export type ServerCommand =
  | { do: "put"; flags?: Record<string, unknown>[]; companies?: Entity[]; users?: Entity[] }
  | { do: "send"; frames: string[] }
  /** Makes `count` changes of one metric, in turn for the companies `comp_0` …; `flush` sends them. */
  | { do: "prepare"; count: number; companies: number; metric: object; last: string }
  | { do: "flush" }
  | { do: "kill" };

/** A datastream server in a process of its own. Only under a loader that reads TypeScript, such as tsx. */
export class ServerProcess {
  readonly url: string;
  readonly httpUrl: string;
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, () => void>();
  #commands = 0;

  private constructor(child: ChildProcess, urls: { url: string; httpUrl: string }) {
    this.#child = child;
    this.url = urls.url;
    this.httpUrl = urls.httpUrl;
    child.on("message", ({ id }: { id: number }) => {
      this.#pending.get(id)?.();
      this.#pending.delete(id);
    });
  }

  static async start(): Promise<ServerProcess> {
    const child = fork(fileURLToPath(new URL("./server-child.ts", import.meta.url)));
    const [urls] = (await once(child, "message")) as [{ url: string; httpUrl: string }];
    return new ServerProcess(child, urls);
  }

  /** Resolves once the command was carried out. */
  run(command: ServerCommand): Promise<void> {
    const id = ++this.#commands;
    return new Promise((resolve) => {
      this.#pending.set(id, resolve);
      this.#child.send({ id, command });
    });
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.disconnect();
    await ended;
  }
}
