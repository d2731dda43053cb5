// The lexical layer of JSON, strict: whitespace, strings, numbers, literals, and values that are skipped.

import { arena, needArena } from "./arena";
import { alloc, capacity, free } from "./memory";
import { isDigit } from "./number";
import { byteLength, bytesOf, sameBytes } from "./strings";

export const SYNTAX: u32 = 1;
export const ENTITY: u32 = 2;
export const MEMORY: u32 = 3;

/** Where reading stands, and where the input ends. */
export let at: usize = 0;
let end: usize = 0;
let begin: usize = 0;
/** Why reading failed, and at which byte. */
export let fault: u32 = 0;
export let faultAt: u32 = 0;
/** The last string, decoded. */
export let textStart: usize = 0;
export let textLength: u32 = 0;
/** The last number: where it is, and whether it is an integer's literal. */
export let numberStart: usize = 0;
export let numberIsInteger: bool = false;

let decoded: usize = 0;

export function startReading(from: usize, length: u32): void {
  begin = from;
  at = from;
  end = from + length;
  fault = 0;
}

export function endReading(): void {
  if (decoded && capacity(decoded) > 1 << 16) {
    free(decoded);
    decoded = 0;
  }
}

export function fail(why: u32): bool {
  if (!fault) {
    fault = why;
    faultAt = (at - begin) as u32;
  }
  return false;
}

/** The next byte that is not whitespace, 0 at the end. */
@inline export function next(): u32 {
  while (at < end) {
    const byte = <u32>load<u8>(at);
    if (byte > 32 || (byte != 32 && byte != 10 && byte != 13 && byte != 9)) return byte;
    at++;
  }
  return 0;
}

@inline export function skip(): void {
  at++;
}

export function offset(): u32 {
  return (at - begin) as u32;
}

/** Takes one byte after whitespace if it is this one. */
@inline export function take(byte: u32): bool {
  if (at < end && <u32>load<u8>(at) > 32) {
    if (load<u8>(at) != byte) return false;
    at++;
    return true;
  }
  return takeLater(byte);
}

function takeLater(byte: u32): bool {
  if (next() != byte || at >= end) return false;
  at++;
  return true;
}

export function expect(byte: u32): bool {
  return take(byte) || fail(SYNTAX);
}

/** Takes `word`, given as its bytes in little endian, all four of them or, with `fifth`, five. */
function literal(word: u32, fifth: u32): bool {
  const length: u32 = fifth ? 5 : 4;
  if (at + length > end || load<u32>(at) != word || (fifth && load<u8>(at, 4) != fifth)) return fail(SYNTAX);
  at += length;
  return true;
}

export function takeNull(): bool {
  return next() == 110 && literal(0x6c6c756e, 0);
}

/** Takes `true` or `false`: 1 or 0, or -1 for another value. */
export function takeBoolean(): i32 {
  const byte = next();
  if (byte == 116) return literal(0x65757274, 0) ? 1 : -1;
  if (byte == 102) return literal(0x736c6166, 101) ? 0 : -1;
  return -1;
}

/** Checks UTF-8; no overlong forms, no surrogates. */
function validUtf8(p: usize, stop: usize): bool {
  while (p < stop) {
    const byte = <u32>load<u8>(p++);
    if (byte < 0x80) continue;
    if (byte < 0xc2 || byte > 0xf4) return false;
    const tail: u32 = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    if (p + tail > stop) return false;
    const second = <u32>load<u8>(p);
    if (byte == 0xe0 && second < 0xa0) return false;
    if (byte == 0xed && second > 0x9f) return false;
    if (byte == 0xf0 && second < 0x90) return false;
    if (byte == 0xf4 && second > 0x8f) return false;
    for (let i: u32 = 0; i < tail; i++) {
      if ((load<u8>(p++) & 0xc0) != 0x80) return false;
    }
  }
  return true;
}

