// The date grammars of trait values, scanned by hand over UTF-8. Results are seconds since the epoch and
// nanoseconds. A leap second is the second before it with more than 10^9 nanoseconds.

import { isDigit } from "./number";
import { byteLength, bytesOf } from "../memory/strings";

export let seconds: i64 = 0;
export let nanos: u32 = 0;

let at: usize = 0;
let stop: usize = 0;
let bad: bool = false;
let year: i64 = 0;
let month: i32 = 0;
let day: i32 = 0;
let weekday: i32 = 0;
let offset: i32 = 0;

export function daysFromCivil(y: i64, m: i64, d: i64): i64 {
  if (m <= 2) y--;
  const era = (y >= 0 ? y : y - 399) / 400;
  const ofEra = y - era * 400;
  const ofYear = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  return era * 146097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719468;
}

export function daysInMonth(y: i64, m: i32): i32 {
  if (m == 2) return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 29 : 28;
  return 30 + ((m + (m >> 3)) & 1);
}

/** Length in bytes of the White_Space character at `p`, 0 for another. */
function spaceAt(p: usize): u32 {
  const byte = <u32>load<u8>(p);
  if (byte == 32 || byte - 9 < 5) return 1;
  if (byte < 0x80) return 0;
  if (byte == 0xc2 && p + 1 < stop) {
    const second = load<u8>(p + 1);
    return second == 0x85 || second == 0xa0 ? 2 : 0;
  }
  if (p + 2 >= stop) return 0;
  const tail = (byte << 16) | (<u32>load<u8>(p + 1) << 8) | load<u8>(p + 2);
  if (tail == 0xe19a80 || tail == 0xe280a8 || tail == 0xe280a9 || tail == 0xe280af || tail == 0xe2819f) return 3;
  return tail == 0xe38080 || tail - 0xe28080 < 11 ? 3 : 0;
}

function spaces(): void {
  while (at < stop) {
    const length = spaceAt(at);
    if (!length) return;
    at += length;
  }
}

@inline function peek(): u32 {
  return at < stop ? <u32>load<u8>(at) : 0;
}

function literal(byte: u32): void {
  if (at < stop && load<u8>(at) == byte) at++;
  else bad = true;
}

/** Between one and `most` digits, spaces before them allowed. */
function number(most: u32): i32 {
  spaces();
  return digits(1, most);
}

function digits(least: u32, most: u32): i32 {
  let value = 0;
  let taken: u32 = 0;
  while (taken < most && isDigit(peek())) {
    value = value * 10 + (peek() - 48);
    at++;
    taken++;
  }
  if (taken < least) bad = true;
  return value;
}

function readYear(): void {
  spaces();
  const sign = peek();
  if (sign != 43 && sign != 45) {
    year = digits(1, 4);
    return;
  }
  at++;
  if (!isDigit(peek())) bad = true;
  let value: i64 = 0;
  while (isDigit(peek())) {
    if (value < 1000000) value = value * 10 + (peek() - 48);
    at++;
  }
  year = sign == 45 ? -value : value;
  if (year < -262143 || year > 262142) bad = true;
}

/** Takes one of the three-letter names packed in `names`; its place, from 0. */
function name(names: usize, many: i32): i32 {
  if (at + 3 <= stop) {
    for (let i = 0; i < many; i++) {
      const p = names + i * 3;
      if (
        (load<u8>(at) | 32) == load<u8>(p) &&
        (load<u8>(at, 1) | 32) == load<u8>(p, 1) &&
        (load<u8>(at, 2) | 32) == load<u8>(p, 2)
      ) {
        at += 3;
        return i;
      }
    }
  }
  bad = true;
  return 0;
}

const DAYS: usize = memory.data<u8>([ascii("sunmontuewedthufrisat")]);
const MONTHS: usize = memory.data<u8>([ascii("janfebmaraprmayjunjulaugsepoctnovdec")]);

/** Takes `+hh:mm` with the given separators; the offset in minutes. */
function readOffset(strict: bool): void {
  let sign: i32 = 0;
  const first = peek();
  if (first == 43) sign = 1;
  else if (first == 45) sign = -1;
  else if (first == 0xe2 && at + 2 < stop && load<u8>(at, 1) == 0x88 && load<u8>(at, 2) == 0x92) {
    sign = -1;
    at += 2;
  }
  if (!sign) {
    bad = true;
    return;
  }
  at++;
  const hours = digits(2, 2);
  if (strict) literal(58);
  else {
    while (true) {
      const length = peek() == 58 ? 1 : at < stop ? spaceAt(at) : 0;
      if (!length) break;
      at += length;
    }
  }
  const minutes = digits(2, 2);
  if (minutes > 59) bad = true;
  offset = sign * (hours * 60 + minutes);
}

