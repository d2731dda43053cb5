// JSON text to records in the arena, driven by the tables of schema.ts.

import { arena, needArena } from "./arena";
import * as L from "./layout";
import { integerOk, parseInteger, scanFloat } from "./number";
import * as J from "./scan";
import * as S from "./schema";
import { EMPTY, find, intern, tagOf } from "./strings";

/** Bytes of the arena in use. */
export let top: u32 = 0;
const normalized: usize = memory.data(64);

/** Room for a record, zeroed; its offset, 0 when memory is short. */
function record(bytes: u32): u32 {
  const offset = (top + 3) & ~3;
  if (!needArena(top, offset + bytes + 8)) {
    J.fail(J.MEMORY);
    return 0;
  }
  memory.fill(arena + offset, 0, bytes);
  top = offset + bytes;
  return offset;
}

/** The number of the reserved word at a place in memory, 0 for none. */
function wordAt(start: usize, length: u32): u32 {
  const text = find(start, length);
  if (!text) return 0;
  const tag = tagOf(text);
  return tag < S.MOST_WORDS ? tag : 0;
}

/** The number of a member's name in either casing. */
function nameWord(start: usize, length: u32): u32 {
  if (length > 32) return 0;
  let upper = false;
  let lines = false;
  for (let i: u32 = 0; i < length; i++) {
    const byte = <u32>load<u8>(start + i);
    upper = upper || byte - 65 < 26;
    lines = lines || byte == 95;
  }
  if (!upper) return wordAt(start, length);
  if (lines) return 0;
  let to = normalized;
  for (let i: u32 = 0; i < length; i++) {
    const byte = load<u8>(start + i);
    if (<u32>byte - 65 < 26) {
      store<u8>(to++, 95);
      store<u8>(to++, byte | 32);
    } else store<u8>(to++, byte);
    if (to > normalized + 40) return 0;
  }
  return wordAt(normalized, (to - normalized) as u32);
}

@inline function setWord(base: u32, offset: u32, value: u32): void {
  if (offset != S.NOWHERE) store<u32>(arena + base + offset, value);
}

function internText(): u32 {
  const text = intern(J.textStart, J.textLength);
  if (!text) J.fail(J.MEMORY);
  return text;
}

/** An enumeration's code; `{"name": null}` is accepted for `"name"`. */
function readName(enumeration: u32): i32 {
  const wrapped = J.take(123);
  if (!J.takeString()) {
    J.fail(J.ENTITY);
    return -1;
  }
  const word = wordAt(J.textStart, J.textLength);
  if (wrapped && !(J.expect(58) && (J.takeNull() || J.fail(J.ENTITY)) && J.expect(125))) return -1;
  const entry = S.ENUMERATIONS + (enumeration << 2);
  const place = word - load<u8>(entry);
  return place < <u32>load<u8>(entry, 1) ? place + load<u8>(entry, 2) : load<u8>(entry, 3);
}

function readDouble(): f64 {
  const value = J.takeNumber() ? scanFloat(J.numberStart, J.numberEnd()) : NaN;
  if (value - value != 0) J.fail(J.ENTITY);
  return value;
}

function readInteger(): i64 {
  if (!J.takeNumber() || !J.numberIsInteger) {
    J.fail(J.ENTITY);
    return 0;
  }
  const length = (J.numberEnd() - J.numberStart) as u32;
  const value = parseInteger(J.numberStart, length);
  // "-0" is a floating point number.
  if (!integerOk || (value == 0 && load<u8>(J.numberStart) == 45)) J.fail(J.ENTITY);
  return value;
}

/** Links a list element to the one before it; offset 0 is where the list itself starts. */
@inline function link(base: u32, offset: u32, last: u32, element: u32): void {
  if (last) store<u32>(arena + last, element);
  else setWord(base, offset, element);
}

function readTexts(base: u32, offset: u32): bool {
  if (!J.take(91)) return J.fail(J.ENTITY);
  if (J.take(93)) return true;
  let last: u32 = 0;
  do {
    if (!J.takeString()) return J.fail(J.ENTITY);
    const text = internText();
    const element = text ? record(8) : 0;
    if (!element) return false;
    store<u32>(arena + element, text, L.S_TEXT);
    link(base, offset, last, element);
    last = element;
  } while (J.take(44));
  return J.expect(93);
}

function readList(base: u32, offset: u32, struct: u32): bool {
  if (!J.take(91)) return J.fail(J.ENTITY);
  if (J.take(93)) return true;
  let last: u32 = 0;
  do {
    if (J.takeNull()) continue;
    if (J.fault) return false;
    const element = record(load<u8>(S.STRUCTS + (struct << 2), 2));
    if (!element) return false;
    J.next();
    const start = J.offset();
    if (!readStruct(element, struct)) return false;
    if (struct == S.S_ENTITLEMENT) {
      store<u32>(arena + element, start, L.E_RAW);
      store<u32>(arena + element, J.offset() - start, L.E_RAW_LENGTH);
    }
    link(base, offset, last, element);
    last = element;
  } while (J.take(44));
  return J.expect(93);
}

