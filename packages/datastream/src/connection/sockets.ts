import type { SocketFactory, SocketLike } from "@schematic/core";

/** What `ws` has beyond the standard socket. */
export interface ConnectionSocket extends SocketLike {
  on?(event: string, listener: () => void): unknown;
  pause?(): void;
  resume?(): void;
}

/** Options of the built-in factory. */
export interface SocketOptions {
  /** An agent of `node:http(s)` for the handshake, such as a proxy agent; Node, bun and deno only. */
  agent?: unknown;
  /** For the handshake of workerd. */
  fetch: typeof fetch;
}

/** Frames beyond this are refused by `ws`, which closes the connection. */
const MAX_FRAME_BYTES = 256 * 1024 * 1024;

/**
 * The factory for this runtime: `ws` on Node, bun and deno, since the key travels in a header of the
 * handshake and the watchdog needs `ping`, both of which the standard `WebSocket` lacks; on workerd a
 * `fetch` with `Upgrade`. `undefined` where neither is possible: browsers and edge-runtime.
 */
export function socketFactory(options: SocketOptions): SocketFactory | undefined {
  const scope = globalThis as {
    EdgeRuntime?: unknown;
    process?: { versions?: { node?: string } };
    navigator?: { userAgent?: string };
  };
  if (scope.EdgeRuntime !== undefined) return undefined;
  if (scope.navigator?.userAgent === "Cloudflare-Workers") return upgradeByFetch(options.fetch);
  if (scope.process?.versions?.node !== undefined) return openWs(options.agent);
  return undefined;
}

function openWs(agent: unknown): SocketFactory {
  return async (url, { headers, handshakeTimeoutMs }) => {
    const { default: WebSocket } = await import("isomorphic-ws");
    return new WebSocket(url, {
      headers,
      handshakeTimeout: handshakeTimeoutMs,
      maxPayload: MAX_FRAME_BYTES,
      perMessageDeflate: false,
      followRedirects: false,
      ...(agent === undefined ? {} : { agent: agent as import("node:http").Agent }),
    }) as unknown as SocketLike;
  };
}

/** A socket that workerd hands out with the answer to an upgrade. */
interface AcceptedSocket extends EventTarget {
  accept(): void;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  readonly readyState: number;
}

function upgradeByFetch(fetch: typeof globalThis.fetch): SocketFactory {
  return async (url, { headers, handshakeTimeoutMs }) => {
    const response = await fetch(url.replace(/^ws/, "http"), {
      headers: { ...headers, Upgrade: "websocket" },
      signal: AbortSignal.timeout(handshakeTimeoutMs),
    });
    const socket = (response as { webSocket?: AcceptedSocket | null }).webSocket;
    if (!socket) throw new Error(`Unexpected server response: ${response.status}`);
    socket.accept();
    return adoptAccepted(socket);
  };
}

function adoptAccepted(socket: AcceptedSocket): SocketLike {
  const adopted: SocketLike = {
    get readyState() {
      return socket.readyState;
    },
    bufferedAmount: 0,
    send: (data) => socket.send(data),
    close: (code, reason) => socket.close(code, reason),
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
  };
  for (const type of ["message", "close", "error"] as const)
    socket.addEventListener(type, (event) => adopted[`on${type}`]?.(event as never));
  return adopted;
}

/**
 * Ends a socket at once, or by the closing handshake where there is no other way, and hears no more of it.
 * The listener for errors stays, since an error that nobody hears ends a process.
 */
export function release(socket: SocketLike): void {
  const nothing = (): void => {};
  socket.onopen = socket.onmessage = socket.onerror = socket.onclose = socket.onpong = nothing;
  try {
    if (socket.terminate) socket.terminate();
    else socket.close();
  } catch {
    // A socket that cannot be closed is gone already.
  }
}

/** What an error, or an event of one, says. */
export function causeOf(error: unknown): string {
  const { message, code, error: cause } = (error ?? {}) as Record<"message" | "code" | "error", unknown>;
  // An AggregateError, as of a host with several addresses, has a code but no message.
  return String(message || (cause ? causeOf(cause) : code) || "socket error");
}

/** The HTTP status in an error of `ws`, which has it in its message alone. */
export function statusOf(error: unknown): number | undefined {
  const { statusCode } = (error ?? {}) as { statusCode?: number };
  return statusCode ?? (Number(/server response: (\d{3})/.exec(causeOf(error))?.[1]) || undefined);
}