/** Four hexadecimal digits at `p`, or -1. */
function hex(p: usize): i32 {
  if (p + 4 > end) return -1;
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const byte = <u32>load<u8>(p + i);
    const letter = (byte | 32) - 97;
    if (isDigit(byte)) value = (value << 4) | (byte - 48);
    else if (letter < 6) value = (value << 4) | (letter + 10);
    else return -1;
  }
  return value;
}

function putCode(to: usize, code: u32): usize {
  if (code < 0x80) {
    store<u8>(to, code as u8);
    return to + 1;
  }
  if (code < 0x800) {
    store<u8>(to, (0xc0 | (code >> 6)) as u8);
    store<u8>(to, (0x80 | (code & 63)) as u8, 1);
    return to + 2;
  }
  if (code < 0x10000) {
    store<u8>(to, (0xe0 | (code >> 12)) as u8);
    store<u8>(to, (0x80 | ((code >> 6) & 63)) as u8, 1);
    store<u8>(to, (0x80 | (code & 63)) as u8, 2);
    return to + 3;
  }
  store<u8>(to, (0xf0 | (code >> 18)) as u8);
  store<u8>(to, (0x80 | ((code >> 12) & 63)) as u8, 1);
  store<u8>(to, (0x80 | ((code >> 6) & 63)) as u8, 2);
  store<u8>(to, (0x80 | (code & 63)) as u8, 3);
  return to + 4;
}

/** Decodes the escape at `p` (behind the backslash) to `to`; sets `at` behind it. Returns the new `to`, 0 if bad. */
function putEscape(p: usize, to: usize): usize {
  const byte = <u32>load<u8>(p);
  at = p + 1;
  if (byte == 117) {
    let code = hex(p + 1);
    if (code < 0) return 0;
    at = p + 5;
    if ((code & 0xfc00) == 0xd800 && at + 6 <= end && load<u16>(at) == 0x755c) {
      const low = hex(at + 2);
      if ((low & ~0x3ff) == 0xdc00) {
        code = 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
        at += 6;
      }
    }
    // A surrogate without its other half has no UTF-8: it becomes U+FFFD.
    return putCode(to, (code & ~0x7ff) == 0xd800 ? 0xfffd : code);
  }
  let plain = byte;
  if (byte == 110) plain = 10;
  else if (byte == 116) plain = 9;
  else if (byte == 114) plain = 13;
  else if (byte == 98) plain = 8;
  else if (byte == 102) plain = 12;
  else if (byte != 34 && byte != 92 && byte != 47) return 0;
  store<u8>(to, plain as u8);
  return to + 1;
}

/** Reads the rest of a string that has escapes; `start` is where the string began, `p` its first backslash. */
function decodeString(start: usize, p: usize): bool {
  // The decoded text is never longer than its literal.
  let stop = p;
  while (stop < end && load<u8>(stop) != 34) stop += load<u8>(stop) == 92 ? 2 : 1;
  const need = (stop - start) as u32 + 16;
  if (!decoded || capacity(decoded) < need) {
    if (decoded) free(decoded);
    decoded = alloc(need);
    if (!decoded) return fail(MEMORY);
  }
  memory.copy(decoded, start, p - start);
  let to = decoded + (p - start);
  while (p < end) {
    const byte = <u32>load<u8>(p);
    if (byte == 34) {
      at = p + 1;
      textStart = decoded;
      textLength = (to - decoded) as u32;
      return validUtf8(textStart, to) || fail(SYNTAX);
    }
    if (byte < 32) break;
    if (byte == 92) {
      if (p + 1 >= end) break;
      to = putEscape(p + 1, to);
      if (!to) return fail(SYNTAX);
      p = at;
    } else {
      store<u8>(to++, byte as u8);
      p++;
    }
  }
  at = p;
  return fail(SYNTAX);
}

const ONES: u64 = 0x0101010101010101;
const HIGHS: u64 = 0x8080808080808080;

