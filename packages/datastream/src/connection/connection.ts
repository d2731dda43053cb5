import type { CancelTimer, Clock, FlagSourceState, SocketFactory, SocketLike } from "@schematic/core";
import { afterLoss, type Losses, type ReconnectPolicy } from "./backoff";
import { type ConnectionSocket, causeOf, release, statusOf } from "./sockets";

/** Times of a connection, in ms. */
export interface ConnectionTiming {
  readonly handshakeTimeout: number;
  /** From the open socket to the first full list, counted anew with every message. */
  readonly primeTimeout: number;
  readonly pingInterval: number;
  /** Silence after which the socket is given up. */
  readonly pongTimeout: number;
  /** How long sent data may wait in the socket without any of it leaving. */
  readonly writeTimeout: number;
}

export interface ConnectionOptions extends ConnectionTiming {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly clock: Clock;
  readonly reconnect: ReconnectPolicy;
  readonly open: SocketFactory;
  readonly listener: ConnectionListener;
}

/** What a connection tells its owner. None of these may throw. */
export interface ConnectionListener {
  /** The socket is open: ask for the first full list, and call `primed()` once it is there. */
  prime(): void;
  message(data: unknown): void;
  ready(): void;
  /** An open connection was lost, or closed. */
  lost(reason: string): void;
  /** Any loss, also of a connection that never opened; `retryMs` until the next try. */
  failed(reason: string, status: number | undefined, retryMs: number): void;
  /** Ask the server for any answer: the socket was silent for long and cannot ping. */
  probe(): void;
}

const OPEN = 1;
const NORMAL_CLOSURE = 1000;
const CLOSE_WAIT_MS = 1_000;
/** Where the socket has no ping: silence after which `probe` is called. */
const PROBE_MS = 300_000;

