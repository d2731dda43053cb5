import type { LeaseStore, ReservationStore } from "@schematic/core";
import type { CreditCase, CreditCheckAnswer, CreditHost } from "@schematic/core/internal";
import { toCredits, toMicrosUp } from "../../src/amounts";
import { Gate } from "../../src/gate";
import type { CreditLeaseOptions } from "../../src/options";
import { type CreditWire, type Timed, WireFailure, type WireLease } from "../../src/wire";
import { type CreditServer, Refusal, type ServerLease } from "./credit-server";
import { ProcessClock, type VirtualTime } from "./virtual-time";

/** What a world can do to a request, drawn for each. */
export interface Fault {
  /** Before the server gets the request, and before the process gets the response, ms. */
  there: number;
  back: number;
  fate: "ok" | "lost-request" | "lost-answer" | "error";
}

export interface WorldParts {
  readonly time: VirtualTime;
  readonly server: CreditServer;
  readonly random: () => number;
  readonly fault: () => Fault;
  readonly rate: number;
}

const never = <T>(): Promise<T> => new Promise(() => {});
/** Time limit of a request, ms. */
const TIMEOUT_MS = 2_000;

/** A client process: a gate with a clock, stores and connections that are its own, and that can die at any await. */
export class Process {
  readonly clock: ProcessClock;
  readonly gate: Gate;
  readonly events: { key: string; used: number; leaseId?: string; reservationId?: string }[] = [];
  readonly log: string[] = [];
  readonly inFlight = { acquire: 0, extend: 0 };
  mostInFlight = 0;
  /** Leases that this process opened on the server. */
  readonly opened: Set<string> = new Set();
  isDead = false;
  isClosed = false;
  #undelivered = 0;
  readonly #world: WorldParts;

  constructor(
    world: WorldParts,
    options: CreditLeaseOptions & { skewMs: number; eventDelay: () => number },
    stores: { leases: LeaseStore; reservations: ReservationStore; isShared: boolean },
  ) {
    const { skewMs, eventDelay, ...leaseOptions } = options;
    this.#world = world;
    this.clock = new ProcessClock(world.time, skewMs, world.random);
    const { leases, reservations, isShared } = stores;
    const given = {
      leaseStore: isShared ? this.mortal(leases) : leases,
      reservationStore: isShared ? this.mortal(reservations) : reservations,
    };
    this.gate = new Gate({ ...leaseOptions, ...given }, this.#host(eventDelay), this.#wire());
  }

  /** No event was accepted that the server has not received. */
  get isDelivered(): boolean {
    return this.#undelivered === 0;
  }

  kill(): void {
    this.isDead = true;
    this.clock.isDead = true;
  }

  check(usage: number, timeoutMs?: number): Promise<CreditCheckAnswer> {
    return this.gate.check({ company: { id: "acme" } }, "inference", { usage, timeoutMs });
  }

  /** A store behind a network: each call takes time, and none returns to a process that died. */
  mortal<T extends object>(store: T): T {
    const { time, random } = this.#world;
    return new Proxy(store, {
      get: (target, name) => {
        const value = Reflect.get(target, name, target) as unknown;
        if (name === "isShared") return true;
        if (name === "prune" || name === "withLeases") return undefined;
        if (typeof value !== "function") return value;
        return async (...args: unknown[]) => {
          if (this.isDead) return never();
          await time.sleep(random() * 3);
          if (this.isDead) return never();
          const result = (value as (...args: unknown[]) => unknown).apply(target, args);
          await time.sleep(random() * 3);
          return this.isDead ? never() : result;
        };
      },
    });
  }

  #host(eventDelay: () => number): CreditHost {
    const { time, server, rate } = this.#world;
    const log = (message: string, ...rest: unknown[]): void =>
      void this.log.push([message, ...rest].join(" "));
    const credit: CreditCase = {
      companyId: "comp_1",
      creditIds: ["bilcr_1"],
      balance: () => toCredits(server.balance),
      isUnlimited: () => false,
      conditions: () => [{ creditId: "bilcr_1", consumptionRate: rate, eventSubtype: "tokens" }],
      evaluate: (preflight, balances) => {
        const need = preflight?.creditCost?.bilcr_1 ?? (preflight?.usage ?? 0) * rate;
        const value = (balances?.bilcr_1 ?? toCredits(server.balance)) >= need;
        return {
          value,
          reason: value ? "match" : "no rules matched",
          flagKey: "inference",
          ruleId: "rule_1",
        };
      },
    };
    return {
      transport: { request: () => never() as never },
      events: {
        accept: (_type, body, metadata) => {
          const { quantity, leaseId, reservationId } = body as Record<string, unknown>;
          const event = {
            key: metadata?.idempotencyKey ?? "",
            used: toMicrosUp(Number(quantity) * rate),
            ...(leaseId !== undefined && { leaseId: String(leaseId) }),
            ...(reservationId !== undefined && { reservationId: String(reservationId) }),
          };
          this.events.push(event);
          this.#undelivered++;
          // Accepted events are durable: they outlive the process.
          time.setTimer(() => {
            this.#undelivered--;
            server.track(event.key, event.used, event);
          }, eventDelay());
        },
        acceptFlagCheck: () => {},
        flush: () => Promise.resolve(0),
        close: () => Promise.resolve(0),
        status: () => ({ queued: 0, inFlight: 0, delivered: 0, dropped: 0, unresolved: 0 }),
        onDrop: () => () => {},
      },
      clock: this.clock,
      logger: { error: log, warn: log, info: log, debug: () => {} },
      hooks: [],
      evaluation: { open: () => credit, companyId: () => "comp_1", setUnspent: () => {} },
      sourceName: "datastream",
      plainCheck: (_context, flagKey) =>
        Promise.resolve({ value: false, reason: "plain", flagKey, source: "datastream" }),
      defaultValue: () => false,
      count: () => {},
    };
  }