/** Takes a string and sets `textStart` and `textLength`; false without a fault when there is none. */
export function takeString(): bool {
  if (next() != 34) return false;
  const start = ++at;
  let p = start;
  let seen: u64 = 0;
  // Eight bytes at a time, up to a quote, a backslash or a control character.
  while (p < end) {
    const bytes = load<u64>(p);
    const quotes = bytes ^ (ONES * 34);
    const slashes = bytes ^ (ONES * 92);
    const stops =
      (((quotes - ONES) & ~quotes) | ((slashes - ONES) & ~slashes) | ((bytes - ONES * 32) & ~bytes)) & HIGHS;
    if (!stops) {
      seen |= bytes;
      p += 8;
      continue;
    }
    const clear = ctz(stops) & ~7;
    seen |= bytes & ((<u64>1 << clear) - 1);
    p += (clear >> 3) as usize;
    break;
  }
  if (p < end) {
    const byte = <u32>load<u8>(p);
    if (byte == 34) {
      at = p + 1;
      textStart = start;
      textLength = (p - start) as u32;
      return !(seen & HIGHS) || validUtf8(start, p) || fail(SYNTAX);
    }
    if (byte == 92) return decodeString(start, p);
  }
  at = min(p, end);
  return fail(SYNTAX);
}

/** Takes a member's name and its colon if it is this text. */
export function takeNameOf(text: u32): bool {
  const length = byteLength(text);
  if (next() != 34 || at + length + 2 > end || load<u8>(at + length + 1) != 34) return false;
  if (!sameBytes(at + 1, bytesOf(text), length)) return false;
  at += length + 2;
  return expect(58);
}

/** Takes a number by JSON's grammar; false without a fault when there is none. */
export function takeNumber(): bool {
  const first = next();
  if (first != 45 && !isDigit(first)) return false;
  numberStart = at;
  numberIsInteger = true;
  if (first == 45) at++;
  if (at >= end || !isDigit(load<u8>(at))) return fail(SYNTAX);
  if (load<u8>(at) == 48) at++;
  else while (at < end && isDigit(load<u8>(at))) at++;
  if (at < end && load<u8>(at) == 46) {
    numberIsInteger = false;
    at++;
    if (!takeDigits()) return false;
  }
  if (at < end && (load<u8>(at) | 32) == 101) {
    numberIsInteger = false;
    at++;
    if (at < end && (load<u8>(at) == 43 || load<u8>(at) == 45)) at++;
    if (!takeDigits()) return false;
  }
  return true;
}

function takeDigits(): bool {
  if (at >= end || !isDigit(load<u8>(at))) return fail(SYNTAX);
  while (at < end && isDigit(load<u8>(at))) at++;
  return true;
}

/** Takes a value that holds no other. */
function skipPlain(): bool {
  const byte = next();
  if (byte == 34) return takeString();
  if (byte == 110) return takeNull();
  if (byte == 116 || byte == 102) return takeBoolean() >= 0;
  return takeNumber() || fail(SYNTAX);
}

/** Takes a member's name and its colon. */
export function takeName(): bool {
  return (takeString() || fail(SYNTAX)) && expect(58);
}

/**
 * Takes any value, however deep: the brackets that are open lie as bytes behind the arena's first `top`
 * bytes instead of on the stack.
 */
export function skipValue(top: u32): bool {
  let depth: u32 = 0;
  do {
    const byte = next();
    if (byte == 91 || byte == 123) {
      if (!needArena(top + depth, top + depth + 8)) return fail(MEMORY);
      store<u8>(arena + top + depth++, byte as u8);
      at++;
      if (!take(byte + 2)) {
        if (byte == 123 && !takeName()) return false;
        continue;
      }
      depth--;
    } else if (!skipPlain()) return false;
    // Behind a value: close what ends here, or go on to the next one.
    while (depth) {
      const open = <u32>load<u8>(arena + top + depth - 1);
      if (take(44)) {
        if (open == 123 && !takeName()) return false;
        break;
      }
      if (!expect(open + 2)) return false;
      depth--;
    }
  } while (depth);
  return true;
}

/** Whether nothing but whitespace is left. */
export function atEnd(): bool {
  next();
  return at >= end || fail(SYNTAX);
}

/** The end of the last number. */
export function numberEnd(): usize {
  return at;
}
