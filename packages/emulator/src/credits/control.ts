import { EmulatorError } from "../errors";
import type { Keys } from "../seed/types";
import type { Intake } from "../state/intake";
import type { World } from "../state/world";
import type { StreamServer } from "../stream/server";
import type { StreamState } from "../stream/state";
import type { CreditAccount, CreditLease, CreditReservation, CreditVerification, LedgerEntry } from "./model";

/** Balances, leases and reservations of credits, and how they are processed. */
export interface EmulatorCredits {
  /** Totals and counters of every company and credit. */
  accounts(): CreditAccount[];
  /** Open leases and the latest closed ones, oldest first. */
  leases(): CreditLease[];
  /** Open reservations and the latest closed ones, oldest first. */
  reservations(): CreditReservation[];
  /** The newest movements, oldest first, at most 10,000. */
  ledger(): LedgerEntry[];
  /** Checks that every deposited credit is accounted for. May be called at any time. */
  verify(): CreditVerification;
  /** Adds credits to a balance; a negative amount is a correction. Throws `unknown_reference`. */
  topUp(company: Keys, creditId: string, amount: number): void;
  /** Closes leases and reservations that have ended, without waiting for the next sweep. */
  sweep(): void;
  /** Counts tracked events only after `ms` of the emulator's clock; 0, the default, counts at once. */
  delayEvents(ms: number): void;
  /** Counts all events that wait for their delay; returns how many there were. */
  processEvents(): number;
  /** How the datastream announces leases and reservations. Default `lease_balance`. */
  announce(how: StreamState["holds"]): void;
}

export interface CreditParts {
  world: World;
  intake: Intake;
  stream: StreamServer;
}

/** Connects the credit bank, the event intake and the datastream to the public interface. */
export function createCredits({ world, intake, stream }: CreditParts): EmulatorCredits {
  const bank = world.credits;
  return {
    accounts: () => bank.accounts(),
    leases: () => bank.leases(),
    reservations: () => bank.reservations(),
    ledger: () => bank.ledger.map((entry) => ({ ...entry })),
    verify: () => bank.verify(),
    topUp(keys, creditId, amount) {
      const [company] = world.companies.find(keys);
      if (company === undefined)
        throw new EmulatorError("unknown_reference", `no company has the keys ${JSON.stringify(keys)}`);
      if (!Number.isFinite(amount))
        throw new EmulatorError("invalid_option", "topUp: the amount must be a finite number");
      world.nameCredit(creditId);
      bank.deposit(company, creditId, amount);
    },
    sweep() {
      bank.sweepReservations();
      bank.sweepLeases();
    },
    delayEvents(ms) {
      if (!(ms >= 0)) throw new EmulatorError("invalid_option", "delayEvents: give ms of 0 or more");
      intake.processingDelayMs = ms;
    },
    processEvents() {
      const count = intake.waiting;
      intake.processWaiting();
      return count;
    },
    announce(how) {
      if (how !== "lease_balance" && how !== "balances")
        throw new EmulatorError("invalid_option", 'announce: give "lease_balance" or "balances"');
      stream.state.holds = how;
    },
  };
}
