/**
 * Returns a result in one form: without what is absent, times as milliseconds. The published engine and this one
 * write them differently.
 */
export function normal(answer: unknown): unknown {
  const plain = (value: unknown, name: string): unknown => {
    if (value instanceof Date) return value.getTime();
    if (typeof value === "string" && /ResetAt$/.test(name)) {
      const time = Date.parse(value);
      return Number.isNaN(time) ? value : time;
    }
    if (Array.isArray(value)) return value.map((item) => plain(item, ""));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(
        Object.entries(value)
          .filter(([, member]) => member !== null && member !== undefined)
          .map(([key, member]) => [key, plain(member, key)])
          .sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)),
      );
    }
    return value === 0 ? 0 : value;
  };
  return plain(answer, "");
}
