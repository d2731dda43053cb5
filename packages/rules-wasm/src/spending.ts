import type { SpendPolicy } from "./wire/policies";

/** A number in decimal digits, without an exponent, that reads back to the same double. */
export function decimal(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
  const [mantissa = "", exponent] = String(value).split("e");
  if (exponent === undefined) return mantissa;
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = mantissa.slice(sign.length).split(".");
  const digits = whole + fraction;
  // Place of the decimal point within the digits.
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return sign + digits.padEnd(point, "0");
}

function credits(amount: number): string {
  return `${decimal(amount)} ${amount === 1 ? "credit" : "credits"}`;
}

/** The reason of a result that a spend policy explains. */
export function spendReason({ policy, period }: SpendPolicy, cost: number): string {
  const who = policy.scope === "Unknown" ? "spend" : policy.scope;
  return `A draw of ${credits(cost)} exceeds the ${who} limit of ${credits(policy.limit)} per ${period}`;
}
