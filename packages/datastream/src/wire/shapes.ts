/**
 * Checks of what comes over the socket. By hand, not by a schema: there can be tens of thousands of
 * messages a second, and a schema library takes several times as long for each as reading its JSON.
 */

export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Absent, or an object whose members all pass. */
export function isMapOf(
  value: unknown,
  passes: (member: unknown) => boolean,
): value is Record<string, never> | null | undefined {
  if (value === undefined || value === null) return true;
  if (!isObject(value)) return false;
  for (const name in value) if (!passes(value[name])) return false;
  return true;
}

/** Absent, or a list whose elements all pass. */
export function isListOf(value: unknown, passes: (element: unknown) => boolean): boolean {
  if (value === undefined || value === null) return true;
  if (!Array.isArray(value)) return false;
  for (const one of value) if (!passes(one)) return false;
  return true;
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

export function isAmount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

export function isAnything(): boolean {
  return true;
}

/** Absent, or a text. */
export function isTextOrAbsent(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === "string";
}
