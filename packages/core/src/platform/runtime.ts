/** What is used of Node's `process`, where there is one. */
interface ProcessLike {
  once(signal: string, listener: () => void): unknown;
  versions?: { node?: string };
}

/** The host's `process`; absent in browsers and some workers. That of Next's edge runtime has functions that throw. */
function hostProcess(): ProcessLike | undefined {
  const host = (globalThis as { process?: unknown }).process as ProcessLike | undefined;
  return typeof host?.versions?.node === "string" && typeof host.once === "function" ? host : undefined;
}

/**
 * Whether a client may connect by itself. Edge runtimes forbid timers and I/O outside a request, also
 * those that imitate Node, so there a client waits for its first use.
 */
export function connectsByItself(): boolean {
  const host = globalThis as { EdgeRuntime?: unknown; navigator?: { userAgent?: string } };
  if (typeof host.EdgeRuntime === "string") return false;
  if (host.navigator?.userAgent === "Cloudflare-Workers") return false;
  return hostProcess() !== undefined;
}
