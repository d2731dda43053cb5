import * as v from "valibot";
import { hidePassword, parseAddress } from "./address";
import { parseDuration } from "./duration";

/** Parses the text of a variable. */
type Parser<T> = v.GenericSchema<string, T>;
/** Reads a variable, which may be unset. */
type Variable<T> = v.GenericSchema<string | undefined, T>;

/** Returns the schema of a variable without a default. Blank counts as unset: people forward empty variables. */
export function optional<T>(parser: Parser<T>): Variable<T | undefined> {
  return v.pipe(v.optional(v.string(), ""), v.trim(), v.transform(blankAsUnset), v.optional(parser));
}

/** Returns the schema of a variable whose default is written as people would write the variable. */
export function variable<T>(parser: Parser<T>, fallback: string): Variable<T> {
  return v.pipe(
    v.optional(v.string(), ""),
    v.trim(),
    v.transform(blankAsUnset),
    v.optional(parser, fallback),
  );
}

/** Returns the schema of a variable that must be set. */
export function required(message: string): Variable<string> {
  return v.pipe(v.optional(v.string(), ""), v.trim(), v.nonEmpty(message));
}

function blankAsUnset(text: string): string | undefined {
  return text === "" ? undefined : text;
}

/** Returns a schema that parses a text. `parse` returns undefined for a text that `message` then describes. */
function parsed<T>(parse: (text: string) => T | undefined, message: (text: string) => string): Parser<T> {
  return v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const value = parse(dataset.value);
      if (value !== undefined) return value;
      addIssue({ message: message(dataset.value) });
      return NEVER;
    }),
  );
}

export const text: Parser<string> = v.string();

/** A duration as milliseconds. Less than 1 ms becomes 1 ms, because 0 often means "none". */
export const duration: Parser<number> = parsed(
  (given) => {
    const ms = parseDuration(given);
    return ms === undefined ? undefined : Math.ceil(ms);
  },
  (given) => `"${given}" is no duration; write it as 30s, 250ms, 1h30m or 0`,
);

/** A duration that may not be 0. */
export const interval: Parser<number> = v.pipe(duration, v.minValue(1, "must be longer than 0"));

export function count(min = 1, max: number = Number.MAX_SAFE_INTEGER): Parser<number> {
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  return parsed(
    (given) => {
      const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
      return value >= min && value <= max ? value : undefined;
    },
    (given) => `"${given}" must be a whole number ${range}`,
  );
}

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, "1": true, false: false, "0": false };

export const flag: Parser<boolean> = parsed(
  (given) => BOOLEANS[given.toLowerCase()],
  (given) => `"${given}" must be true or false`,
);

export function choice<const T extends string>(choices: readonly T[]): Parser<T> {
  return parsed(
    (given) => choices.find((one) => one === given.toLowerCase()),
    (given) => `"${given}" must be one of ${choices.join(", ")}`,
  );
}

/** A URL without its final slashes. The message does not repeat the URL, which may contain a secret. */
export function url(...schemes: readonly string[]): Parser<string> {
  return parsed(
    (given) => {
      const isKnown = URL.canParse(given) && schemes.includes(new URL(given).protocol);
      return isKnown ? given.replace(/\/+$/, "") : undefined;
    },
    () => `must be a URL that begins with ${schemes.map((one) => `${one}//`).join(" or ")}`,
  );
}

/** One address of Redis. */
export const address: Parser<string> = parsed(
  (given) => (parseAddress(given) === undefined ? undefined : given),
  (given) => `"${hidePassword(given)}" is neither host:port nor a redis:// or rediss:// URL`,
);

/** Addresses of Redis, separated by commas. */
export const addresses: Parser<string[]> = v.pipe(
  v.string(),
  v.transform((given) =>
    given
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== ""),
  ),
  v.array(address),
);
