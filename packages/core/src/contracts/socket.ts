/** The part of a WebSocket that the datastream uses; `ws` has it all, others leave out `ping`. */
export interface SocketLike {
  readonly readyState: number;
  readonly bufferedAmount: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  /** Closes at once, without the closing handshake. */
  terminate?(): void;
  ping?(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: ((event: { message?: string; error?: unknown; statusCode?: number }) => void) | null;
  /** Called for each pong, where the implementation has `ping`. */
  onpong?: (() => void) | null;
}

/** Opens a socket; may throw or call `onerror` then `onclose`. */
export type SocketFactory = (
  url: string,
  options: { headers: Record<string, string>; handshakeTimeoutMs: number },
) => SocketLike | Promise<SocketLike>;
