import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { brandError, describeError, hasBrand, messageOf, SCHEMATIC_ERROR } from "../src";

/** Makes the classes of one copy of a package. */
function copy() {
  class Base extends Error {
    static {
      brandError(Base, SCHEMATIC_ERROR);
    }
    static override [Symbol.hasInstance](value: unknown): boolean {
      // biome-ignore lint/complexity/noThisInStatic: subclasses ask with their own brand
      return hasBrand(this, value);
    }
  }
  class NotFound extends Base {
    static {
      brandError(NotFound, "NotFoundError");
    }
  }
  class Own extends Base {}
  return { Base, NotFound, Own };
}

const one = copy();
const two = copy();

test("recognises errors of another copy", () => {
  expect(new one.NotFound() instanceof two.NotFound).toBe(true);
  expect(new one.NotFound() instanceof two.Base).toBe(true);
  expect(new one.Base() instanceof two.NotFound).toBe(false);
});

test("recognises a subclass without a brand by its prototype", () => {
  expect(new one.Own() instanceof one.Own).toBe(true);
  expect(new one.Own() instanceof two.Base).toBe(true);
  expect(new one.Base() instanceof one.Own).toBe(false);
  expect(new one.Own() instanceof two.Own).toBe(false);
});

test("brands a class that extends Error only with those of its parents", () => {
  class Alone extends Error {}
  brandError(Alone, "AloneError", SCHEMATIC_ERROR);
  expect(new Alone() instanceof one.Base).toBe(true);
  expect(new Alone().name).toBe("AloneError");
  expect(Alone.name).toBe("AloneError");
  expect(Object.keys(new Alone())).toEqual([]);
});

test("is false for everything that is no branded error", () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const value of [null, undefined, 1, "x", {}, new Error("x"), proxy, () => {}])
    expect(hasBrand(one.Base, value)).toBe(false);
});

test("reads the message of any error", () => {
  expect(messageOf(new Error("a"))).toBe("a");
  expect(messageOf(runInNewContext("new Error('b')"))).toBe("b");
  expect(messageOf("c")).toBe("c");
  expect(messageOf(undefined)).toBe("undefined");
  expect(messageOf({ message: 1 })).toBe("[object Object]");
  expect(messageOf(Object.create(null))).toBe("an error that cannot be read");
});

test("describes an error and its causes in one line", () => {
  const cause = Object.assign(new Error("refused\n  by peer"), { code: "ECONNREFUSED" });
  const error = new TypeError("fetch failed", { cause });
  expect(describeError(error)).toBe("TypeError: fetch failed; cause: Error (ECONNREFUSED): refused by peer");
  expect(describeError(7)).toBe("7");
});

test("ends at the third cause, also when causes form a circle", () => {
  const error = new Error("x");
  error.cause = error;
  expect(describeError(error).match(/Error: x/g)).toHaveLength(4);
});

test("never throws for hostile values", () => {
  const hostile = {
    get message() {
      throw new Error("no");
    },
  };
  expect(describeError(hostile)).toContain("cannot be read");
  expect(describeError(Object.create(null))).toContain("cannot be read");
  expect(describeError({ name: 1, message: "m" })).toBe("Error: m");
});
