/** An instant: whole seconds since the epoch and nanoseconds, 10^9 and more of them for a leap second. */
export interface Instant {
  seconds: bigint;
  nanos: number;
}

const SPACE = "[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const NO_SPACE = SPACE.replace("[", "[^");
const S = `${SPACE}*`;
// Digits are taken greedily for good: fewer are never tried.
const YEAR = `${S}([+-]\\d+(?!\\d)|\\d{4}|\\d{1,3}(?!\\d))`;
const TWO = `${S}(\\d\\d|\\d(?!\\d))`;
const OFFSET = `${S}([+\\-\\u2212])(\\d\\d)(?::|${SPACE})*([0-5]\\d)`;
const TIME = `${TWO}:${TWO}:${TWO}`;
const NAMED = `(sun|mon|tue|wed|thu|fri|sat)${S}(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)${S}${TWO}${S}${YEAR}${S}${TIME}${S}`;
const MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
const DAYS = "sunmontuewedthufrisat";

const dashedSpace = new RegExp(`^${YEAR}-${TWO}-${TWO}${S}${TIME}${S}${NO_SPACE}*$`, "u");
const dashedT = new RegExp(`^${YEAR}-${TWO}-${TWO}T${TIME}(?:\\.(\\d{3}))?${OFFSET}$`, "u");
const namedOffset = new RegExp(`^${NAMED}GMT${OFFSET}$`, "iu");
const namedText = new RegExp(`^${NAMED}${NO_SPACE}*$`, "iu");
const strict =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([Zz])|([+\-\u2212])(\d\d):([0-5]\d))$/u;

interface Parts {
  year: string;
  month: number;
  day: number;
  hour: string;
  minute: string;
  second: string;
  nanos?: number;
  sign?: string | undefined;
  offsetHours?: string | undefined;
  offsetMinutes?: string | undefined;
  weekday?: number;
}

export function isLeap(year: bigint): boolean {
  return year % 4n === 0n && (year % 100n !== 0n || year % 400n === 0n);
}

export function monthLength(year: bigint, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days since the epoch: whole 400-year cycles are moved into the range of Date. */
export function daysSinceEpoch(year: bigint, month: number, day: number): bigint {
  const cycle = ((year % 400n) + 400n) % 400n;
  const cycles = (year - cycle) / 400n - 5n;
  return BigInt(Date.UTC(2000 + Number(cycle), month - 1, day) / 86_400_000) + cycles * 146_097n;
}

function assemble(parts: Parts): Instant | undefined {
  const year = BigInt(parts.year.replace("+", ""));
  const { month, day } = parts;
  const [hour, minute, second] = [Number(parts.hour), Number(parts.minute), Number(parts.second)];
  if (year < -262_143n || year > 262_142n) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const days = daysSinceEpoch(year, month, day);
  if (parts.weekday !== undefined && Number((((days + 4n) % 7n) + 7n) % 7n) !== parts.weekday)
    return undefined;
  let offset = 0;
  if (parts.sign !== undefined) {
    offset = (Number(parts.offsetHours) * 60 + Number(parts.offsetMinutes)) * (parts.sign === "+" ? 1 : -1);
    if (Math.abs(offset) >= 1440) offset = 0;
  }
  const leap = second === 60;
  const ofDay = hour * 3600 + minute * 60 + second - (leap ? 1 : 0) - offset * 60;
  return { seconds: days * 86_400n + BigInt(ofDay), nanos: (parts.nanos ?? 0) + (leap ? 1_000_000_000 : 0) };
}

/** RFC 3339 only. */
export function parseTimestamp(text: string): Instant | undefined {
  const m = strict.exec(text);
  if (!m) return undefined;
  if (m[10] !== undefined && Number(m[10]) > 23) return undefined;
  return assemble({
    year: m[1] as string,
    month: Number(m[2]),
    day: Number(m[3]),
    hour: m[4] as string,
    minute: m[5] as string,
    second: m[6] as string,
    nanos: Number((m[7] ?? "").slice(0, 9).padEnd(9, "0")),
    sign: m[9],
    offsetHours: m[10],
    offsetMinutes: m[11],
  });
}

function fromDashed(m: RegExpExecArray, withOffset: boolean): Instant | undefined {
  return assemble({
    year: m[1] as string,
    month: Number(m[2]),
    day: Number(m[3]),
    hour: m[4] as string,
    minute: m[5] as string,
    second: m[6] as string,
    ...(withOffset && {
      nanos: Number(m[7] ?? 0) * 1_000_000,
      sign: m[8],
      offsetHours: m[9],
      offsetMinutes: m[10],
    }),
  });
}

function fromNamed(m: RegExpExecArray): Instant | undefined {
  return assemble({
    weekday: DAYS.indexOf((m[1] as string).toLowerCase()) / 3,
    month: MONTHS.indexOf((m[2] as string).toLowerCase()) / 3 + 1,
    day: Number(m[3]),
    year: m[4] as string,
    hour: m[5] as string,
    minute: m[6] as string,
    second: m[7] as string,
    sign: m[8],
    offsetHours: m[9],
    offsetMinutes: m[10],
  });
}

/** The first of the five grammars that fits the whole text. */
export function parseDate(text: string): Instant | undefined {
  const space = dashedSpace.exec(text);
  const a = space && fromDashed(space, false);
  if (a) return a;
  const t = dashedT.exec(text);
  const b = t && fromDashed(t, true);
  if (b) return b;
  // GMT itself is not case-insensitive.
  const offset = text.includes("GMT") ? namedOffset.exec(text) : null;
  const c = offset && fromNamed(offset);
  if (c) return c;
  const named = namedText.exec(text);
  const d = named && fromNamed(named);
  return d || parseTimestamp(text);
}

export function compareInstants(a: Instant, b: Instant): number {
  if (a.seconds !== b.seconds) return a.seconds < b.seconds ? -1 : 1;
  return a.nanos - b.nanos;
}
