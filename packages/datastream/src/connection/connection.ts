import type { CancelTimer, Clock, FlagSourceState, SocketFactory, SocketLike } from "@schematic/core";
import type { ReconnectPolicy } from "./backoff";
import { listen, statusOf, unlisten } from "./sockets";
import { type ConnectionEvent, type ConnectionModel, IDLE, transition } from "./transition";

/** Times of a connection, in ms. */
export interface ConnectionTiming {
  readonly handshakeMs: number;
  /** From the open socket to the first full list, counted anew with every message. */
  readonly primeMs: number;
  readonly pingIntervalMs: number;
  readonly pongTimeoutMs: number;
  /** How long sent data may wait in the socket without any of it leaving. */
  readonly writeMs: number;
  /** Where the socket has no ping: silence after which `probe` is called. */
  readonly probeMs: number;
}

export interface ConnectionOptions {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly clock: Clock;
  readonly policy: ReconnectPolicy;
  readonly timing: ConnectionTiming;
  readonly open: SocketFactory;
  readonly listener: ConnectionListener;
}

/** What a connection tells its owner. None of these may throw. */
export interface ConnectionListener {
  /** The socket is open: ask for the first full list, and call `primed()` once it is there. */
  prime(): void;
  message(data: unknown): void;
  ready(): void;
  /** An open connection was lost; `retryMs` until the next try, absent when it was closed. */
  lost(reason: string): void;
  /** Any loss, also of a connection that never opened. */
  failed(reason: string, status: number | undefined, retryMs: number): void;
  /** Ask the server for any answer: the socket was silent for long and cannot ping. */
  probe(): void;
}

const NORMAL_CLOSURE = 1000;
const CLOSE_WAIT_MS = 1_000;

/**
 * One socket, kept open for as long as it is wanted. What happens when is decided by `transition`; this
 * class holds the timers and the socket, never more than one of them.
 */
