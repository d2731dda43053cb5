/** Members whose value is a map: its keys belong to the user and are not names of fields. */
const MAPS: ReadonlySet<string> = new Set([
  "keys",
  "credit_balances",
  "credit_lease_balance",
  "credit_postpaid",
  "quantity_rates",
]);

/**
 * A cached entity in wire form. The published Node SDK writes camelCase into shared caches, all others
 * snake_case; values that are in wire form already are returned as they are.
 */
export function wireForm(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.keys(value).some((name) => /[A-Z]/.test(name)) ? snake(value) : value;
}

function snake(value: unknown, isMap = false): unknown {
  if (Array.isArray(value)) return value.map((one) => snake(one));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const wire = isMap ? name : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      return [wire, snake(member, !isMap && MAPS.has(wire))];
    }),
  );
}
