import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { SchematicApi } from "../src";
import { type Case, caseOf } from "./support/case";
import { callDifferences, differences, REFUSED, withoutFilledKeys } from "./support/differences";
import { peerClient } from "./support/peer";
import { recorder } from "./support/recorder";
import { readOperations } from "./support/schema";
import { SHAPES } from "./support/values";

type Callable = Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>;

const operations = readOperations(true);
const seen = new Set<string>();

async function outcome(client: Callable, { operation, args }: Case): Promise<unknown> {
  const answer = await client[operation.resource]?.[operation.name]?.(...args);
  if (operation.result !== "stream") return answer;
  return new Response(answer as BodyInit).text();
}

/** Resolves to the requests and results of both sides for one case. */
async function run(one: Case): Promise<{ theirs: unknown; ours: unknown }> {
  const peer = recorder(one.answer);
  const own = recorder(one.answer);
  const theirs = await outcome(peerClient({ fetch: peer.fetch }), one);
  const ours = await outcome(
    new SchematicApi({ apiKey: "sch_dev_own", fetch: own.fetch }) as unknown as Callable,
    one,
  );
  return { theirs: { calls: peer.calls, answer: theirs }, ours: { calls: own.calls, answer: ours } };
}

/** Applies the deliberate differences where they apply, and remembers which did. */
function adjusted(theirs: unknown, ours: unknown): unknown {
  return Object.entries(differences).reduce((side, [name, difference]) => {
    const next = difference.adjust(side, ours);
    if (!isDeepStrictEqual(next, side)) seen.add(name);
    return next;
  }, theirs);
}

beforeAll(() => {
  // The published SDK warns of every answer that does not fit its types.
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
});

afterAll(() => {
  vi.restoreAllMocks();
});

test("every operation of the published SDK is compared", () => {
  expect(operations).toHaveLength(289);
  expect(new Set(operations.map((operation) => operation.resource)).size).toBe(22);
});

describe("every operation does what the published SDK does", () => {
  test.each(SHAPES)("with %s values", { timeout: 300_000 }, async (shape) => {
    const failures: unknown[] = [];
    for (const operation of operations) {
      const one = caseOf(operation, shape);
      const { theirs, ours } = await run(one);
      const expected = adjusted(theirs, ours);
      if (!isDeepStrictEqual(ours, expected)) failures.push({ case: one.name, ours, expected });
    }
    expect(failures).toEqual([]);
  });

  test.each(Object.entries(callDifferences))(
    "but for %s",
    async (_, { resource, method, args, theirs, ours }) => {
      const answer = () => Response.json({ data: {}, params: {} });
      const bodies = [
        peerClient,
        (options: { fetch: typeof fetch }) => new SchematicApi({ apiKey: "k", ...options }),
      ].map(async (make) => {
        const { fetch, calls } = recorder(answer);
        const client = make({ fetch }) as unknown as Callable;
        const sent = await client[resource]?.[method]?.(...args).catch(() => REFUSED);
        return sent === REFUSED ? sent : withoutFilledKeys(calls[0]?.body);
      });
      expect(await Promise.all(bodies)).toEqual([theirs, ours]);
    },
  );

  test.each([
    ["track", { event: "e", company: { a_B: "1" }, traits: { x_Y: 1 }, quantity: 2, leaseId: undefined }],
    ["flag_check", { flagKey: "f", value: true, reason: "r", reqCompany: { a_B: "1" }, companyId: null }],
    [
      "identify",
      { keys: { a_B: "1" }, company: { keys: { c_D: "2" }, name: undefined, traits: null }, name: null },
    ],
    [
      "inference",
      { company: { a_B: "1" }, inputTokens: 1, outputTokens: 2, provider: "p", responseModel: "m" },
    ],
  ])("for the body of an event of type %s", async (eventType, body) => {
    const answer = () => Response.json({ data: { events: [] }, params: {} });
    const [theirs, ours] = [recorder(answer), recorder(answer)];
    const event = { eventType, body } as never;
    await peerClient({ fetch: theirs.fetch }).events?.createEventBatch?.({ events: [event] });
    await new SchematicApi({ apiKey: "k", fetch: ours.fetch }).events.createEventBatch({ events: [event] });
    expect(ours.calls).toEqual(adjusted(theirs.calls, ours.calls));
  });

  test("and each deliberate difference is one", () => {
    expect([...seen].sort()).toEqual(Object.keys(differences).sort());
  });
});
