import type { MonthReset, Period } from "../seed/types";
import type { Subscription } from "./model";

const DAY = 86_400_000;

/** The span of a metric period: `start` inclusive, `end` exclusive, ms since the epoch. */
export interface Span {
  start: number;
  end: number;
}

function monthStart(at: number, months = 0): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}

function dayStart(at: number): number {
  return Math.floor(at / DAY) * DAY;
}

/** The anchor's day and time of day in the month that is `months` from `at`'s, clamped to its length. */
function anchored(anchor: number, at: number, months: number): number {
  const first = monthStart(at, months);
  const days = Math.round((monthStart(at, months + 1) - first) / DAY);
  const day = Math.min(new Date(anchor).getUTCDate(), days);
  return first + (day - 1) * DAY + (anchor - dayStart(anchor));
}

function billingMonth(now: number, subscription: Subscription): Span {
  const anchor = Date.parse(subscription.period_start);
  if (anchor > now) return { start: monthStart(now), end: Math.min(anchor, monthStart(now, 1)) };
  const here = anchored(anchor, now, 0);
  const [start, end] = here <= now ? [here, anchored(anchor, now, 1)] : [anchored(anchor, now, -1), here];
  const cycleEnd = Date.parse(subscription.period_end);
  return { start: Math.max(start, anchor), end: cycleEnd > now ? Math.min(end, cycleEnd) : end };
}

/** The span that `now` is in, or undefined for `all_time`. UTC; weeks begin on Sunday. */
export function spanOf(
  period: Period,
  reset: MonthReset,
  now: number,
  subscription?: Subscription,
): Span | undefined {
  switch (period) {
    case "all_time":
      return undefined;
    case "current_day":
      return { start: dayStart(now), end: dayStart(now) + DAY };
    case "current_week": {
      const start = dayStart(now) - new Date(now).getUTCDay() * DAY;
      return { start, end: start + 7 * DAY };
    }
    case "current_month":
      if (reset === "billing_cycle" && subscription !== undefined) return billingMonth(now, subscription);
      return { start: monthStart(now), end: monthStart(now, 1) };
  }
}
