import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A program in `children/`, run against the built package. */
export class Child {
  readonly process: ChildProcess;
  readonly lines: string[] = [];
  readonly ended: Promise<Ended>;
  errors = "";
  #onLine: ((line: string) => void)[] = [];

  constructor(name: string, args: string[], nodeOptions: string[] = []) {
    const file = fileURLToPath(new URL(`./children/${name}.mjs`, import.meta.url));
    this.process = spawn(process.execPath, [...nodeOptions, file, ...args], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    const { stdout, stderr } = this.process;
    if (stdout === null || stderr === null) throw new Error("the child has no output");
    const reader = createInterface({ input: stdout });
    reader.on("line", (line) => {
      this.lines.push(line);
      for (const tell of this.#onLine) tell(line);
    });
    stderr.on("data", (data) => {
      this.errors += data;
    });
    // "close" comes after the last line, "exit" may come before it.
    this.ended = once(this.process, "close").then(([code, signal]) => ({ code, signal }));
  }

  /** Resolves with the first line that begins so; rejects when the child ends without it. */
  async line(start: string): Promise<string> {
    const known = this.lines.find((line) => line.startsWith(start));
    if (known !== undefined) return known;
    return await Promise.race([
      new Promise<string>((resolve) => {
        this.#onLine.push((line) => line.startsWith(start) && resolve(line));
      }),
      this.ended.then(({ code, signal }) => {
        const late = this.lines.find((line) => line.startsWith(start));
        if (late !== undefined) return late;
        throw new Error(`the child ended (${code ?? signal}) without "${start}": ${this.errors}`);
      }),
    ]);
  }
}
