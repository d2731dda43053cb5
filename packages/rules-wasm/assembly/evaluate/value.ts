// Values of traits, prepared for comparison as one type.

import { nanos, parseDate, seconds } from "../parse/date";
import { BOOL, DATE, INT, IS_DATE, IS_FLOAT, IS_TRUE, V_FLAGS, V_NANOS, V_NUMBER, V_TEXT, V_TYPE } from "../layout";
import { floatLength, integerOk, parseInteger, scanFloat } from "../parse/number";
import { byteLength, bytesOf, compareText, EMPTY } from "../memory/strings";

function isTrue(text: u32): bool {
  const length = byteLength(text);
  if (length == 1) return load<u8>(bytesOf(text)) == 49;
  return length == 4 && load<u32>(bytesOf(text)) == 0x65757274;
}

/** Fills the value at `at` from a text. */
export function prepare(at: usize, type: u32, text: u32): void {
  store<u32>(at, text, V_TEXT);
  store<u8>(at, type as u8, V_TYPE);
  let flags: u32 = 0;
  let number: i64 = 0;
  let fraction: u32 = 0;
  if (type == INT) {
    const start = bytesOf(text);
    const length = byteLength(text);
    number = parseInteger(start, length);
    if (!integerOk) {
      const float = scanFloat(start, start + length);
      if (length && floatLength == length && float - float == 0) {
        flags = IS_FLOAT;
        number = reinterpret<i64>(float);
      }
    }
  } else if (type == BOOL) {
    if (isTrue(text)) flags = IS_TRUE;
  } else if (type == DATE) {
    if (parseDate(text)) {
      flags = IS_DATE;
      number = seconds;
      fraction = nanos;
    }
  }
  store<u8>(at, flags as u8, V_FLAGS);
  store<i64>(at, number, V_NUMBER);
  store<u32>(at, fraction, V_NANOS);
}

/** Reads the integer form only; `integerOk` is false for any other text. */
export function strictInteger(text: u32): i64 {
  return parseInteger(bytesOf(text), byteLength(text));
}

@inline function order<T>(a: T, b: T): u32 {
  return a < b ? 1 : a == b ? 2 : 4;
}

@inline function asFloat(at: usize): f64 {
  return load<u8>(at, V_FLAGS) & IS_FLOAT ? load<f64>(at, V_NUMBER) : <f64>load<i64>(at, V_NUMBER);
}

/** Bits of the operator mask that hold between two integers. */
@inline export function compareIntegers(left: i64, right: i64): u32 {
  return order<i64>(left, right) | (left == 0 ? 8 : left > 0 ? 16 : 0);
}

/** Bits of the operator mask that hold between two values of one type. */
export function compareValues(left: usize, right: usize, type: u32): u32 {
  if (type == INT) {
    if (!((load<u8>(left, V_FLAGS) | load<u8>(right, V_FLAGS)) & IS_FLOAT)) {
      return compareIntegers(load<i64>(left, V_NUMBER), load<i64>(right, V_NUMBER));
    }
    const a = asFloat(left);
    return order<f64>(a, asFloat(right)) | (a == 0 ? 8 : a > 0 ? 16 : 0);
  }
  if (type == BOOL) {
    // Booleans have no order, so lte and gte must not see that two are equal.
    return (load<u8>(left, V_FLAGS) == load<u8>(right, V_FLAGS) ? 64 : 32) | 16;
  }
  if (type == DATE) {
    const dated: u32 = load<u8>(left, V_FLAGS) & IS_DATE;
    const other: u32 = load<u8>(right, V_FLAGS) & IS_DATE;
    const empty: u32 = dated ? 16 : 8;
    if (!dated || !other) return order<u32>(dated, other) | empty;
    const a = load<i64>(left, V_NUMBER);
    const b = load<i64>(right, V_NUMBER);
    return (a == b ? order<u32>(load<u32>(left, V_NANOS), load<u32>(right, V_NANOS)) : order<i64>(a, b)) | empty;
  }
  const text = load<u32>(left, V_TEXT);
  return order<i32>(compareText(text, load<u32>(right, V_TEXT)), 0) | (text == EMPTY ? 8 : 16);
}

/** The bits that an operator accepts. */
export function maskOf(operator: u32): u32 {
  // eq (64: equal booleans), ne (32: unequal ones), gt, lt, gte, lte, is_empty, not_empty; others accept nothing.
  if (operator == 1) return 66;
  if (operator == 2) return 37;
  if (operator == 3) return 4;
  if (operator == 4) return 1;
  if (operator == 5) return 6;
  if (operator == 6) return 3;
  if (operator == 7) return 8;
  return operator == 8 ? 16 : 0;
}
