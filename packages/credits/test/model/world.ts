import type { Reservation } from "@schematic/core";
import { toMicrosUp } from "../../src/amounts";
import { CheckedLeaseStore, CheckedReservationStore } from "./checked-stores";
import { CreditServer } from "./credit-server";
import { type Fault, Process, type WorldParts } from "./process";
import { randomFrom, VirtualTime } from "./virtual-time";

export interface WorldOptions {
  seed: number;
  store: "private" | "shared";
  processes: number;
  balance: number;
  rate: number;
  /** Requests are lost, fail, and are slow enough to overtake each other. */
  isFaulty: boolean;
  /** Callers use at most what they hold and settle in time: then no balance ever goes below zero. */
  isHonest: boolean;
  skewsMs: readonly number[];
}

interface TakenHold {
  reservation: Reservation;
  process: Process;
  used: number | undefined;
}

interface Place {
  process: Process;
  leases: CheckedLeaseStore;
  reservations: CheckedReservationStore;
}

const SLOT = { companyId: "comp_1", creditTypeId: "bilcr_1" };
const LEASE_SIZE = 40;
const LEASE_MS = 20_000;
const TTL_MS = 4_000;

/** A server, processes, one clock that is right and several that are wrong, and what must hold at every step. */
export class World {
  readonly time: VirtualTime = new VirtualTime();
  readonly server: CreditServer;
  readonly breaches: string[] = [];
  readonly holds: TakenHold[] = [];
  readonly places: Place[] = [];
  readonly #options: WorldOptions;
  readonly #parts: WorldParts;
  readonly #deposited: number;
  #topUps = 0;
  #sharedStores: Pick<Place, "leases" | "reservations"> | undefined;
  isCalm = false;

