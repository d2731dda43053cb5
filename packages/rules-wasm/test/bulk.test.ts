import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type EngineHandle, type FlagResolution, loadRulesEngine } from "../src/index";
import { randomCase } from "./support/random-case";
import { readVectors } from "./support/vectors";

const engine = await loadRulesEngine();

afterEach(() => {
  vi.useRealTimers();
});

const copy = (answer: FlagResolution): FlagResolution => ({ ...answer });

type Handles = { flags: EngineHandle[]; company: EngineHandle | undefined; user: EngineHandle | undefined };

/** Evaluates all flags together and then one by one, so that the first time nothing has been prepared. */
function bothWays({ flags, company, user }: Handles): { together: unknown; alone: unknown } {
  const together = engine.evaluateAll(flags, copy, company, user);
  return { together, alone: flags.map((flag) => engine.evaluate(flag, company, user)) };
}

/** The entity's handle; nothing for what is absent or refused. */
function tried(kind: "flag" | "company" | "user", entity: object | string | null | undefined) {
  if (entity === null || entity === undefined) return undefined;
  try {
    return engine.load(kind, entity);
  } catch {
    return undefined;
  }
}

describe("flags that are evaluated together", () => {
  test("have the results of single evaluations: recorded cases", () => {
    vi.useFakeTimers();
    let waiting: EngineHandle[] = [];
    let asked = 0;
    for (const [i, vector] of readVectors().entries()) {
      const flag = tried("flag", vector.flag);
      if (flag === undefined) continue;
      vi.setSystemTime(vector.now);
      const handles = { company: tried("company", vector.company), user: tried("user", vector.user) };
      // Each with some flags of the cases before it.
      waiting.push(flag);
      const { together, alone } = bothWays({ flags: waiting, ...handles });
      expect(together, vector.name).toEqual(alone);
      asked += waiting.length;
      handles.company?.free();
      handles.user?.free();
      if (i % 5 === 4) {
        for (const handle of waiting) handle.free();
        waiting = [];
      }
    }
    for (const handle of waiting) handle.free();
    expect(asked).toBeGreaterThan(15_000);
    expect(engine.stats().entities).toBe(0);
  });

  test("have the results of single evaluations: random cases, more than fit in one call of the engine", () => {
    vi.useFakeTimers({ now: Date.UTC(2024, 1, 29) });
    fc.assert(
      fc.property(fc.gen(), fc.integer({ min: 0, max: 300 }), (g, count) => {
        const choices = { upTo: (max: number) => g(fc.nat, { max }) };
        const cases = Array.from({ length: 4 }, () => randomCase(choices));
        const loaded = cases.map(({ flag }) => engine.load("flag", flag));
        for (const { company, user } of cases) {
          const handles: Handles = {
            flags: Array.from({ length: count }, (_, i) => loaded[(i * 7) % 4] as EngineHandle),
            company: tried("company", company),
            user: tried("user", user),
          };
          const { together, alone } = bothWays(handles);
          expect(together).toEqual(alone);
          handles.company?.free();
          handles.user?.free();
        }
        for (const handle of loaded) handle.free();
      }),
      { numRuns: 150 },
    );
    expect(engine.stats().entities).toBe(0);
  });

  test("may be none", () => {
    expect(engine.evaluateAll([], copy)).toEqual([]);
  });

  test("are refused where one of them, or who is asked about, was freed or is of another kind", () => {
    const origin = { account_id: "a", environment_id: "e" };
    const flag = engine.load("flag", { id: "f", key: "f", ...origin, default_value: true });
    const gone = engine.load("flag", { id: "g", key: "g", ...origin, default_value: true });
    const company = engine.load("company", { id: "c", ...origin });
    gone.free();
    expect(() => engine.evaluateAll([flag, gone], copy)).toThrow(
      expect.objectContaining({ code: "freed_handle" }),
    );
    expect(() => engine.evaluateAll([flag, company], copy)).toThrow(
      expect.objectContaining({ code: "foreign_handle" }),
    );
    expect(() => engine.evaluateAll([flag], copy, flag)).toThrow(
      expect.objectContaining({ code: "foreign_handle" }),
    );
    expect(engine.evaluateAll([flag], copy, company)).toMatchObject([{ value: true, companyId: "c" }]);
    flag.free();
    company.free();
  });

  test("what `take` throws comes through, and the engine stays usable", () => {
    const origin = { account_id: "a", environment_id: "e" };
    const flag = engine.load("flag", { id: "f", key: "f", ...origin, default_value: true });
    const refuse = (): never => {
      throw new Error("not taken");
    };
    expect(() => engine.evaluateAll([flag], refuse)).toThrow("not taken");
    expect(engine.evaluateAll([flag, flag], copy)).toMatchObject([{ value: true }, { value: true }]);
    flag.free();
  });
});