export class Connection {
  #model: ConnectionModel = IDLE;
  readonly #options: ConnectionOptions;
  #socket: SocketLike | undefined;
  /** Told apart from older attempts, whose sockets may still arrive or speak. */
  #attempt = 0;
  #reason = "";
  #status: number | undefined;
  #retryMs = 0;
  #heardAt = 0;
  #stateTimer: CancelTimer | undefined;
  #watchTimer: CancelTimer | undefined;
  #writeTimer: CancelTimer | undefined;
  #closed: Promise<void> | undefined;
  #socketClosed: (() => void) | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  get state(): FlagSourceState {
    return this.#model.state;
  }

  start(): void {
    this.#handle({ type: "start" });
  }

  /** The first full list is there. */
  primed(): void {
    this.#handle({ type: "primed", now: this.#options.clock.monotonic() });
  }

  /** Sends a text; false when there is no open socket for it. */
  send(text: string): boolean {
    const socket = this.#socket;
    if (socket === undefined || (this.state !== "ready" && this.state !== "priming")) return false;
    try {
      socket.send(text);
    } catch (error) {
      this.#lose(error instanceof Error ? error.message : "send failed", undefined);
      return false;
    }
    if (this.#writeTimer === undefined && socket.bufferedAmount > 0) this.#watchWrite(socket);
    return true;
  }

  /** Stops (true) or starts the flow of messages; false when the socket cannot. */
  pause(paused: boolean): boolean {
    const socket = this.#socket as (SocketLike & { pause?(): void; resume?(): void }) | undefined;
    if (typeof socket?.pause !== "function" || typeof socket.resume !== "function") return false;
    if (paused) socket.pause();
    else socket.resume();
    return true;
  }

  /** Gives the present socket up as lost, for a reason that only the owner can see. */
  fail(reason: string): void {
    this.#lose(reason, undefined);
  }

  /** Closes for good; resolves once the socket is gone, after a second at the latest. */
  close(): Promise<void> {
    this.#reason = "closed";
    this.#closed ??= new Promise((resolve) => {
      this.#socketClosed = resolve;
      this.#handle({ type: "close" });
      if (this.#socket === undefined) resolve();
    });
    return this.#closed;
  }

  #lose(reason: string, status: number | undefined): void {
    this.#reason = reason;
    this.#status = status;
    const { clock } = this.#options;
    const refused = status === 401 || status === 403;
    this.#handle({ type: "lost", now: clock.monotonic(), random: clock.random(), refused });
  }

  #handle(event: ConnectionEvent): void {
    const { model, effects } = transition(this.#model, event, this.#options.policy);
    if (model !== this.#model) {
      this.#stateTimer?.();
      this.#stateTimer = undefined;
    }
    this.#model = model;
    for (const effect of effects) {
      switch (effect.type) {
        case "connect":
          void this.#connect();
          break;
        case "prime":
          this.#awaitPriming();
          this.#options.listener.prime();
          break;
        case "announceReady":
          this.#options.listener.ready();
          break;
        case "announceLost":
          this.#options.listener.lost(this.#reason);
          break;
        case "dropSocket":
          this.#dropSocket();
          break;
        case "closeSocket":
          this.#closeSocket();
          break;
        case "wait":
          this.#retryMs = effect.delayMs;
          this.#options.listener.failed(this.#reason, this.#status, this.#retryMs);
          // The listener may have closed the connection.
          if (this.#model !== model) return;
          this.#stateTimer = this.#options.clock.setTimer(
            () => this.#handle({ type: "retry" }),
            effect.delayMs,
          );
          break;
      }
    }
  }

  async #connect(): Promise<void> {
    const attempt = ++this.#attempt;
    const { clock, timing, url, headers, open } = this.#options;
    this.#stateTimer = clock.setTimer(() => {
      if (attempt === this.#attempt) this.#lose("handshake timed out", undefined);
    }, timing.handshakeMs);
    let socket: SocketLike;
    try {
      socket = await open(url, { headers: { ...headers }, handshakeTimeoutMs: timing.handshakeMs });
    } catch (error) {
      if (attempt !== this.#attempt || this.state !== "connecting") return;
      this.#lose(error instanceof Error ? error.message : String(error), statusOf(error));
      return;
    }
    if (attempt !== this.#attempt || this.state !== "connecting") {
      unlisten(socket);
      endSocket(socket);
      return;
    }
    this.#socket = socket;
    this.#attach(socket);
  }

  #attach(socket: SocketLike): void {
    const { clock, listener } = this.#options;
    listen(socket, {
      open: () => {
        if (socket !== this.#socket) return;
        this.#heardAt = clock.monotonic();
        this.#handle({ type: "opened" });
        if (socket === this.#socket) this.#watch(socket);
      },
      message: (data) => {
        if (socket !== this.#socket) return;
        this.#heardAt = clock.monotonic();
        if (this.state === "priming") this.#awaitPriming();
        if (this.state !== "closed") listener.message(data);
      },
      pong: () => {
        if (socket === this.#socket) this.#heardAt = clock.monotonic();
      },
      gone: (reason, status) => {
        if (socket !== this.#socket) return;
        if (this.state === "closed") this.#settleClose();
        else this.#lose(reason, status);
      },
    });
  }

  #awaitPriming(): void {
    this.#stateTimer?.();
    const { clock, timing } = this.#options;
    this.#stateTimer = clock.setTimer(
      () => this.#lose("the list of flags did not come", undefined),
      timing.primeMs,
    );
  }

  /** Pings, and gives the socket up when nothing at all was heard for too long. */
  #watch(socket: SocketLike): void {
    const { clock, timing, listener } = this.#options;
    const pings = typeof socket.ping === "function";
    const interval = pings ? timing.pingIntervalMs : timing.probeMs;
    const limit = pings ? timing.pongTimeoutMs : timing.probeMs + timing.pongTimeoutMs;
    let askedAt = clock.monotonic();
    const since = (): number => (pings ? askedAt : Math.max(askedAt, this.#heardAt));
    const tick = (): void => {
      if (socket !== this.#socket) return;
      const now = clock.monotonic();
      const silent = now - this.#heardAt;
      if (silent >= limit) {
        this.#lose(`nothing heard for ${Math.round(silent)} ms`, undefined);
        return;
      }
      if (now - since() >= interval) {
        askedAt = now;
        if (pings) this.#ping(socket);
        else listener.probe();
        if (socket !== this.#socket) return;
      }
      const next = Math.min(since() + interval, this.#heardAt + limit) - now;
      this.#watchTimer = clock.setTimer(tick, Math.max(1, next));
    };
    this.#watchTimer = clock.setTimer(tick, Math.min(interval, limit));
  }

  #ping(socket: SocketLike): void {
    try {
      socket.ping?.();
    } catch (error) {
      this.#lose(error instanceof Error ? error.message : "ping failed", undefined);
    }
  }

  #watchWrite(socket: SocketLike): void {
    const { clock, timing } = this.#options;
    const waiting = socket.bufferedAmount;
    this.#writeTimer = clock.setTimer(() => {
      this.#writeTimer = undefined;
      if (socket !== this.#socket || socket.bufferedAmount === 0) return;
      if (socket.bufferedAmount >= waiting) this.#lose("a write did not finish in time", undefined);
      else this.#watchWrite(socket);
    }, timing.writeMs);
  }

  #stopTimers(): void {
    this.#watchTimer?.();
    this.#writeTimer?.();
    this.#watchTimer = undefined;
    this.#writeTimer = undefined;
  }

  #dropSocket(): void {
    this.#attempt++;
    this.#stopTimers();
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket === undefined) return;
    unlisten(socket);
    endSocket(socket);
  }

  #closeSocket(): void {
    this.#attempt++;
    this.#stopTimers();
    const socket = this.#socket;
    if (socket === undefined) return;
    this.#stateTimer = this.#options.clock.setTimer(() => this.#settleClose(), CLOSE_WAIT_MS);
    try {
      socket.close(NORMAL_CLOSURE);
    } catch {
      this.#settleClose();
    }
  }

  #settleClose(): void {
    this.#stateTimer?.();
    this.#stateTimer = undefined;
    this.#dropSocket();
    this.#socketClosed?.();
  }
}

/** Ends a socket at once, or by the closing handshake where there is no other way. */
function endSocket(socket: SocketLike): void {
  try {
    if (typeof socket.terminate === "function") socket.terminate();
    else socket.close();
  } catch {
    // A socket that cannot be closed is gone already.
  }
}
