import type { SocketFactory, SocketLike } from "@schematic/core";

/** What `ws` has beyond the standard socket. */
interface Emitter {
  on(event: string, listener: (...args: never[]) => void): unknown;
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

/** The handshake was answered, but not with a socket. */
export class HandshakeRefused extends Error {
  readonly statusCode: number;

  constructor(statusCode: number) {
    super(`Unexpected server response: ${statusCode}`);
    this.name = "HandshakeRefused";
    this.statusCode = statusCode;
  }
}

function upgradeByFetch(fetch: typeof globalThis.fetch): SocketFactory {
  return async (url, { headers, handshakeTimeoutMs }) => {
    const response = await fetch(url.replace(/^ws/, "http"), {
      headers: { ...headers, Upgrade: "websocket" },
      signal: AbortSignal.timeout(handshakeTimeoutMs),
    });
    const socket = (response as { webSocket?: AcceptedSocket | null }).webSocket;
    if (!socket) throw new HandshakeRefused(response.status);
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
  socket.addEventListener("message", (event) => adopted.onmessage?.(event as MessageEvent));
  socket.addEventListener("close", (event) => adopted.onclose?.(event as CloseEvent));
  socket.addEventListener("error", (event) => adopted.onerror?.(event as ErrorEvent));
  return adopted;
}

/** What the connection wants to hear from its socket. */
export interface SocketListener {
  open(): void;
  message(data: unknown): void;
  pong(): void;
  /** Called once or more; `status` where the handshake was answered with another status than 101. */
  gone(reason: string, status: number | undefined): void;
}

const OPEN = 1;

/** Attaches a listener to a socket, of whatever kind it is. */
export function listen(socket: SocketLike, listener: SocketListener): void {
  let failure: { reason: string; status: number | undefined } | undefined;
  socket.onmessage = (event) => listener.message(event.data);
  socket.onerror = (event) => {
    failure = failureOf(event);
  };
  socket.onclose = (event) => {
    if (failure) listener.gone(failure.reason, failure.status);
    else
      listener.gone(
        `closed by the server (${event.code}${event.reason ? ` ${event.reason}` : ""})`,
        undefined,
      );
  };
  socket.onpong = () => listener.pong();
  if ("on" in socket && typeof socket.on === "function") {
    (socket as SocketLike & Emitter).on("pong", () => listener.pong());
  }
  if (socket.readyState === OPEN) listener.open();
  else socket.onopen = () => listener.open();
}

/** Stops listening; the listener for errors stays, since an error that nobody hears ends a process. */
export function unlisten(socket: SocketLike): void {
  const nothing = (): void => {};
  socket.onopen = nothing;
  socket.onmessage = nothing;
  socket.onerror = nothing;
  socket.onclose = nothing;
  socket.onpong = nothing;
}

/** The HTTP status in an error of `ws`, which has it in its message alone. */
export function statusOf(error: unknown): number | undefined {
  const { statusCode, message } = (error ?? {}) as { statusCode?: unknown; message?: unknown };
  if (typeof statusCode === "number") return statusCode;
  const digits = typeof message === "string" ? /server response: (\d{3})/.exec(message)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

function failureOf(event: { message?: string; error?: unknown; statusCode?: number }): {
  reason: string;
  status: number | undefined;
} {
  const message = event.message || (event.error instanceof Error ? event.error.message : "socket error");
  return { reason: message, status: event.statusCode ?? statusOf(event.error) ?? statusOf({ message }) };
}
