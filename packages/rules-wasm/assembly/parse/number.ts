// Numbers in text: i64 exactly, doubles correctly rounded.

/** True if the last `parseInteger` succeeded. */
export let integerOk: bool = false;
/** Length in bytes of the number that the last `scanFloat` read; 0 for none. */
export let floatLength: u32 = 0;

const LIMBS: u32 = 256;
const numerator: usize = memory.data(LIMBS * 4, 8);
const denominator: usize = memory.data(LIMBS * 4, 8);
const MAX_DIGITS: u32 = 800;

@inline export function isDigit(byte: u32): bool {
  return byte - 48 < 10;
}

/** `[+-]?[0-9]+` within i64, else 0 and `integerOk` false. */
export function parseInteger(start: usize, length: u32): i64 {
  integerOk = false;
  const end = start + length;
  let negative = false;
  if (length) {
    const first = load<u8>(start);
    negative = first == 45;
    if (negative || first == 43) start++;
  }
  if (start == end) return 0;
  let value: u64 = 0;
  do {
    const digit = <u32>load<u8>(start++) - 48;
    // 922337203685477580 is the largest u64 that stays within range times ten.
    if (digit > 9 || value > 922337203685477580) return 0;
    value = value * 10 + digit;
    if (value > <u64>i64.MAX_VALUE + <u64>negative) return 0;
  } while (start < end);
  integerOk = true;
  return negative ? -(<i64>value) : <i64>value;
}

function multiply(limbs: usize, used: u32, factor: u32, add: u32): u32 {
  let carry: u64 = add;
  for (let i: u32 = 0; i < used; i++) {
    const at = limbs + (i << 2);
    carry += <u64>load<u32>(at) * factor;
    store<u32>(at, carry as u32);
    carry >>= 32;
  }
  if (carry) store<u32>(limbs + (used++ << 2), carry as u32);
  return used;
}

function powerOfTen(limbs: usize, used: u32, exponent: i32): u32 {
  for (; exponent >= 9; exponent -= 9) used = multiply(limbs, used, 1000000000, 0);
  for (; exponent > 0; exponent--) used = multiply(limbs, used, 10, 0);
  return used;
}

function shiftLeft(limbs: usize, used: u32, bits: u32): u32 {
  const whole = bits >> 5;
  if (whole) {
    memory.copy(limbs + (whole << 2), limbs, used << 2);
    memory.fill(limbs, 0, whole << 2);
    used += whole;
  }
  return bits & 31 ? multiply(limbs, used, 1 << (bits & 31), 0) : used;
}

@inline function bitLength(limbs: usize, used: u32): i32 {
  return (used << 5) - clz(load<u32>(limbs + ((used - 1) << 2)));
}

function notLess(usedA: u32, usedB: u32): bool {
  if (usedA != usedB) return usedA > usedB;
  for (let i: i32 = usedA - 1; i >= 0; i--) {
    const a = load<u32>(numerator + (i << 2));
    const b = load<u32>(denominator + (i << 2));
    if (a != b) return a > b;
  }
  return true;
}

/** Subtracts the denominator from the numerator; returns the number of limbs remaining. */
function subtract(usedA: u32, usedB: u32): u32 {
  let borrow: i64 = 0;
  for (let i: u32 = 0; i < usedA; i++) {
    const at = numerator + (i << 2);
    const difference = <i64>load<u32>(at) - (i < usedB ? <i64>load<u32>(denominator + (i << 2)) : 0) + borrow;
    store<u32>(at, difference as u32);
    borrow = difference >> 32;
  }
  while (usedA && !load<u32>(numerator + ((usedA - 1) << 2))) usedA--;
  return usedA;
}

