/** What is used of Node's `process`, where there is one. */
export interface ProcessLike {
  once(signal: string, listener: () => void): unknown;
  off(signal: string, listener: () => void): unknown;
  versions?: { node?: string };
}

/** The host's `process`; absent in browsers and some workers. */
export function hostProcess(): ProcessLike | undefined {
  const host = (globalThis as { process?: unknown }).process as ProcessLike | undefined;
  return typeof host?.once === "function" && typeof host.off === "function" ? host : undefined;
}

/**
 * Whether a client may connect by itself. Edge runtimes forbid timers and I/O outside a request, also
 * those that imitate Node, so there a client waits for its first use.
 */
export function connectsByItself(): boolean {
  const host = globalThis as { EdgeRuntime?: unknown; navigator?: { userAgent?: string } };
  if (typeof host.EdgeRuntime === "string") return false;
  if (host.navigator?.userAgent === "Cloudflare-Workers") return false;
  return typeof hostProcess()?.versions?.node === "string";
}
