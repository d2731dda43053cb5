import type { VirtualClock } from "../clock";
import type { CreditBank } from "./bank";

const LEASE_SWEEP_MS = 60_000;
const RESERVATION_SWEEP_MS = 10_000;

/** Closes leases that have ended once a minute and reservations every 10 seconds, by the emulator's clock. */
export class CreditSweeper {
  readonly #bank: CreditBank;
  readonly #clock: VirtualClock;
  #armed = false;

  constructor(bank: CreditBank, clock: VirtualClock) {
    this.#bank = bank;
    this.#clock = clock;
  }

  /** Sets the alarm for the next sweep while a lease or reservation is open. */
  schedule(): void {
    if (this.#armed || !this.#bank.hasOpenHolds) return;
    this.#armed = true;
    const from = this.#clock.now();
    this.#clock.setTimer(() => this.#sweep(from), nextMultiple(from, RESERVATION_SWEEP_MS));
  }

  #sweep(from: number): void {
    this.#armed = false;
    this.#bank.sweepReservations();
    if (this.#clock.now() >= nextMultiple(from, LEASE_SWEEP_MS)) this.#bank.sweepLeases();
    this.schedule();
  }
}

function nextMultiple(at: number, step: number): number {
  return (Math.floor(at / step) + 1) * step;
}