/** Big numerator / big denominator by long division: 64 bits and a sticky one, rounded to even. */
function divide(usedA: u32, usedB: u32): f64 {
  let exponent = bitLength(numerator, usedA) - bitLength(denominator, usedB);
  if (exponent > 0) usedB = shiftLeft(denominator, usedB, exponent);
  else usedA = shiftLeft(numerator, usedA, -exponent);
  if (!notLess(usedA, usedB)) {
    usedA = shiftLeft(numerator, usedA, 1);
    exponent--;
  }
  if (exponent > 1023) return Infinity;
  let bits: u64 = 0;
  for (let i = 0; i < 64; i++) {
    bits <<= 1;
    if (usedA && notLess(usedA, usedB)) {
      bits |= 1;
      usedA = subtract(usedA, usedB);
    }
    if (usedA) usedA = shiftLeft(numerator, usedA, 1);
  }
  let drop: u32 = 11;
  if (exponent < -1022) drop += -1022 - exponent;
  if (drop > 64) return 0;
  let mantissa = drop == 64 ? 0 : bits >> drop;
  const rest = drop == 64 ? bits : bits & ((<u64>1 << drop) - 1);
  const half = <u64>1 << (drop - 1);
  if (rest > half || (rest == half && (usedA != 0 || (mantissa & 1) != 0))) mantissa++;
  // A carry out of the mantissa moves into the exponent by itself.
  const biased: u64 = exponent < -1022 ? 0 : (exponent + 1022) as u64;
  return reinterpret<f64>(mantissa + (biased << 52));
}

function exactPower(exponent: i32): f64 {
  let power: f64 = 1;
  while (exponent--) power *= 10;
  return power;
}

function slowFloat(start: usize, end: usize, exponent: i32): f64 {
  let used: u32 = 0;
  let digits: u32 = 0;
  let sticky = false;
  for (; start < end; start++) {
    const digit = <u32>load<u8>(start) - 48;
    if (digit > 9) continue;
    if (digits < MAX_DIGITS) {
      used = multiply(numerator, used, 10, digit);
      if (used) digits++;
    } else {
      exponent++;
      sticky = sticky || digit != 0;
    }
  }
  if (sticky) {
    used = multiply(numerator, used, 10, 1);
    exponent--;
  }
  store<u32>(denominator, 1);
  if (exponent >= 0) return divide(powerOfTen(numerator, used, exponent), 1);
  return divide(used, powerOfTen(denominator, 1, -exponent));
}

/**
 * Reads `[+-]?(d+[.d*]|.d+)([eE][+-]?d+)?` from the start and sets `floatLength`; infinite when too large.
 * The double is the nearest one, ties to even.
 */
export function scanFloat(start: usize, end: usize): f64 {
  floatLength = 0;
  let at = start;
  let negative = false;
  if (at < end && (load<u8>(at) == 45 || load<u8>(at) == 43)) negative = load<u8>(at++) == 45;
  const first = at;
  let mantissa: u64 = 0;
  let significant: i32 = 0;
  let seen = 0;
  let exponent: i64 = 0;
  let inFraction = false;
  for (; at < end; at++) {
    const byte = <u32>load<u8>(at);
    if (isDigit(byte)) {
      seen++;
      if (significant < 19) mantissa = mantissa * 10 + (byte - 48);
      if (mantissa) significant++;
      if (inFraction) exponent--;
    } else if (byte == 46 && !inFraction) inFraction = true;
    else break;
  }
  if (!seen) return 0;
  const last = at;
  if (at < end && (load<u8>(at) | 32) == 101) {
    let next = at + 1;
    let down = false;
    if (next < end && (load<u8>(next) == 45 || load<u8>(next) == 43)) down = load<u8>(next++) == 45;
    if (next < end && isDigit(load<u8>(next))) {
      let written: i64 = 0;
      do {
        if (written < 100000000000) written = written * 10 + (load<u8>(next) - 48);
        next++;
      } while (next < end && isDigit(load<u8>(next)));
      exponent += down ? -written : written;
      at = next;
    }
  }
  floatLength = (at - start) as u32;
  let value: f64 = 0;
  const magnitude = exponent + significant;
  if (!mantissa || magnitude < -330) value = 0;
  else if (magnitude > 310) value = Infinity;
  else if (significant <= 15 && exponent >= -22 && exponent <= 22) {
    value = exponent < 0 ? <f64>mantissa / exactPower(-exponent as i32) : <f64>mantissa * exactPower(exponent as i32);
  } else value = slowFloat(first, last, exponent as i32);
  return negative ? -value : value;
}
