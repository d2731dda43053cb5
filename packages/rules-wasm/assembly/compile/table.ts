// The look-up table of an entity: open addressing, 8-byte slots of key and value, at most three quarters full.

import * as L from "../layout";

/**
 * Spreads keys over the slots. Texts are at multiples of 16, often at equal distances, so the golden ratio is that of
 * the address in units of 16; multiplied with the address itself some distances would meet in few slots.
 */
const MULTIPLIER: u32 = 0xb9e3779b;

/** log2 of the slots for a number of entries, filled to two thirds at most. */
export function tableBits(entries: u32): u32 {
  return 32 - clz(max<u32>(4, entries + (entries >> 1)));
}

/** Entries that a table takes: three quarters of its slots. */
export function tableRoom(bits: u32): u32 {
  return <u32>3 << (bits - 2);
}

/** Makes the block's table at `at`, empty. */
export function setTable(block: usize, at: usize, bits: u32): void {
  store<u32>(block, at as u32, L.K_TABLE);
  store<u32>(block, (8 << bits) - 8, L.K_MASK);
  store<u32>(block, 32 - bits, L.K_SHIFT);
  memory.fill(at, 0, 8 << bits);
}

/** Puts a key into the table. The first of equal keys stays. Returns true for a new key. */
export function put(block: usize, key: u32, value: usize): bool {
  const table = load<u32>(block, L.K_TABLE) as usize;
  const mask = load<u32>(block, L.K_MASK);
  let slot = (key * MULTIPLIER >>> load<u32>(block, L.K_SHIFT)) << 3;
  while (true) {
    const has = load<u32>(table + slot);
    if (has == key) return false;
    if (!has) {
      store<u32>(table + slot, key);
      store<u32>(table + slot, value as u32, 4);
      return true;
    }
    slot = (slot + 8) & mask;
  }
}

/** The value under a key of the entity's table, or 0. */
@inline export function probe(block: usize, key: u32): usize {
  const table = load<u32>(block, L.K_TABLE) as usize;
  let slot = (key * MULTIPLIER >>> load<u32>(block, L.K_SHIFT)) << 3;
  while (true) {
    const has = load<u32>(table + slot);
    if (has == key) return load<u32>(table + slot, 4) as usize;
    if (!has) return 0;
    slot = (slot + 8) & load<u32>(block, L.K_MASK);
  }
}

/** As `probe`, with the table's members at hand. A slot is read as one number: the key, and the value above it. */
@inline export function probeTable(table: usize, shift: u32, mask: u32, key: u32): usize {
  let slot = (key * MULTIPLIER >>> shift) << 3;
  let entry = load<u64>(table + slot);
  while (<u32>entry != key) {
    if (!<u32>entry) return 0;
    slot = (slot + 8) & mask;
    entry = load<u64>(table + slot);
  }
  return (entry >> 32) as usize;
}
