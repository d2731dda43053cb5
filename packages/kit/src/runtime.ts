export type Runtime = "node" | "bun" | "deno" | "workerd" | "edge-light" | "browser" | "unknown";

/** The part of Node's `process` that is used. */
export interface HostProcess {
  on(event: string, listener: (...args: never[]) => void): unknown;
  once(event: string, listener: (...args: never[]) => void): unknown;
  off(event: string, listener: (...args: never[]) => void): unknown;
  readonly versions: { readonly node: string };
}

interface Globals {
  readonly Bun?: unknown;
  readonly Deno?: unknown;
  readonly EdgeRuntime?: unknown;
  readonly document?: unknown;
  readonly navigator?: { readonly userAgent?: unknown };
  readonly process?: Partial<HostProcess>;
}

/** Returns the runtime of this process, read from its globals at each call. */
export function detectRuntime(scope: object = globalThis): Runtime {
  const { Bun, Deno, EdgeRuntime, document, navigator } = scope as Globals;
  // First the runtimes that imitate Node's `process`.
  if (typeof EdgeRuntime === "string") return "edge-light";
  if (navigator?.userAgent === "Cloudflare-Workers") return "workerd";
  if (Bun !== undefined) return "bun";
  if (Deno !== undefined) return "deno";
  // Jest's jsdom has a document and Node's process: what counts is that Node's functions work.
  if (nodeProcess(scope) !== undefined) return "node";
  return document === undefined ? "unknown" : "browser";
}

/** Returns Node's `process` (also that of bun and deno), or undefined where it is absent or only imitated. */
export function nodeProcess(scope: object = globalThis): HostProcess | undefined {
  const { process } = scope as Globals;
  const isReal = typeof process?.versions?.node === "string" && typeof process.once === "function";
  return isReal ? (process as HostProcess) : undefined;
}

/** True on runtimes where I/O belongs to the request that began it, so that no other request may wait for it. */
export function hasPerRequestIo(scope: object = globalThis): boolean {
  const runtime = detectRuntime(scope);
  return runtime === "workerd" || runtime === "edge-light";
}

/** True where a client may connect without being asked: in Node, bun and deno, not on edge runtimes or in browsers. */
export function connectsByItself(scope: object = globalThis): boolean {
  return !hasPerRequestIo(scope) && nodeProcess(scope) !== undefined;
}