/** A map by name: of texts, which are only checked, of numbers, or of postpaid configurations. */
function readMap(base: u32, offset: u32, kind: u32): bool {
  if (!J.take(123)) return J.fail(J.ENTITY);
  if (J.take(125)) return true;
  let last: u32 = 0;
  do {
    if (!J.takeName()) return false;
    if (kind == S.KEYS) {
      if (!J.takeString()) return J.fail(J.ENTITY);
      continue;
    }
    const text = internText();
    const element = text ? record(L.BALANCE_BYTES) : 0;
    if (!element) return false;
    store<u32>(arena + element, text, L.B_CREDIT);
    if (kind == S.BALANCES) {
      store<f64>(arena + element, readDouble(), L.B_VALUE);
    } else if (!J.takeNull()) {
      if (J.fault || !readStruct(element, S.S_POSTPAID)) return false;
      // 1: there is no limit; a limit has made it 1 too, and makes it 2.
      const mode = load<u32>(arena + element, L.B_MODE);
      store<u32>(arena + element, mode + 1, L.B_MODE);
    }
    if (J.fault) return false;
    link(base, offset, last, element);
    last = element;
  } while (J.take(44));
  return J.expect(125);
}

/** Reads the value of one member into the record at `base`. */
function readMember(base: u32, member: usize): bool {
  const how = load<u8>(member, 1);
  const argument = <u32>load<u8>(member, 2);
  const offset = <u32>load<u8>(member, 3);
  if (J.next() == 110) {
    return J.takeNull() && (!(how & S.REQUIRED) || J.fail(J.ENTITY));
  }
  switch (<u32>(how & ~S.REQUIRED)) {
    case S.SKIP_TEXT:
      return J.takeString() || J.fail(J.ENTITY);
    case S.TEXT: {
      if (!J.takeString()) return J.fail(J.ENTITY);
      setWord(base, offset, internText());
      return !J.fault;
    }
    case S.EMPTINESS: {
      if (!J.takeString()) return J.fail(J.ENTITY);
      setWord(base, offset, J.textLength ? 0 : EMPTY);
      return true;
    }
    case S.BOOLEAN: {
      const value = J.takeBoolean();
      if (value < 0) return J.fail(J.ENTITY);
      setWord(base, offset, value);
      return true;
    }
    case S.INTEGER: {
      const value = readInteger();
      if (offset != S.NOWHERE) store<i64>(arena + base + offset, value);
      if (argument) store<u32>(arena + base + argument, 1);
      return !J.fault;
    }
    case S.DOUBLE: {
      const value = readDouble();
      if (offset != S.NOWHERE) store<f64>(arena + base + offset, value);
      if (argument) store<u32>(arena + base + argument, 1);
      return !J.fault;
    }
    case S.NAME: {
      setWord(base, offset, readName(argument));
      return !J.fault;
    }
    case S.TEXTS:
      return readTexts(base, offset);
    case S.LIST:
      return readList(base, offset, argument);
    case S.STRUCT: {
      const part = record(load<u8>(S.STRUCTS + (argument << 2), 2));
      if (!part || !readStruct(part, argument)) return false;
      setWord(base, offset, part);
      return true;
    }
    default:
      return readMap(base, offset, how);
  }
}

/**
 * Takes the next member's name and colon; answers its place among the struct's members, or `count` for one that
 * is not known. Writers keep an order, so the member that followed the last time is tried first.
 */
function takeMember(before: u32, first: u32, count: u32): u32 {
  const guess = <u32>load<u8>(S.FOLLOWERS + before);
  if (guess) {
    const word = load<u8>(S.MEMBERS + ((guess - 1) << 2));
    if (J.takeNameOf(load<u32>(S.WORD_TEXTS + (<u32>word << 2)))) return guess - 1 - first;
    if (J.fault) return count;
  }
  if (!J.takeName()) return count;
  const word = nameWord(J.textStart, J.textLength);
  if (!word) return count;
  for (let i: u32 = 0; i < count; i++) {
    if (load<u8>(S.MEMBERS + ((first + i) << 2)) != word) continue;
    store<u8>(S.FOLLOWERS + before, (first + i + 1) as u8);
    return i;
  }
  return count;
}

/** A struct as an object, or as the list of its members in their order. */
function readStruct(base: u32, struct: u32): bool {
  const entry = S.STRUCTS + (struct << 2);
  const first = <u32>load<u8>(entry);
  const members = S.MEMBERS + (first << 2);
  const count = <u32>load<u8>(entry, 1);
  if (J.take(91)) return readOrdered(base, members, count, load<u8>(entry, 3) != 0);
  if (!J.take(123)) return J.fail(J.ENTITY);
  let seen: u32 = 0;
  let before: u32 = S.STARTS + struct;
  if (!J.take(125)) {
    do {
      const i = takeMember(before, first, count);
      if (J.fault) return false;
      if (i == count) {
        if (!J.skipValue(top)) return false;
        continue;
      }
      before = first + i;
      if (seen & (1 << i)) return J.fail(J.ENTITY);
      seen |= 1 << i;
      if (!readMember(base, members + (i << 2))) return false;
    } while (J.take(44));
    if (!J.expect(125)) return false;
  }
  for (let i: u32 = 0; i < count; i++) {
    if (load<u8>(members + (i << 2), 1) & S.REQUIRED && !(seen & (1 << i))) return J.fail(J.ENTITY);
  }
  return true;
}

function readOrdered(base: u32, first: usize, count: u32, mayBeShort: bool): bool {
  let i: u32 = 0;
  if (!J.take(93)) {
    do {
      if (i == count || !readMember(base, first + (i++ << 2))) return J.fail(J.ENTITY);
    } while (J.take(44));
    if (!J.expect(93)) return false;
  }
  return i == count || mayBeShort || J.fail(J.ENTITY);
}

/** Reads an entity into the arena; on success `top` tells how much of it is used. */
export function readEntity(kind: u32, from: usize, length: u32): bool {
  J.startReading(from, length);
  top = L.ROOT - 4;
  const root = record(L.ROOT_BYTES + 4);
  if (!root) return false;
  store<u32>(arena + root, kind);
  const done = readStruct(L.ROOT, kind - 1) && J.atEnd();
  J.endReading();
  return done;
}
