/** What a queue does when the process is about to end by itself. */
export interface ExitFlush {
  beforeExit(): void;
}

type ProcessLike = {
  versions?: { node?: string };
  on?: (event: "beforeExit", listener: () => void) => unknown;
};

const pending: Set<ExitFlush> = new Set();
let listening = false;

/** While a queue holds events it is asked to flush before the process ends. One listener serves them all. */
export function watchExit(queue: ExitFlush): void {
  pending.add(queue);
  if (listening) return;
  listening = true;
  // Node, bun and deno have it; browsers and workers end without asking, and the functions of what Next's edge
  // runtime has for a process throw.
  const { process } = globalThis as { process?: ProcessLike };
  if (process?.versions?.node === undefined) return;
  process.on?.("beforeExit", () => {
    for (const each of [...pending]) each.beforeExit();
  });
}

/** The queue holds nothing any more. */
export function unwatchExit(queue: ExitFlush): void {
  pending.delete(queue);
}
