import * as v from "valibot";

/** One option: what it may be; its message says so in words, which the option reference takes up. */
export type Check = v.GenericSchema & {
  readonly message: string;
  /** What each value of a list, or of an object of any names, may be. */
  readonly each?: Check | undefined;
};

/** A nested group of options. */
export interface OptionGroup {
  readonly [name: string]: Check | OptionGroup;
}

/** Whether an entry is a group of options. */
export const isGroup = (entry: Check | OptionGroup): entry is OptionGroup => !isText(entry.message);

export const isText = (value: unknown): value is string => typeof value === "string";
const isFunction = (value: unknown): boolean => typeof value === "function";
/** An object of any kind, arrays too. */
const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
/** What options and their groups are given as. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && !Array.isArray(value);

// Of valibot only `custom` is used: each kind of schema besides it would be carried by every bundle.
export const check = (message: string, accepts: (value: unknown) => boolean, each?: Check): Check =>
  Object.assign(v.custom(accepts, message), { message, each });
export const be = (what: string, accepts: (value: unknown) => boolean, each?: Check): Check =>
  check(`must be ${what}`, accepts, each);
export const fn = (what: string): Check => be(what, isFunction);
export const object = (what: string): Check => be(what, isObject);
export const list = (what: string, each: Check): Check => be(`an array of ${what}`, Array.isArray, each);
export const record = (what: string, each: Check): Check => be(`an object of ${what}`, isRecord, each);
export const oneOf = (values: readonly string[]): Check =>
  be(`one of "${values.join('", "')}"`, (value) => values.includes(value as string));

function number(what: string, is: (value: unknown) => boolean, min = 0, max: number = Infinity): Check {
  const range = max === Infinity ? `${min} or more` : `${min} to ${max}`;
  return be(`${what}, ${range}`, (value) => is(value) && Number(value) >= min && Number(value) <= max);
}
export const count = (min: number, max?: number): Check =>
  number("a whole number", Number.isInteger, min, max);
export const ms = (min?: number): Check => number("a number of milliseconds", Number.isFinite, min);

export const url = (what = "an http: or https: URL", protocol: RegExp = /^https?:$/): Check =>
  be(what, (value) => {
    if (!isText(value)) return false;
    try {
      return value.trim() === "" || protocol.test(new URL(value.trim()).protocol);
    } catch {
      return false;
    }
  });

/** An object that has all of these methods; what else it has is its own affair. */
export const having = (what: string, ...methods: string[]): Check =>
  be(
    `${what}, with ${methods.join(", ")}`,
    (value) =>
      (isObject(value) || isFunction(value)) &&
      methods.every((name) => isFunction((value as Record<string, unknown>)[name])),
  );

export const flag = (): Check => be("true or false", (value) => typeof value === "boolean");
export const text = (): Check => be("a string", isText);
export const cache = (): Check => having("a cache provider", "get", "set", "delete");
