// Filters: most rules do not match because a trait has another value, or none of the plans is there. A company
// keeps one bit for each of these facts in a few words, and each rule of a flag two questions to them. A "no" is
// certain; a "yes" (bits are shared) is made sure of by the conditions themselves.

import * as L from "./layout";
import { EMPTY } from "./strings";

@inline function placeOf(key: u32): u32 {
  return (key * 0x85ebca6b >>> 10) & ~3;
}

@inline function bitOf(text: u32): u32 {
  return <u32>1 << (text * 0x9e3779b1 >>> 27);
}

/** What stands for an absent company: conditions that no filter covers pass, others need not be looked at. */
export const noBits: usize = memory.data(8, 4);
export const NO_BITS_MASK: u32 = 4;

export function initFilters(): void {
  store<u32>(noBits, 0xffffffff);
}

/** Bytes of the words for a company with so many traits. */
export function bitBytes(traits: u32): u32 {
  return <u32>16 << (32 - clz(traits + 3));
}

/** Makes a company's words at `at`, empty but for the first, which is the one of conditions without a filter. */
export function setBits(company: usize, at: usize, bytes: u32): void {
  memory.fill(at, 0, bytes);
  store<u32>(at, 0xffffffff);
  store<u32>(company, at as u32, L.K_BITS);
  store<u32>(company, bytes - 4, L.K_BITS_MASK);
}

@inline function add(company: usize, key: u32, bits: u32): void {
  const at = (load<u32>(company, L.K_BITS) + (placeOf(key) & load<u32>(company, L.K_BITS_MASK))) as usize;
  store<u32>(at, load<u32>(at) | bits);
}

/** A trait that is no text may equal a text in other ways than by being the same: it answers "yes" to all. */
export function addTrait(company: usize, key: u32, type: u32, text: u32): void {
  add(company, key, type == L.STRING ? bitOf(text) : 0xffffffff);
}

export function addListed(company: usize, kind: u32, text: u32): void {
  add(company, kind, bitOf(text));
}

/** Writes a filter of the first two of `count` conditions from `pc` that can be one. */
export function writeFilter(to: usize, pc: usize, count: u32): void {
  const end = to + L.F_BYTES;
  for (; count && to < end; count--, pc += L.P_BYTES) {
    const code = <u32>load<u8>(pc);
    let key = load<u32>(pc, L.P_KEY);
    let bits: u32 = 0;
    if (code == L.CODE_COMPANY_TEXT) {
      const text = load<u32>(pc, L.P_VALUE);
      // Without the trait an empty text is equal, and so is another text unequal.
      if (text == EMPTY || !(load<u8>(pc, L.P_MASK) & 2)) continue;
      bits = bitOf(text);
    } else if ((code == L.CODE_LISTED || code == L.CODE_COMPANY) && !load<u8>(pc, L.P_MASK)) {
      if (code == L.CODE_COMPANY) key = L.KIND_COMPANY;
      const list = load<u32>(pc, L.P_RESOURCES) as usize;
      for (let i: u32 = 0; i < load<u32>(pc, L.P_RESOURCE_COUNT); i++) bits |= bitOf(load<u32>(list + (i << 2)));
    } else continue;
    store<u32>(to, placeOf(key), L.F_PLACE);
    store<u32>(to, bits, L.F_BITS);
    to += L.F_PART;
  }
  for (; to < end; to += L.F_PART) {
    store<u32>(to, 0, L.F_PLACE);
    store<u32>(to, 0xffffffff, L.F_BITS);
  }
}