function readTime(strict: bool): void {
  const hour = strict ? digits(2, 2) : number(2);
  literal(58);
  const minute = strict ? digits(2, 2) : number(2);
  literal(58);
  const second = strict ? digits(2, 2) : number(2);
  if (hour > 23 || minute > 59 || second > 60) bad = true;
  nanos = second == 60 ? 1000000000 : 0;
  seconds = hour * 3600 + minute * 60 + second - (second == 60 ? 1 : 0);
}

function restHasNoSpace(): void {
  spaces();
  for (; at < stop; at++) {
    if (spaceAt(at)) bad = true;
  }
}

function readFraction(): void {
  if (peek() != 46) return;
  at++;
  if (!isDigit(peek())) bad = true;
  let unit = 100000000;
  while (isDigit(peek())) {
    nanos += (peek() - 48) * unit;
    unit /= 10;
    at++;
  }
}

function begin(start: usize, end: usize): void {
  at = start;
  stop = end;
  bad = false;
  offset = 0;
  weekday = -1;
}

/** Completes a form: the whole text must be used up and the date must exist. */
function finish(): bool {
  if (bad || at != stop || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return false;
  const days = daysFromCivil(year, month, day);
  if (weekday >= 0 && <i32>(((days % 7) + 11) % 7) != weekday) return false;
  if (offset <= -1440 || offset >= 1440) offset = 0;
  seconds += days * 86400 - offset * 60;
  return true;
}

function rfc3339(start: usize, end: usize): bool {
  begin(start, end);
  year = digits(4, 4);
  literal(45);
  month = digits(2, 2);
  literal(45);
  day = digits(2, 2);
  const separator = peek();
  if ((separator | 32) == 116 || separator == 32) at++;
  else bad = true;
  readTime(true);
  readFraction();
  if ((peek() | 32) == 122) at++;
  else readOffset(true);
  if (offset <= -1440 || offset >= 1440) bad = true;
  return finish();
}

/** `Y-M-D`, then either a space, a time and any text, or `T`, a time, milliseconds and an offset. */
function dashed(start: usize, end: usize, withT: bool): bool {
  begin(start, end);
  readYear();
  literal(45);
  month = number(2);
  literal(45);
  day = number(2);
  if (!withT) {
    spaces();
    readTime(false);
    restHasNoSpace();
    return finish();
  }
  literal(84);
  readTime(false);
  if (peek() == 46) {
    at++;
    nanos += digits(3, 3) * 1000000;
  }
  spaces();
  readOffset(false);
  return finish();
}

/** `Mon Jan 15 2024 10:00:00`, then `GMT` with an offset, or any text. */
function named(start: usize, end: usize, withOffset: bool): bool {
  begin(start, end);
  weekday = name(DAYS, 7);
  spaces();
  month = name(MONTHS, 12) + 1;
  spaces();
  day = number(2);
  spaces();
  readYear();
  spaces();
  readTime(false);
  spaces();
  if (!withOffset) {
    restHasNoSpace();
    return finish();
  }
  literal(71);
  literal(77);
  literal(84);
  spaces();
  readOffset(false);
  return finish();
}

/** Sets `seconds` and `nanos` from the strict form only. */
export function parseTimestamp(text: u32): bool {
  const start = bytesOf(text);
  return rfc3339(start, start + byteLength(text));
}

/** Sets `seconds` and `nanos` from the first grammar that fits. */
export function parseDate(text: u32): bool {
  const start = bytesOf(text);
  const end = start + byteLength(text);
  if (start == end) return false;
  if ((<u32>load<u8>(start) | 32) - 97 < 26) return named(start, end, true) || named(start, end, false);
  // With a "T" the strict form and the one with milliseconds mean the same.
  if (byteLength(text) > 10 && load<u8>(start, 10) == 84 && rfc3339(start, end)) return true;
  return dashed(start, end, false) || dashed(start, end, true) || rfc3339(start, end);
}
