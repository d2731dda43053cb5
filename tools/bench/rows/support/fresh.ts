import { execFileSync, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const cwd: string = fileURLToPath(new URL("../..", import.meta.url));

/** Runs a module's text in a fresh Node and reads the JSON that it prints. */
export function inFreshNode<T>(source: string, ...flags: string[]): T {
  const args = [...flags, "--input-type=module", "-e", source];
  return JSON.parse(execFileSync(process.execPath, args, { cwd, encoding: "utf8" })) as T;
}

export interface ImportCost {
  ms: number;
  rssMB: number;
}

/** What the first import of a package costs a fresh process, and what `after` does with it (as `m`). */
export function importCost(specifier: string, after = ""): ImportCost {
  // The first import of all also starts Node's module loader, which is not counted.
  return inFreshNode<ImportCost>(`
    await import("data:text/javascript,0");
    const before = process.memoryUsage.rss();
    const start = performance.now();
    const m = await import(${JSON.stringify(specifier)});
    ${after}
    const ms = performance.now() - start;
    console.log(JSON.stringify({ ms, rssMB: (process.memoryUsage.rss() - before) / 2 ** 20 }));`);
}

/** Runs `rows/children/<name>.ts` in a process of its own, with a collector to call; it sends one figure. */
export function inFreshProcess(name: string, ...args: string[]): Promise<number> {
  const file = fileURLToPath(new URL(`../children/${name}.ts`, import.meta.url));
  const child = fork(file, args, { execArgv: [...process.execArgv, "--expose-gc"] });
  return new Promise((resolve, reject) => {
    let told: number | undefined;
    child.on("message", (figure: number) => {
      told = figure;
      child.disconnect();
    });
    child.on("exit", (code) => {
      if (told !== undefined) resolve(told);
      else reject(new Error(`${name} ${args.join(" ")} ended with ${code} and told nothing`));
    });
  });
}
