// Codes of the names that companies have many of, as in assembly/layout.ts; others are looked up in the schema.

/** A period or reset that this engine does not know: what has it never matches. */
const UNKNOWN = 7;

export function periodCode(name: string | undefined): number {
  switch (name) {
    case "current_month":
      return 3;
    case undefined:
    case "all_time":
      return 0;
    case "current_day":
      return 1;
    case "current_week":
      return 2;
    default:
      return UNKNOWN;
  }
}

export function resetCode(name: string | undefined): number {
  return name === undefined || name === "first_of_month" ? 0 : name === "billing_cycle" ? 1 : UNKNOWN;
}

/** How the engine tells a metric's period and reset, `undefined` where it knows one of them not. */
export function combinationOf(period?: string, reset?: string): number | undefined {
  const code = periodCode(period);
  const above = resetCode(reset);
  return code === UNKNOWN || above === UNKNOWN ? undefined : code + 4 * above;
}

export function comparableCode(name: string): number {
  return name === "int" ? 3 : name === "date" ? 2 : name === "bool" ? 1 : 0;
}

export function entityCode(name: string): number {
  return name === "company" ? 1 : name === "user" ? 2 : 0;
}
