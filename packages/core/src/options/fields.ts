import { isObject } from "@schematic-internal/kit";
import * as v from "valibot";
import type { CacheProvider } from "../contracts/cache";

// Every issue of a field has the same message: what the field accepts. The texts of valibot would quote the value, and
// that may be an API key. The description is what the option reference prints.

const mustBe = (what: string): string => `must be ${what}`;
const rangeOf = (min: number, max: number): string =>
  max === Infinity ? `${min} or more` : `${min} to ${max}`;

/** Returns the schema of a whole number. */
export function count(min: number, max: number = Infinity): v.GenericSchema<number> {
  const what = `a whole number, ${rangeOf(min, max)}`;
  const message = mustBe(what);
  return v.pipe(
    v.number(message),
    v.safeInteger(message),
    v.minValue(min, message),
    v.maxValue(max, message),
    v.description(what),
  );
}

/** Returns the schema of a time in milliseconds. */
export function milliseconds(min = 0): v.GenericSchema<number> {
  const what = `a number of milliseconds, ${rangeOf(min, Infinity)}`;
  const message = mustBe(what);
  return v.pipe(v.number(message), v.finite(message), v.minValue(min, message), v.description(what));
}

/** Returns the schema of an absolute URL. A blank text counts as unset. */
export function url(
  what = "an http: or https: URL",
  protocols: RegExp = /^https?:$/,
): v.GenericSchema<string> {
  const isUrl = (text: string): boolean => {
    try {
      return text.trim() === "" || protocols.test(new URL(text.trim()).protocol);
    } catch {
      return false;
    }
  };
  return v.pipe(v.string(mustBe(what)), v.check(isUrl, mustBe(what)), v.description(what));
}

/** Returns the schema of any string. */
export function text(): v.GenericSchema<string> {
  return v.pipe(v.string(mustBe("a string")), v.description("a string"));
}

/** Returns the schema of a boolean. */
export function flag(): v.GenericSchema<boolean> {
  return v.pipe(v.boolean(mustBe("true or false")), v.description("true or false"));
}

/** Returns the schema of one of these texts. */
export function oneOf<const T extends string>(values: readonly T[]): v.GenericSchema<T> {
  const what = `one of "${values.join('", "')}"`;
  return v.pipe(v.picklist(values, mustBe(what)), v.description(what));
}

/** Returns the schema of a function. */
export function fn<F extends (...args: never[]) => unknown>(what: string): v.GenericSchema<F> {
  const isFunction = (value: unknown): boolean => typeof value === "function";
  return v.pipe(v.custom<F>(isFunction, mustBe(what)), v.description(what));
}

/** Returns the schema of an object that has all of these methods. Other members are its own responsibility. */
export function having<T extends object>(what: string, ...methods: string[]): v.GenericSchema<T> {
  const full = methods.length === 0 ? what : `${what}, with ${methods.join(", ")}`;
  const hasMethods = (value: unknown): boolean =>
    (typeof value === "function" || (typeof value === "object" && value !== null)) &&
    methods.every((name) => typeof (value as Record<string, unknown>)[name] === "function");
  return v.pipe(v.custom<T>(hasMethods, mustBe(full)), v.description(full));
}

/** Returns the schema of a cache provider. */
export function cache<T>(): v.GenericSchema<CacheProvider<T>> {
  return having<CacheProvider<T>>("a cache provider", "get", "set", "delete");
}

/** Returns the schema of a list. */
export function list<T>(what: string, each: v.GenericSchema<T>): v.GenericSchema<T[]> {
  const full = `an array of ${what}`;
  return v.pipe(v.array(each, mustBe(full)), v.description(full));
}

/** Returns the schema of an object whose names the caller chooses. */
export function record<T>(what: string, each: v.GenericSchema<T>): v.GenericSchema<Record<string, T>> {
  const full = `an object of ${what}`;
  const isRecord = (value: unknown): boolean => isObject(value);
  return v.pipe(
    v.custom<Record<string, T>>(isRecord, mustBe(full)),
    v.record(v.string(), each, mustBe(full)),
    v.description(full),
  );
}

/** Schema of a group of options, with one entry for each option. */
export type OptionGroup<O extends object = object> = v.GenericSchema<O> & {
  readonly entries: Readonly<Record<string, v.GenericSchema>>;
};

/** Returns the schema of the options `O`. Each of them may be left out. */
export function group<O extends object>(
  entries: {
    readonly [K in keyof O]-?: v.GenericSchema<NonNullable<O[K]>>;
  },
): OptionGroup<O> {
  const message = `must be an object with ${Object.keys(entries).join(", ")}`;
  const schema = v.partial(v.object(entries as Record<string, v.GenericSchema>, message));
  return schema as unknown as OptionGroup<O>;
}

/** Returns the entries of a group, in a form that another group can take over. */
export function entriesOf<O extends object>({
  entries,
}: OptionGroup<O>): {
  readonly [K in keyof O]-?: v.GenericSchema<NonNullable<O[K]>>;
} {
  return entries as { readonly [K in keyof O]-?: v.GenericSchema<NonNullable<O[K]>> };
}

/** Returns the schema inside its marks of being optional. */
export function required(entry: v.GenericSchema): v.GenericSchema {
  const { wrapped } = entry as Partial<v.OptionalSchema<v.GenericSchema, undefined>>;
  return wrapped === undefined ? entry : required(wrapped);
}

/** Returns the group of options that an entry of another group holds; undefined if it holds a single option. */
export function groupIn(entry: v.GenericSchema): OptionGroup | undefined {
  const schema = required(entry);
  return "entries" in schema ? (schema as OptionGroup) : undefined;
}
