import { waitUntil as platform } from "#platform";

/** Keeps a serverless invocation alive until a promise settles. */
export type WaitUntil = (promise: Promise<unknown>) => void;

type RequestContext = { get?: () => { waitUntil?: WaitUntil } | undefined };

const VERCEL: symbol = Symbol.for("@vercel/request-context");

/**
 * Returns the `waitUntil` of the request being served, where the platform provides it: Cloudflare has a module for it,
 * Vercel (Node and Edge) puts it behind a global symbol. Called for each event, because every request has its own.
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
