// The next reset of a period's usage, in UTC.

import { daysFromCivil, daysInMonth } from "../parse/date";
import { exchange } from "./exchange";
import * as L from "../layout";

let year: i64 = 0;
let month: i32 = 0;

@inline export function floorDivide(a: i64, b: i64): i64 {
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}

/** Sets `year` and `month` and returns the day of the month. */
function civil(days: i64): i32 {
  const z = days + 719468;
  const era = floorDivide(z, 146097);
  const ofEra = z - era * 146097;
  const y = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365;
  const ofYear = ofEra - (365 * y + y / 4 - y / 100);
  const shifted = (5 * ofYear + 2) / 153;
  month = (shifted + (shifted < 10 ? 3 : -9)) as i32;
  year = y + era * 400 + (month <= 2 ? 1 : 0);
  return (ofYear - (153 * shifted + 2) / 5 + 1) as i32;
}

function nextMonth(): void {
  if (++month > 12) {
    month = 1;
    year++;
  }
}

function inRange(seconds: i64, nanos: u32): f64 {
  civil(floorDivide(seconds, 86400));
  if (year < -262143 || year > 262142) return NaN;
  store<u32>(exchange, nanos, L.O_NANOS);
  return <f64>seconds;
}

@inline export function isLater(seconds: i64, nanos: u32, than: i64, thanNanos: u32): bool {
  return seconds > than || (seconds == than && nanos > thanNanos);
}

/** The subscription's day and time in the current month of `year` and `month`, clamped to its length. */
@inline function anniversary(day: i32, time: i64): i64 {
  return daysFromCivil(year, month, min(day, daysInMonth(year, month))) * 86400 + time;
}

function billingCycle(company: usize, now: i64, nowNanos: u32): f64 {
  if (load<u32>(company, L.K_SUBSCRIPTION) < 2) return NaN;
  const start = load<i64>(company, L.K_START);
  const startNanos = load<u32>(company, L.K_START_NANOS);
  const day = floorDivide(now, 86400);
  if (isLater(start, startNanos, now, nowNanos)) {
    civil(day);
    nextMonth();
    const first = daysFromCivil(year, month, 1) * 86400;
    return isLater(start, startNanos, first, 0) ? inRange(first, 0) : inRange(start, startNanos);
  }
  const startDay = floorDivide(start, 86400);
  const anchor = civil(startDay);
  const time = start - startDay * 86400;
  civil(day);
  let next = anniversary(anchor, time);
  if (!isLater(next, startNanos, now, nowNanos)) {
    nextMonth();
    next = anniversary(anchor, time);
  }
  const end = load<i64>(company, L.K_END);
  const endNanos = load<u32>(company, L.K_END_NANOS);
  return isLater(next, startNanos, end, endNanos) ? inRange(end, endNanos) : inRange(next, startNanos);
}

/**
 * The next reset of a company's metric in seconds since the epoch, with the nanoseconds in the exchange area.
 * The period is in the low four bits and the reset above them. NaN for never and for a date out of range.
 */
export function resetAt(company: usize, periodAndReset: u32, nowMs: f64): f64 {
  // Years up to 262142 fit in 8.3e15 ms.
  if (!(nowMs >= -8.4e15 && nowMs <= 8.4e15)) return NaN;
  const ms = <i64>Math.floor(nowMs);
  const now = floorDivide(ms, 1000);
  const period = periodAndReset & 15;
  const day = floorDivide(now, 86400);
  if (period == L.CURRENT_DAY) return inRange((day + 1) * 86400, 0);
  if (period == L.CURRENT_WEEK) return inRange((day + 7 - ((((day % 7) + 11) % 7) as i64)) * 86400, 0);
  if (period != L.CURRENT_MONTH) return NaN;
  if (periodAndReset >> 4 && load<u32>(company, L.K_SUBSCRIPTION)) {
    return billingCycle(company, now, ((ms - now * 1000) * 1000000) as u32);
  }
  civil(day);
  nextMonth();
  return inRange(daysFromCivil(year, month, 1) * 86400, 0);
}
