import type { VirtualTime } from "./virtual-time";

export interface ServerLease {
  id: string;
  granted: number;
  tracked: number;
  createdAt: number;
  expiresAtMicros: number;
  state: "open" | "ended";
}

export interface ServerReservation {
  id: string;
  amount: number;
  expiresAt: number;
  state: "open" | "ended";
}

export class Refusal extends Error {
  constructor(readonly status: number) {
    super(`status ${status}`);
  }
}

/** Longest life of leases and reservations, ms. */
const HOUR = 3_600_000;

/** The server's side of one slot, in micro-credits. Its clock is the true one. */
export class CreditServer {
  readonly #time: VirtualTime;
  balance: number;
  spent = 0;
  readonly leases: Map<string, ServerLease> = new Map();
  readonly reservations: Map<string, ServerReservation> = new Map();
  readonly #extensions = new Map<string, string>();
  readonly #reserved = new Map<string, ServerReservation>();
  readonly #events = new Set<string>();
  #ids = 0;

  constructor(time: VirtualTime, balance: number) {
    this.#time = time;
    this.balance = balance;
  }

  /** Use beyond the grants of leases, which no balance pays for. */
  get overdrawn(): number {
    let sum = 0;
    for (const { tracked, granted } of this.leases.values()) sum += Math.max(0, tracked - granted);
    return sum;
  }

  /** Ends what is over. Called before each request, so that nothing that ended is handed out. */
  sweep(): void {
    for (const lease of this.leases.values())
      if (lease.state === "open" && lease.expiresAtMicros / 1_000 <= this.#time.now) this.#end(lease);
    for (const one of this.reservations.values()) {
      if (one.state !== "open" || one.expiresAt > this.#time.now) continue;
      one.state = "ended";
      this.balance += one.amount;
    }
  }

  acquire(amount: number, expiresAtMicros: number): ServerLease {
    this.sweep();
    this.#checkEnd(expiresAtMicros);
    const open = [...this.leases.values()].find((lease) => lease.state === "open");
    if (open !== undefined) return { ...open };
    const granted = this.#draw(amount);
    if (granted <= 0) throw new Refusal(402);
    const id = `crlse_${++this.#ids}`;
    const lease: ServerLease = {
      id,
      granted,
      tracked: 0,
      createdAt: this.#time.now,
      expiresAtMicros,
      state: "open",
    };
    this.leases.set(id, lease);
    return { ...lease };
  }

  extend(
    id: string,
    { amount, expiresAtMicros, key }: { amount: number; expiresAtMicros: number; key: string },
  ): ServerLease {
    this.sweep();
    const lease = this.leases.get(id);
    if (lease === undefined) throw new Refusal(404);
    if (this.#extensions.has(key)) return { ...lease };
    if (lease.state === "ended") throw new Refusal(409);
    this.#checkEnd(expiresAtMicros);
    this.#extensions.set(key, id);
    lease.granted += this.#draw(amount);
    lease.expiresAtMicros = Math.max(lease.expiresAtMicros, expiresAtMicros);
    return { ...lease };
  }

  release(id: string): void {
    this.sweep();
    const lease = this.leases.get(id);
    if (lease?.state !== "open") throw new Refusal(409);
    this.#end(lease);
  }

  reserve(amount: number, expiresAt: number, key: string): ServerReservation | undefined {
    this.sweep();
    const known = this.#reserved.get(key);
    if (known !== undefined) return known;
    if (amount > this.balance) return undefined;
    this.balance -= amount;
    const made: ServerReservation = { id: `rsv_${++this.#ids}`, amount, expiresAt, state: "open" };
    this.reservations.set(made.id, made);
    this.#reserved.set(key, made);
    return made;
  }

  releaseReservation(id: string): void {
    const one = this.reservations.get(id);
    if (one?.state !== "open") return;
    one.state = "ended";
    this.balance += one.amount;
  }

  track(
    key: string,
    used: number,
    { leaseId, reservationId }: { leaseId?: string; reservationId?: string },
  ): void {
    this.sweep();
    if (this.#events.has(key)) return;
    this.#events.add(key);
    this.spent += used;
    const lease = this.leases.get(leaseId ?? "");
    const reservation = this.reservations.get(reservationId ?? "");
    if (lease?.state === "open") {
      lease.tracked += used;
    } else if (reservation?.state === "open") {
      reservation.state = "ended";
      this.balance += reservation.amount - used;
    } else {
      this.balance -= used;
    }
  }

  openLease(): ServerLease | undefined {
    this.sweep();
    return [...this.leases.values()].find((lease) => lease.state === "open");
  }

  #end(lease: ServerLease): void {
    lease.state = "ended";
    this.balance += Math.max(0, lease.granted - lease.tracked);
  }

  #draw(amount: number): number {
    const drawn = Math.max(0, Math.min(amount, this.balance));
    this.balance -= drawn;
    return drawn;
  }

  #checkEnd(expiresAtMicros: number): void {
    const life = expiresAtMicros / 1_000 - this.#time.now;
    if (life <= 0 || life > HOUR) throw new Refusal(400);
  }
}
