import querystring from "node:querystring";
import { describe, expect, test } from "vitest";
import type { SchematicClient } from "../../src/index";
import { allTrue, setUp } from "../support/client";

const boom = (): never => {
  throw new Error("boom");
};

/** Returns a proxy that was revoked: every use throws. */
function revoked(target: object): unknown {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** A proxy whose every trap throws. */
const trapped = new Proxy(
  {},
  { get: boom, has: boom, ownKeys: boom, getPrototypeOf: boom, getOwnPropertyDescriptor: boom },
);

/** Values whose conversion to text, members or enumeration throw, and ordinary values of the wrong type. */
const HOSTILE: Record<string, () => unknown> = {
  undefined: () => undefined,
  null: () => null,
  "a symbol": () => Symbol("s"),
  "a bigint": () => 5n,
  NaN: () => Number.NaN,
  "an empty string": () => "",
  "a function": () => boom,
  "a query without prototype": () => querystring.parse("flag=a&flag=b"),
  "an object whose toString throws": () => ({ toString: boom, [Symbol.toPrimitive]: boom }),
  "a revoked object": () => revoked({}),
  "a revoked array": () => revoked([]),
  "a trapped proxy": () => trapped,
  "an array with a trap": () => [trapped],
  "a sparse array": () => new Array(3),
  "a date that is none": () => new Date(Number.NaN),
  "a cycle": () => {
    const cycle: Record<string, unknown> = {};
    cycle.company = cycle;
    return cycle;
  },
  "getters that throw": () =>
    Object.defineProperties(
      {},
      Object.fromEntries(
        ["company", "user", "preflight", "event", "keys", "defaultValue", "timeoutMs", "usage", "length"].map(
          (name) => [name, { get: boom, enumerable: true }],
        ),
      ),
    ),
  "keys whose getters throw": () => ({
    company: {
      get id() {
        return boom();
      },
    },
  }),
  "keys that throw at the second access": () => {
    let reads = 0;
    return {
      get company() {
        return reads++ === 0 ? { id: "c1" } : boom();
      },
    };
  },
  "a default that throws": () => ({ defaultValue: boom, usage: "5", timeoutMs: "x" }),
  "an error with a getter": () => Object.defineProperty(new Error("e"), "message", { get: boom }),
  // biome-ignore lint/suspicious/noThenProperty: a promise of another library is the subject.
  "a thenable that throws": () => Object.defineProperty({}, "then", { get: boom }),
  "a deep object": () => Array.from({ length: 2_000 }).reduce<unknown>((inner) => ({ company: inner }), {}),
};

type Call = (client: SchematicClient, value: never) => unknown;
const ctx = { company: { id: "c1" } };

/** Every public method that never throws, with the hostile value in each place. */
const METHODS: Record<string, Call> = {
  "checkFlag(value)": (client, value) => client.checkFlag(value, "f"),
  "checkFlag(, value)": (client, value) => client.checkFlag(ctx, value),
  "checkFlag(, , value)": (client, value) => client.checkFlag(ctx, "f", value),
  "checkFlag with a company": (client, value) => client.checkFlag({ company: value }, "f"),
  "checkFlag with a key value": (client, value) => client.checkFlag({ company: { id: value } }, "f"),
  "checkFlag with a preflight": (client, value) => client.checkFlag({ ...ctx, preflight: value }, "f"),
  "checkFlag with a default": (client, value) => client.checkFlag(ctx, "", { defaultValue: value }),
  "checkFlag with a usage": (client, value) => client.checkFlag(ctx, "f", { usage: value }),
  "checkFlag with eventUsage": (client, value) => client.checkFlag(ctx, "f", { eventUsage: value }),
  "checkFlag with eventQuantities": (client, value) => client.checkFlag(ctx, "f", { eventQuantities: value }),
  "checkFlag with creditCost": (client, value) => client.checkFlag(ctx, "f", { creditCost: value }),
  "checkFlagSync(value)": (client, value) => client.checkFlagSync(value, "f"),
  "checkFlagSync(, value, value)": (client, value) => client.checkFlagSync(ctx, value, value),
  "checkFlagWithEntitlement(value)": (client, value) => client.checkFlagWithEntitlement(value, value, value),
  "checkFlags(value)": (client, value) => client.checkFlags(value, ["f"]),
  "checkFlags(, value)": (client, value) => client.checkFlags(ctx, value),
  "checkFlags(, [value])": (client, value) => client.checkFlags(ctx, [value, "f"]),
  "check(value)": (client, value) => client.check(value, value, value),
  "check(, , value)": (client, value) => client.check(ctx, "f", value),
  "identify(value)": (client, value) => client.identify(value),
  "identify(, value)": (client, value) => client.identify({ keys: { id: "u" } }, value),
  "track(value)": (client, value) => client.track(value),
  "track(, value)": (client, value) => client.track({ event: "e" }, value),
  "track with a company": (client, value) => client.track({ event: "e", company: value }),
  "track with a quantity": (client, value) => client.track({ event: "e", quantity: value }),
  "prewarm(value)": (client, value) => client.prewarm(value, value),
  "setFlagDefault(value)": (client, value) => client.setFlagDefault(value, value),
  "setFlagDefaults(value)": (client, value) => client.setFlagDefaults(value),
  "on(value)": (client, value) => client.on(value, value),
  "onFlagChange(value)": (client, value) => client.onFlagChange(value, value, value),
  "flush(value)": (client, value) => client.flush(value),
  "closeOnSignal(value)": (client, value) => client.closeOnSignal(value)(),
};

const unhandled: unknown[] = [];
const note = (error: unknown): void => {
  unhandled.push(error);
};

describe.each(Object.entries(METHODS))("%s", (_method, call) => {
  test.each([
    ["", {}],
    [" and hooks", { hooks: [{ before: () => {}, after: () => {}, error: () => {}, finally: () => {} }] }],
  ])(
    "never throws or rejects and leaves no check under way, with hostile values%s",
    async (_title, options) => {
      process.on("unhandledRejection", note);
      const { client } = await setUp(options, (seen, response) =>
        seen.path === "/flags/check" ? { data: { flags: [] }, params: {} } : allTrue(seen, response),
      );
      const failures: string[] = [];
      for (const [name, make] of Object.entries(HOSTILE)) {
        try {
          await call(client, make() as never);
        } catch (error) {
          failures.push(`${name}: ${(error as Error)?.message}`);
        }
      }
      await new Promise((resolve) => setImmediate(resolve));
      process.off("unhandledRejection", note);
      expect(failures).toEqual([]);
      expect(unhandled.splice(0)).toEqual([]);
      expect(client.status().checksInFlight).toBe(0);
    },
  );
});