  #wire(): CreditWire {
    const { server } = this.#world;
    return {
      acquire: ({ amount, expiresAtMicros }) =>
        this.#counted("acquire", () => {
          const isNew = server.openLease() === undefined;
          const lease = server.acquire(amount, expiresAtMicros);
          if (isNew) this.opened.add(lease.id);
          return leaseOf(lease);
        }),
      extend: ({ leaseId, amount, expiresAtMicros, idempotencyKey: key }) =>
        this.#counted("extend", () => leaseOf(server.extend(leaseId, { amount, expiresAtMicros, key }))),
      release: async (leaseId) => void (await this.#call(() => server.release(leaseId))),
      checkAndReserve: (flag, { quantity, expiresAt = 0, idempotencyKey: key }) =>
        this.#call(() => {
          const rate = this.#world.rate;
          const held = server.reserve(toMicrosUp(quantity * rate), expiresAt, key);
          if (held === undefined) return { flag, value: false, reason: "Insufficient credits" };
          const reservation = {
            id: held.id,
            companyId: "comp_1",
            creditTypeId: "bilcr_1",
            consumptionRate: rate,
            creditsReserved: toCredits(held.amount),
            quantityReserved: quantity,
            eventSubtype: "tokens",
            expiresAt: new Date(expiresAt),
          };
          return { flag, value: true, reason: "match", reservation };
        }),
      releaseReservation: async (id) => void (await this.#call(() => server.releaseReservation(id))),
    };
  }

  async #counted(kind: "acquire" | "extend", run: () => WireLease): Promise<Timed<WireLease>> {
    this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight[kind]);
    try {
      return await this.#call(run);
    } finally {
      this.inFlight[kind]--;
    }
  }

  /** One request: it takes time in both directions, and may be lost on either. */
  async #call<T>(run: () => T): Promise<Timed<T>> {
    const { time, fault } = this.#world;
    if (this.isDead) return never();
    const { there, back, fate } = fault();
    const sentAt = this.clock.monotonic();
    const fail = async (status?: number): Promise<never> => {
      const timing = { sentAt, receivedAt: this.clock.monotonic() };
      const date = status === undefined ? undefined : Math.floor(time.now / 1_000) * 1_000;
      throw new WireFailure(new Error(`status ${status}`), { status, timing, date, serverMs: undefined });
    };
    await time.sleep(there);
    if (fate === "lost-request" || fate === "error") {
      if (fate === "lost-request") await time.sleep(TIMEOUT_MS);
      return this.isDead ? never() : fail(fate === "error" ? 503 : undefined);
    }
    let data: T | undefined;
    let status: number | undefined;
    try {
      data = run();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      status = error.status;
    }
    const date = Math.floor(time.now / 1_000) * 1_000;
    await time.sleep(fate === "lost-answer" ? TIMEOUT_MS : back);
    if (this.isDead) return never();
    if (fate === "lost-answer") return fail();
    if (status !== undefined) return fail(status);
    return { data: data as T, timing: { sentAt, receivedAt: this.clock.monotonic() }, date };
  }
}

function leaseOf(lease: ServerLease): WireLease {
  return { ...lease, expiresAt: lease.expiresAtMicros / 1_000, hasMicros: true };
}