  constructor(options: WorldOptions) {
    this.#options = options;
    const { seed, balance, rate, isFaulty } = options;
    const random = randomFrom(seed);
    this.#deposited = toMicrosUp(balance);
    this.server = new CreditServer(this.time, this.#deposited);
    const fault = (): Fault => {
      const slow = isFaulty && !this.isCalm && random() < 0.2 ? 900 : 20;
      const fate = isFaulty && !this.isCalm ? fateOf(random()) : "ok";
      return { there: random() * slow, back: random() * slow, fate };
    };
    this.#parts = { time: this.time, server: this.server, random, fault, rate };
    for (let index = 0; index < options.processes; index++) this.places.push(this.#place(index));
  }

  at(index: number): Place {
    return this.places[index % this.places.length] as Place;
  }

  #place(index: number): Place {
    const breach = (message: string): void => void this.breaches.push(message);
    const isShared = this.#options.store === "shared";
    const make = (): Pick<Place, "leases" | "reservations"> => ({
      leases: new CheckedLeaseStore(this.time, this.server, breach),
      reservations: new CheckedReservationStore(this.time, breach),
    });
    if (isShared) this.#sharedStores ??= make();
    const stores = this.#sharedStores ?? make();
    const { random } = this.#parts;
    const skewMs = this.#options.skewsMs[index % this.#options.skewsMs.length] ?? 0;
    const options = {
      mode: "client" as const,
      defaultLeaseSize: LEASE_SIZE,
      defaultLeaseDuration: LEASE_MS,
      defaultReservationTTL: TTL_MS,
      sweepIntervalMs: 500,
      skewMs,
      eventDelay: () => random() * 100,
    };
    return { process: new Process(this.#parts, options, { ...stores, isShared }), ...stores };
  }

  /** Starts a check and does not wait for it. */
  check(index: number, usage: number, timeoutMs?: number): Promise<boolean> {
    const { process } = this.at(index);
    const startedAt = this.time.now;
    return process.check(usage, timeoutMs).then((answer) => {
      if (timeoutMs !== undefined && this.time.now - startedAt > timeoutMs + 50) {
        this.breaches.push(`11: a check took ${this.time.now - startedAt} ms of ${timeoutMs}`);
      }
      const { reservation, value } = answer;
      if (reservation !== undefined) this.holds.push({ reservation, process, used: undefined });
      return value;
    });
  }

  /** Checks, and settles what was held at once. */
  work(index: number, usage: number, share: number): void {
    void this.check(index, usage).then(() => {
      const last = this.holds.at(-1);
      if (last !== undefined && last.used === undefined) this.#settle(last, share, last.process);
    });
  }

  /** Settles a hold in some process, its own or another, with a share of what it holds. */
  settle(holdIndex: number, share: number, index: number): void {
    const open = this.holds.filter((hold) => hold.used === undefined);
    const hold = open[holdIndex % Math.max(1, open.length)];
    if (hold === undefined) return;
    this.#settle(hold, share, this.#options.store === "shared" ? this.at(index).process : hold.process);
  }

  /** Settles a hold that was settled before: it is neither billed nor refunded again. */
  settleAgain(holdIndex: number): void {
    const done = this.holds.filter((hold) => hold.used !== undefined);
    const hold = done[holdIndex % Math.max(1, done.length)];
    if (hold?.used === undefined || hold.process.isDead || hold.process.isClosed) return;
    void hold.process.gate.settle(hold.reservation, hold.used);
  }

  #settle(hold: TakenHold, share: number, process: Process): void {
    if (process.isDead || process.isClosed) return;
    const { reservation } = hold;
    const isLate = this.time.now > +reservation.expiresAt - 300;
    if (this.#options.isHonest && isLate) return;
    const used = Math.ceil(reservation.quantityReserved * share);
    hold.used = this.#options.isHonest ? Math.min(used, reservation.quantityReserved) : used;
    void process.gate.settle(reservation, hold.used);
  }

  kill(index: number): void {
    this.at(index).process.kill();
  }

  restart(index: number): void {
    const at = index % this.places.length;
    if (this.places[at]?.process.isDead || this.places[at]?.process.isClosed)
      this.places[at] = this.#place(at);
  }

  async close(index: number): Promise<void> {
    const { process, reservations } = this.at(index);
    if (process.isDead || process.isClosed) return;
    process.isClosed = true;
    await process.gate.drain(5_000);
    if (process.isDead) return;
    // As the client does: the events are delivered before the leases are released.
    while (!process.isDelivered) await this.time.sleep(10);
    await process.gate.close(2_000);
    const { store, isFaulty } = this.#options;
    if (isFaulty || process.isDead || store === "shared" || reservations.open.size > 0) return;
    const lease = this.server.openLease();
    if (process.opened.has(lease?.id ?? "")) this.breaches.push("13: a lease was left open");
  }

  topUp(credits: number): void {
    this.server.balance += toMicrosUp(credits);
    this.#topUps += toMicrosUp(credits);
  }

  /** Checks what must hold at every step. */
  inspect(): void {
    for (const { leases, process } of this.places) {
      leases.inspect(SLOT);
      if (process.mostInFlight > 1) this.breaches.push("10: two requests of a kind at a time");
    }
    this.#inspectLeases();
    const { balance, overdrawn } = this.server;
    const { isHonest } = this.#options;
    if (isHonest && balance < 0) this.breaches.push(`3: the balance is ${balance}`);
    if (isHonest && overdrawn > 0) this.breaches.push(`3: ${overdrawn} beyond a grant`);
    if (this.#total() !== this.#deposited + this.#topUps) this.breaches.push("server: lost count");
  }

  /** No holds ever given out of a lease exceed it. */
  #inspectLeases(): void {
    const perLease = new Map<string, number>();
    const add = (leaseId: string, amount: number): void =>
      void perLease.set(leaseId, (perLease.get(leaseId) ?? 0) + amount);
    const stores = new Set(this.places.map((place) => place.reservations));
    for (const store of stores) for (const hold of store.open.values()) add(hold.leaseId, hold.amount);
    for (const { reservation, used } of this.holds) {
      const wasOpen = [...stores].some((store) => store.claims.get(reservation.id) === "open");
      if (used === undefined || !wasOpen) continue;
      add(
        reservation.leaseId,
        Math.min(toMicrosUp(used * this.#parts.rate), toMicrosUp(reservation.creditsReserved)),
      );
    }
    for (const [leaseId, amount] of perLease) {
      const granted = this.server.leases.get(leaseId)?.granted ?? 0;
      if (amount > granted) this.breaches.push(`2: holds of ${amount} out of ${granted}`);
    }
  }

  /** All credits, wherever they are. */
  #total(): number {
    let total = this.server.balance + this.server.spent - this.server.overdrawn;
    for (const lease of this.server.leases.values())
      if (lease.state === "open") total += Math.max(0, lease.granted - lease.tracked);
    for (const one of this.server.reservations.values()) if (one.state === "open") total += one.amount;
    return total;
  }

  /** Ends all processes and lets everything that is under way arrive. */
  async finish(): Promise<void> {
    const closing = this.places.map((_, index) => this.close(index));
    await this.time.pass(60_000);
    await Promise.race([Promise.all(closing), Promise.resolve()]);
    this.inspect();
    this.#inspectClosed();
    // By now the last lease has ended, also one whose end was asked for by a wrong clock.
    await this.time.pass(3 * 3_600_000);
    if (this.server.openLease() !== undefined) this.breaches.push("8: a lease is still open");
    this.inspect();
  }

  #inspectClosed(): void {
    for (const { process } of this.places) {
      if (process.isDead) continue;
      if (!process.isDelivered) this.breaches.push("7: an accepted event was not delivered");
      if (process.clock.timers > 0) this.breaches.push(`13: ${process.clock.timers} timers after close`);
      for (const { key } of process.events)
        if (!/^lease-reservation:.+/.test(key)) this.breaches.push(`7: an event with the key ${key}`);
    }
  }
}

function fateOf(random: number): Fault["fate"] {
  if (random < 0.08) return "lost-request";
  if (random < 0.16) return "lost-answer";
  return random < 0.24 ? "error" : "ok";
}