/**
 * One socket, kept open for as long as it is wanted, and never more than one. A socket that was given up
 * is not heard any more, so that its late word can do no harm.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  #state: FlagSourceState = "idle";
  #socket: ConnectionSocket | undefined;
  /** Told apart from older attempts, whose sockets may still arrive. */
  #attempt = 0;
  #losses: Losses = { failures: 0, refusals: 0 };
  #readyAt = 0;
  #heardAt = 0;
  /** Ends what the present state waits for. */
  #stateTimer: CancelTimer | undefined;
  #watchTimer: CancelTimer | undefined;
  #writeTimer: CancelTimer | undefined;
  #closed: Promise<void> | undefined;
  #settleClose: () => void = () => {};

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  get state(): FlagSourceState {
    return this.#state;
  }

  start(): void {
    if (this.#state === "idle") void this.#connect();
  }

  /** The first full list is there. */
  primed(): void {
    if (this.#state !== "priming") return;
    this.#become("ready");
    this.#readyAt = this.#now();
    this.#options.listener.ready();
  }

  /** Sends a text; false when there is no open socket for it. */
  send(text: string): boolean {
    const socket = this.#socket;
    if (socket === undefined || !this.#isOpen()) return false;
    try {
      socket.send(text);
    } catch (error) {
      this.fail(causeOf(error));
      return false;
    }
    if (this.#writeTimer === undefined && socket.bufferedAmount > 0) this.#watchWrite(socket);
    return true;
  }

  /** Stops (true) or starts the flow of messages; false when the socket cannot. */
  pause(paused: boolean): boolean {
    const socket = this.#socket;
    const turn = paused ? socket?.pause : socket?.resume;
    turn?.call(socket);
    return turn !== undefined;
  }

  /** Gives the present socket up as lost, and waits before the next. */
  fail(reason: string, status?: number): void {
    const wasOpen = this.#isOpen();
    if (!wasOpen && this.#state !== "connecting") return;
    const { clock, listener, reconnect } = this.#options;
    const uptime = this.#state === "ready" ? this.#now() - this.#readyAt : -1;
    const refused = status === 401 || status === 403;
    const losses = afterLoss(this.#losses, { uptime, refused, random: clock.random() }, reconnect);
    this.#losses = losses;
    this.#become("waiting", losses.delay, () => void this.#connect());
    this.#drop();
    if (wasOpen) listener.lost(reason);
    listener.failed(reason, status, losses.delay);
  }

  /** Closes for good; resolves once the socket is gone, after a second at the latest. */
  close(): Promise<void> {
    this.#closed ??= new Promise((resolve) => {
      const wasOpen = this.#isOpen();
      const socket = this.#socket;
      this.#settleClose = () => {
        this.#become("closed");
        this.#drop();
        resolve();
      };
      this.#attempt++;
      this.#stopWatching();
      this.#become("closed", CLOSE_WAIT_MS, this.#settleClose);
      try {
        socket?.close(NORMAL_CLOSURE);
        if (socket === undefined) this.#settleClose();
      } catch {
        this.#settleClose();
      }
      if (wasOpen) this.#options.listener.lost("closed");
    });
    return this.#closed;
  }

  #now(): number {
    return this.#options.clock.monotonic();
  }

  #isOpen(): boolean {
    return this.#state === "priming" || this.#state === "ready";
  }

  #become(state: FlagSourceState, afterMs = 0, then?: () => void): void {
    this.#state = state;
    this.#stateTimer?.();
    this.#stateTimer = then && this.#options.clock.setTimer(then, afterMs);
  }

  async #connect(): Promise<void> {
    const attempt = ++this.#attempt;
    const { handshakeTimeout, url, headers, open } = this.#options;
    this.#become("connecting", handshakeTimeout, () => this.fail("handshake timed out"));
    try {
      const socket = await open(url, { headers: { ...headers }, handshakeTimeoutMs: handshakeTimeout });
      if (attempt === this.#attempt) this.#attach(socket);
      else release(socket);
    } catch (error) {
      if (attempt === this.#attempt) this.fail(causeOf(error), statusOf(error));
    }
  }

  #attach(socket: ConnectionSocket): void {
    const { listener } = this.#options;
    let failure: Parameters<NonNullable<SocketLike["onerror"]>>[0] | undefined;
    this.#socket = socket;
    const heard = (): void => {
      this.#heardAt = this.#now();
    };
    const opened = (): void => {
      if (this.#state !== "connecting") return;
      heard();
      this.#losses = { ...this.#losses, refusals: 0 };
      this.#awaitList();
      listener.prime();
      if (socket === this.#socket) this.#watch(socket);
    };
    socket.onmessage = ({ data }) => {
      heard();
      if (this.#state === "priming") this.#awaitList();
      if (this.#state !== "closed") listener.message(data);
    };
    socket.onerror = (event) => {
      failure = event;
    };
    socket.onclose = ({ code, reason }) => {
      if (this.#state === "closed") this.#settleClose();
      else if (failure) this.fail(causeOf(failure), failure.statusCode ?? statusOf(failure));
      else this.fail(`closed by the server (${code}${reason && ` ${reason}`})`);
    };
    socket.onpong = heard;
    socket.on?.("pong", heard);
    if (socket.readyState === OPEN) opened();
    else socket.onopen = opened;
  }

  #awaitList(): void {
    this.#become("priming", this.#options.primeTimeout, () => this.fail("the list of flags did not come"));
  }

  /** Pings, and gives the socket up when nothing at all was heard for too long. */
  #watch(socket: ConnectionSocket): void {
    const { clock, listener, pingInterval, pongTimeout } = this.#options;
    const pings = socket.ping !== undefined;
    const interval = pings ? pingInterval : PROBE_MS;
    const limit = pings ? pongTimeout : PROBE_MS + pongTimeout;
    let askedAt = this.#now();
    const tick = (): void => {
      const now = this.#now();
      const silent = now - this.#heardAt;
      if (silent >= limit) {
        this.fail(`nothing heard for ${Math.round(silent)} ms`);
        return;
      }
      let since = pings ? askedAt : Math.max(askedAt, this.#heardAt);
      if (now - since >= interval) {
        since = askedAt = now;
        try {
          if (pings) socket.ping?.();
          else listener.probe();
        } catch (error) {
          this.fail(causeOf(error));
        }
        if (socket !== this.#socket) return;
      }
      const next = Math.min(since + interval, this.#heardAt + limit) - now;
      this.#watchTimer = clock.setTimer(tick, Math.max(1, next));
    };
    tick();
  }

  #watchWrite(socket: ConnectionSocket): void {
    const { clock, writeTimeout } = this.#options;
    const waiting = socket.bufferedAmount;
    this.#writeTimer = clock.setTimer(() => {
      this.#writeTimer = undefined;
      if (socket.bufferedAmount === 0) return;
      if (socket.bufferedAmount >= waiting) this.fail("a write did not finish in time");
      else this.#watchWrite(socket);
    }, writeTimeout);
  }

  #stopWatching(): void {
    this.#watchTimer?.();
    this.#writeTimer?.();
    this.#writeTimer = undefined;
  }

  #drop(): void {
    this.#attempt++;
    this.#stopWatching();
    if (this.#socket) release(this.#socket);
    this.#socket = undefined;
  }
}
