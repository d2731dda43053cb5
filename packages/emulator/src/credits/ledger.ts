import type { LedgerEntry } from "./model";

const MAX_ENTRIES = 10_000;

/** The newest 10,000 movements of credits, oldest first. */
export class Ledger {
  #entries: LedgerEntry[] = [];
  #sequence = 0;

  get entries(): readonly LedgerEntry[] {
    return this.#entries;
  }

  add(entry: Omit<LedgerEntry, "id" | "sequence">): void {
    const sequence = ++this.#sequence;
    this.#entries.push({ ...entry, sequence, id: `crldg_${sequence.toString(36).padStart(12, "0")}` });
    // Removing one by one would copy the list each time.
    if (this.#entries.length > MAX_ENTRIES * 1.25) this.#entries = this.#entries.slice(-MAX_ENTRIES);
  }
}
