import { compareInstants, daysSinceEpoch, type Instant, monthLength, parseTimestamp } from "./date";
import type { Company, Condition } from "./wire";

interface Month {
  year: bigint;
  month: number;
}

function following({ year, month }: Month): Month {
  return month === 12 ? { year: year + 1n, month: 1 } : { year, month: month + 1 };
}

function startOf({ year, month }: Month): Instant {
  return { seconds: daysSinceEpoch(year, month, 1) * 86_400n, nanos: 0 };
}

/** The date of an instant, by moving it into the range of Date by 400-year cycles. */
function civil(seconds: bigint): Month & { day: number } {
  const days = (seconds - (((seconds % 86_400n) + 86_400n) % 86_400n)) / 86_400n;
  const inCycle = ((days % 146_097n) + 146_097n) % 146_097n;
  const date = new Date(Number(inCycle) * 86_400_000);
  const cycles = (days - inCycle) / 146_097n;
  return {
    year: BigInt(date.getUTCFullYear()) + cycles * 400n,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
}

function billingCycle(start: Instant, end: Instant, now: Instant): Instant {
  const current = civil(now.seconds);
  if (compareInstants(start, now) > 0) {
    const first = startOf(following(current));
    return compareInstants(start, first) > 0 ? first : start;
  }
  const { day } = civil(start.seconds);
  const ofDay = ((start.seconds % 86_400n) + 86_400n) % 86_400n;
  const anniversary = (month: Month): Instant => ({
    seconds:
      daysSinceEpoch(month.year, month.month, Math.min(day, monthLength(month.year, month.month))) * 86_400n +
      ofDay,
    nanos: start.nanos,
  });
  let next = anniversary(current);
  if (compareInstants(next, now) <= 0) next = anniversary(following(current));
  return compareInstants(next, end) > 0 ? end : next;
}

/** The next reset of the usage that a condition counts. */
export function resetTime(condition: Condition, company: Company, nowMs: number): Date | undefined {
  const ms = BigInt(Math.floor(nowMs));
  const ofSecond = ((ms % 1000n) + 1000n) % 1000n;
  const now: Instant = { seconds: (ms - ofSecond) / 1000n, nanos: Number(ofSecond) * 1_000_000 };
  const dayStart = now.seconds - (((now.seconds % 86_400n) + 86_400n) % 86_400n);
  let at: Instant | undefined;
  switch (condition.metric_period) {
    case "current_day":
      at = { seconds: dayStart + 86_400n, nanos: 0 };
      break;
    case "current_week": {
      const weekday = (((dayStart / 86_400n + 4n) % 7n) + 7n) % 7n;
      at = { seconds: dayStart + (7n - weekday) * 86_400n, nanos: 0 };
      break;
    }
    case "current_month": {
      const { subscription } = company;
      if (condition.metric_period_month_reset === "billing_cycle" && subscription) {
        const start = parseTimestamp(subscription.period_start);
        const end = parseTimestamp(subscription.period_end);
        if (start && end) at = billingCycle(start, end, now);
      } else at = startOf(following(civil(now.seconds)));
      break;
    }
  }
  if (!at) return undefined;
  return new Date(Number(at.seconds) * 1000 + Math.floor(at.nanos / 1_000_000));
}
