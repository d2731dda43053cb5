// How an operation turns its arguments into a call, and a response into its result.
import { expect, test } from "vitest";
import { createTransport, SchematicApi, SchematicError, type Transport } from "../src";
import {
  createCompany,
  getCompany,
  listCompanies,
  upsertCompany,
} from "../src/generated/resources/companies";
import { getPlanVersionDiff } from "../src/generated/resources/plans";
import { operation } from "../src/operation";
import type { Call } from "../src/transport/send";
import { recorder } from "./support/recorder";

const answer = () => Response.json({ data: {}, params: {} });

function setUp(respond = answer) {
  const { fetch, calls } = recorder(respond);
  return { transport: createTransport({ apiKey: "k", fetch, maxRetries: 0 }), calls };
}

async function rejection(promise: Promise<unknown>): Promise<SchematicError> {
  const error = await promise.then(
    () => new Error("resolved"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SchematicError);
  return error as SchematicError;
}

/** Hands the call of an operation to the test in place of sending it. */
function callOf(spec: Parameters<typeof operation>[0], ...args: unknown[]): Call {
  let call: Call | undefined;
  const transport = {
    request(make: () => Call) {
      call = make();
    },
  };
  (operation(spec) as unknown as (...all: unknown[]) => void)(transport, ...args);
  return call as Call;
}

test.each([undefined, null, {}, "key", { request: 1 }])(
  "rejects %j in place of a transport",
  async (value) => {
    const error = await rejection(getCompany(value as unknown as Transport, "comp_1"));
    expect(error.code).toBe("invalid_options");
    expect(error.message).toContain("createTransport()");
  },
);

test.each([
  ["a lone surrogate", "\ud800"],
  ["a lone surrogate among other text", "a\udfffb"],
  ["nothing", undefined],
  ["null", null],
  ["an empty text", ""],
  ["white space", " \t"],
  ["a dot segment", "."],
  ["two dots", ".."],
  ["an object", { id: "comp_1" }],
  ["a list", ["comp_1"]],
  ["a function", () => "comp_1"],
  ["a symbol", Symbol("comp_1")],
  ["a truth value", true],
])("rejects %s as a path parameter, before any request", async (_, value) => {
  const { transport, calls } = setUp();
  const error = await rejection(getCompany(transport, value as string));
  expect(error.code).toBe("invalid_path_parameter");
  expect(error.message).toContain("/companies/{company_id}: company_id");
  expect(calls).toEqual([]);
});

test.each([
  ["comp_1", "comp_1"],
  ["a/b", "a%2Fb"],
  ["..a", "..a"],
  ["{company_id}", "%7Bcompany_id%7D"],
  ["$&$1", "%24%26%241"],
  ["😀", "%F0%9F%98%80"],
  [42, "42"],
  [42n, "42"],
])("sends the path parameter %s as %s", async (value, segment) => {
  const { transport, calls } = setUp();
  await getCompany(transport, value as string);
  expect(new URL(calls[0]?.url ?? "").pathname).toBe(`/companies/${segment}`);
});

test("fills each parameter of a path with its own argument, also if one looks like another's name", () => {
  const spec = { method: "GET", path: "/a/{a_id}/b/{b_id}" } as const;
  expect(callOf(spec, "{b_id}", "second").url).toBe("/a/%7Bb_id%7D/b/second");
});

test.each(["text", "", 5, 0, true, false, [], [{ keys: {} }], () => ({})])(
  "rejects %j as a request, before it is sent",
  async (request) => {
    const { transport, calls } = setUp();
    expect((await rejection(upsertCompany(transport, request as never))).code).toBe("invalid_options");
    expect((await rejection(listCompanies(transport, request as never))).code).toBe("invalid_options");
    expect(calls).toEqual([]);
  },
);

test("a request that is left out or null is an empty one", async () => {
  const { transport, calls } = setUp();
  await listCompanies(transport);
  await listCompanies(transport, null as never);
  await upsertCompany(transport, undefined as never);
  expect(calls.map(({ url, body }) => [new URL(url).search, body])).toEqual([
    ["", undefined],
    ["", undefined],
    ["", {}],
  ]);
});

test("request options come after the path parameters and the request", async () => {
  const { transport, calls } = setUp();
  const options = { queryParams: { x: 1 } };
  await getCompany(transport, "c", options);
  await listCompanies(transport, { limit: 1 }, options);
  await getPlanVersionDiff(transport, "v", { against: "w" }, options);
  expect(calls.map(({ url }) => new URL(url).search)).toEqual(["?x=1", "?limit=1&x=1", "?against=w&x=1"]);
});

test.each([["null"], ["[]"], ['"text"'], ["5"], [""]])(
  "rejects the response %j, which is no object",
  async (text) => {
    const { transport } = setUp(
      () => new Response(text, { headers: { "content-type": "application/json" } }),
    );
    const error = await rejection(getCompany(transport, "c"));
    expect(error.code).toBe("invalid_response");
    expect(error.message).toContain("GET /companies/{company_id}");
  },
);

test("a call has the marks of its operation and nothing else of its specification", () => {
  const spec = { method: "POST", path: "/x", body: {}, response: {} } as const;
  expect(callOf(spec, { aB: 1 })).toEqual({
    method: "POST",
    path: "/x",
    url: "/x",
    body: { a_b: 1 },
    decode: expect.any(Function),
  });
  expect(callOf({ ...spec, readOnly: true }, {})).toMatchObject({ readOnly: true });
  expect(callOf({ ...spec, repeat: "only-if-not-executed" }, {})).toMatchObject({
    repeat: "only-if-not-executed",
  });
  expect(callOf({ ...spec, idempotencyField: "key" }, {})).toMatchObject({ idempotencyField: "key" });
});

test("constants of an operation win over the request of the caller", () => {
  const spec = { method: "POST", path: "/x", body: {}, constants: { resource_type: "company" } } as const;
  expect(callOf(spec, { resourceType: "user", lookup: {} }).body).toEqual({
    resource_type: "company",
    lookup: {},
  });
});

test("a verbatim body keeps its names", () => {
  expect(callOf({ method: "PUT", path: "/x", body: "verbatim" }, { aB: { cD: 1 } }).body).toEqual({
    aB: { cD: 1 },
  });
});

test("an operation without a response resolves to undefined, whatever the server sends", async () => {
  const call = callOf({ method: "GET", path: "/x" });
  expect(await call.decode?.({ data: 1 })).toBeUndefined();
  expect(await call.decode?.(undefined)).toBeUndefined();
});

test("a body that cannot be read rejects and sends nothing", async () => {
  const { transport, calls } = setUp();
  const cyclic: unknown[] = [];
  cyclic.push(cyclic);
  const failing = {
    get keys(): never {
      throw new Error("a getter of the caller");
    },
  };
  for (const body of [failing, { traits: cyclic }, { keys: {}, traits: { n: 1n } }]) {
    expect((await rejection(createCompany(transport, body as never))).code).toBe("invalid_options");
  }
  expect(calls).toEqual([]);
});

test("the whole client binds every operation to its transport", async () => {
  const { fetch, calls } = recorder(answer);
  const api = new SchematicApi({ apiKey: "k", fetch });
  const { getCompany: get } = api.companies;
  await get("comp_1");
  await api.getCreditLedger();
  expect(calls.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
    "GET /companies/comp_1",
    "GET /billing/credits/ledger",
  ]);
});
