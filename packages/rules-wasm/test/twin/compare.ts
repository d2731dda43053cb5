import { compareInstants, parseDate } from "./date";

const INTEGER = /^[+-]?[0-9]+$/;
const DECIMAL = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

/** An integer literal within 64 bits. */
export function strictInteger(text: string): bigint | undefined {
  if (!INTEGER.test(text)) return undefined;
  const value = text.startsWith("+")
    ? BigInt(text.slice(1))
    : text.startsWith("-")
      ? -BigInt(text.slice(1))
      : BigInt(text);
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

function looseNumber(text: string): bigint | number {
  const integer = strictInteger(text);
  if (integer !== undefined) return integer;
  const value = DECIMAL.test(text) ? Number(text) : 0;
  return Number.isFinite(value) ? value : 0;
}

/** Evaluates an operator from an order (negative, 0, positive) and from what counts as empty and as filled. */
function answer(operator: string, order: number, empty: boolean, filled: boolean): boolean {
  switch (operator) {
    case "eq":
      return order === 0;
    case "ne":
      return order !== 0;
    case "gt":
      return order > 0;
    case "lt":
      return order < 0;
    case "gte":
      return order >= 0;
    case "lte":
      return order <= 0;
    case "is_empty":
      return empty;
    case "not_empty":
      return filled;
    default:
      return false;
  }
}

function sign<T extends bigint | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function compareIntegers(operator: string, left: bigint | number, right: bigint | number): boolean {
  const order =
    typeof left === "bigint" && typeof right === "bigint"
      ? sign(left, right)
      : sign(Number(left), Number(right));
  return answer(operator, order, Number(left) === 0, Number(left) > 0);
}

function compareBooleans(operator: string, left: string, right: string): boolean {
  const a = left === "true" || left === "1";
  const b = right === "true" || right === "1";
  if (operator === "eq") return a === b;
  if (operator === "ne") return a !== b;
  return operator === "not_empty";
}

function compareDates(operator: string, left: string, right: string): boolean {
  const a = parseDate(left);
  const b = parseDate(right);
  const order = a && b ? compareInstants(a, b) : (a ? 1 : 0) - (b ? 1 : 0);
  return answer(operator, order, a === undefined, a !== undefined);
}

function compareTexts(operator: string, left: string, right: string): boolean {
  const order = Buffer.compare(Buffer.from(left), Buffer.from(right));
  return answer(operator, order, left === "", left !== "");
}

/** Compares two texts as a type; a type that is not known compares as text. */
export function compare(type: string, operator: string, left: string, right: string): boolean {
  if (type === "int") return compareIntegers(operator, looseNumber(left), looseNumber(right));
  if (type === "bool") return compareBooleans(operator, left, right);
  return type === "date" ? compareDates(operator, left, right) : compareTexts(operator, left, right);
}
