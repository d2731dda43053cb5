// Interned strings: one record per text, so that equal texts have equal addresses. A record is
// [references, hash, length, next pending] and then the UTF-8 bytes. Addresses are multiples of 16, so the low
// four bits are free for the kinds of the entities' look-up tables.

import * as L from "../layout";
import { alloc, free } from "./heap";

let table: usize = 0;
let mask: u32 = 0;
let count: u32 = 0;
let seed: u64 = 0;
let pending: u32 = 0;
/** The empty text. */
export let EMPTY: u32 = 0;

@inline export function byteLength(text: u32): u32 {
  return load<u32>(text, L.TX_LENGTH);
}

@inline export function bytesOf(text: u32): usize {
  return text + L.TX_BYTES;
}

export function initStrings(hashSeed: u32): bool {
  seed = (<u64>hashSeed << 32) | 0x9e3779b1;
  table = alloc(1024 * 4);
  if (!table) return false;
  mask = 1023;
  memory.fill(table, 0, 4096);
  EMPTY = intern(0, 0);
  settle(EMPTY);
  return EMPTY != 0;
}

/** Fewer than eight bytes as a number. */
@inline function firstBytes(start: usize, length: u32): u64 {
  return load<u64>(start) & (((<u64>1) << (length << 3)) - 1);
}

function hash(start: usize, length: u32): u32 {
  let value: u64 = seed ^ length;
  while (length >= 8) {
    value = (value ^ load<u64>(start)) * 0x9fb21c651e98df25;
    value ^= value >> 29;
    start += 8;
    length -= 8;
  }
  if (length) value = (value ^ firstBytes(start, length)) * 0x9fb21c651e98df25;
  value ^= value >> 32;
  return (value * 0xd6e8feb86659fd93 >> 32) as u32;
}

function sameBytes(a: usize, b: usize, length: u32): bool {
  while (length >= 8) {
    if (load<u64>(a) != load<u64>(b)) return false;
    a += 8;
    b += 8;
    length -= 8;
  }
  return firstBytes(a, length) == firstBytes(b, length);
}

/** The text with these bytes, or 0 where there is none. */
function lookup(start: usize, length: u32, code: u32): u32 {
  let slot = code & mask;
  while (true) {
    const text = load<u32>(table + (slot << 2));
    if (!text) return 0;
    if (load<u32>(text, L.TX_HASH) == code && byteLength(text) == length && sameBytes(bytesOf(text), start, length)) {
      return text;
    }
    slot = (slot + 1) & mask;
  }
}

function place(text: u32): void {
  let slot = load<u32>(text, L.TX_HASH) & mask;
  while (load<u32>(table + (slot << 2))) slot = (slot + 1) & mask;
  store<u32>(table + (slot << 2), text);
}

function resize(slots: u32): bool {
  const old = table;
  const oldSlots = mask + 1;
  const bigger = alloc(slots << 2);
  if (!bigger) return false;
  memory.fill(bigger, 0, slots << 2);
  table = bigger;
  mask = slots - 1;
  for (let i: u32 = 0; i < oldSlots; i++) {
    const text = load<u32>(old + (i << 2));
    if (text) place(text);
  }
  free(old);
  return true;
}

/** The text with these bytes. A new one is pending until `settle`. Returns 0 when memory is short. */
export function intern(start: usize, length: u32): u32 {
  const code = hash(start, length);
  const known = lookup(start, length, code);
  if (known) return known;
  if (count * 2 >= mask && !resize((mask + 1) << 1)) return 0;
  const text = alloc(length + L.TX_BYTES) as u32;
  if (!text) return 0;
  store<u32>(text, 0, L.TX_REFERENCES);
  store<u32>(text, code, L.TX_HASH);
  store<u32>(text, length, L.TX_LENGTH);
  store<u32>(text, pending, L.TX_NEXT);
  memory.copy(bytesOf(text), start, length);
  pending = text;
  place(text);
  count++;
  return text;
}

@inline export function retain(text: u32): void {
  store<u32>(text, load<u32>(text) + 1);
}

export function release(text: u32): void {
  const references = load<u32>(text) - 1;
  store<u32>(text, references);
  if (!references) remove(text);
}

function remove(text: u32): void {
  let hole = load<u32>(text, L.TX_HASH) & mask;
  while (load<u32>(table + (hole << 2)) != text) hole = (hole + 1) & mask;
  let slot = hole;
  while (true) {
    slot = (slot + 1) & mask;
    const other = load<u32>(table + (slot << 2));
    if (!other) break;
    const home = load<u32>(other, L.TX_HASH) & mask;
    if (((slot - home) & mask) >= ((slot - hole) & mask)) {
      store<u32>(table + (hole << 2), other);
      hole = slot;
    }
  }
  store<u32>(table + (hole << 2), 0);
  count--;
  free(text);
  if (mask > 1023 && count * 8 < mask) resize((mask + 1) >> 1);
}

/** Ends a load: removes the pending texts that have no reference. `keep` gets one first. */
export function settle(keep: u32): void {
  if (keep) retain(keep);
  let text = pending;
  pending = 0;
  while (text) {
    const next = load<u32>(text, L.TX_NEXT);
    store<u32>(text, 0, L.TX_NEXT);
    if (!load<u32>(text)) remove(text);
    text = next;
  }
}

/** Byte order, which is code point order: negative, 0 or positive. */
export function compareText(a: u32, b: u32): i32 {
  if (a == b) return 0;
  const lengthA = byteLength(a);
  const lengthB = byteLength(b);
  const order = memory.compare(bytesOf(a), bytesOf(b), min(lengthA, lengthB));
  if (order) return order;
  return lengthA < lengthB ? -1 : 1;
}
