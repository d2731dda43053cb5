// Filters: most rules do not match because a trait has another value, or because the company has none of the
// plans. A company keeps one bit for each of these facts in a few words, and each rule of a flag asks for two
// of them. A missing bit is certain. A set bit is checked by the conditions, because facts share bits.

import { EMPTY } from "../memory/strings";
import * as L from "../layout";

/**
 * Number of the word that holds a key's bits, in sixteen bits. The first eight words belong to the lists, which
 * many rules ask about: a trait that is not a text sets every bit and must not share one.
 */
@inline function placeOf(key: u32): u32 {
  if (key < 16) return key & 7;
  const place = key * 0x85ebca6b >>> 16;
  return place & 0x78 ? place : place | 8;
}

@inline function bitOf(text: u32): u32 {
  return <u32>1 << (text * 0x9e3779b1 >>> 27);
}

/** Stands for an absent company: conditions that no filter covers pass, and others cannot be true. */
export const noBits: usize = memory.data(8, 4);
export const NO_BITS_MASK: u32 = 4;

export function initFilters(): void {
  store<u32>(noBits, 0xffffffff);
}

/** Bytes of the words for a company with so many traits. */
export function bitBytes(traits: u32): u32 {
  return <u32>16 << min(14, 32 - clz(traits + 3));
}

/** Makes a company's words at `at`, empty except for the first, which conditions without a filter use. */
export function setBits(company: usize, at: usize, bytes: u32): void {
  memory.fill(at, 0, bytes);
  store<u32>(at, 0xffffffff);
  store<u32>(company, at as u32, L.K_BITS);
  store<u32>(company, bytes - 4, L.K_BITS_MASK);
}

@inline function add(company: usize, key: u32, bits: u32): void {
  const at = (load<u32>(company, L.K_BITS) + ((placeOf(key) << 2) & load<u32>(company, L.K_BITS_MASK))) as usize;
  store<u32>(at, load<u32>(at) | bits);
}

/** A trait that is not a text may equal a text without being the same, so it sets every bit. */
export function addTrait(company: usize, key: u32, type: u32, text: u32): void {
  add(company, key, type == L.STRING ? bitOf(text) : 0xffffffff);
}

export function addListed(company: usize, kind: u32, text: u32): void {
  add(company, kind, bitOf(text));
}

/** True if the condition can be a filter. */
export function isFilter(pc: usize): bool {
  const code = <u32>load<u8>(pc);
  // Without the trait an empty text is equal, and so is another text unequal.
  if (code == L.CODE_COMPANY_TEXT) return load<u32>(pc, L.P_VALUE) != EMPTY && (load<u8>(pc, L.P_MASK) & 2) != 0;
  return (code == L.CODE_LISTED || code == L.CODE_COMPANY) && !load<u8>(pc, L.P_MASK);
}

/** Starts the filter of a rule that begins at `start`: all companies pass. */
export function beginFilter(to: usize, start: usize): void {
  store<u32>(to, 0, L.F_PLACES);
  store<i64>(to, -1, L.F_BITS);
  store<u32>(to, start as u32, L.F_START);
}

/** Adds a condition that can be a filter, as the first or the second. */
export function addFilter(to: usize, pc: usize, second: u32): void {
  let key = load<u32>(pc, L.P_KEY);
  let bits: u32 = 0;
  if (<u32>load<u8>(pc) == L.CODE_COMPANY_TEXT) bits = bitOf(load<u32>(pc, L.P_VALUE));
  else {
    if (<u32>load<u8>(pc) == L.CODE_COMPANY) key = L.KIND_COMPANY;
    const list = load<u32>(pc, L.P_RESOURCES) as usize;
    for (let i: u32 = 0; i < load<u32>(pc, L.P_RESOURCE_COUNT); i++) bits |= bitOf(load<u32>(list + (i << 2)));
  }
  store<u16>(to + (second << 1), placeOf(key) as u16, L.F_PLACES);
  store<u32>(to + (second << 2), bits, L.F_BITS);
}
