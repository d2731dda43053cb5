/** Runs a check that user code (getters, proxies) may make throw; such a value does not pass. */
function attempt(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}

/** True for every object except arrays and functions, whatever its realm or prototype. Never throws. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && attempt(() => !Array.isArray(value));
}

/** True for object literals of every realm, `Object.create(null)` included; false for instances of classes. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (!isObject(value)) return false;
  return attempt(() => {
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === null || Object.getPrototypeOf(prototype) === null;
  });
}

/** True for a string with at least one character. */
export function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

/** True for a `Date` of any realm, invalid ones included. */
export function isDate(value: unknown): value is Date {
  // The method throws for values without the internal slot of a date, and finds that slot in every realm. Most values
  // do not even have such a method, which is cheaper to see than an error.
  return attempt(
    () =>
      typeof (value as Date | undefined)?.getTime === "function" &&
      typeof Date.prototype.getTime.call(value) === "number",
  );
}

/** True for a `Map` of any realm. */
export function isMap(value: unknown): value is Map<unknown, unknown> {
  // As for dates: the method demands the internal slot, which `instanceof` does not look at.
  return attempt(() => typeof Map.prototype.has.call(value as Map<unknown, unknown>, 0) === "boolean");
}

/** True for every thenable: promises of this and other realms, of libraries and of native modules. */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return false;
  return attempt(() => typeof (value as { then?: unknown }).then === "function");
}

/** Returns the own enumerable string keys and values, so that members added to `Object.prototype` stay out. */
export function ownEntries<T>(value: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(value);
}
