import { waitUntil as platform } from "#platform";

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

/** Keeps a serverless invocation alive until a promise settles. */
export type WaitUntil = (promise: Promise<unknown>) => void;

type RequestContext = { get?: () => { waitUntil?: WaitUntil } | undefined };

const VERCEL: symbol = Symbol.for("@vercel/request-context");

/**
 * The `waitUntil` of the request being served, where the platform tells it: Cloudflare has a module for
 * it, Vercel (Node and Edge) puts it behind a global symbol. Asked for each event, as every request has
 * its own.
 */
export function findWaitUntil(): WaitUntil | undefined {
  const holder = (globalThis as Record<symbol, unknown>)[VERCEL] as RequestContext | undefined;
  if (holder === undefined) return platform;
  try {
    const context = holder.get?.();
    return context?.waitUntil?.bind(context) ?? platform;
  } catch {
    return platform;
  }
}
