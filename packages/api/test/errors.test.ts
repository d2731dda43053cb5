import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ErrorBody,
  SchematicApi,
  SchematicError,
  type StatusErrorClass,
  type TransportOptions,
} from "../src";
import * as errors from "../src/errors";
import { caseOf } from "./support/case";
import { readOperations } from "./support/schema";
import { json, startServer, type TestServer } from "./support/server";

const KEY = "sch_dev_secret_1234567890";
const PASSWORD = "hunter2hunter2";
const classes: Record<string, unknown> = { ...errors };
let server: TestServer;
let answer: (response: import("node:http").ServerResponse) => void;

const api = (options: Partial<TransportOptions> = {}) =>
  new SchematicApi({ apiKey: KEY, baseUrl: server.url, maxRetries: 0, ...options });
const fail = (options?: Partial<TransportOptions>): Promise<SchematicError> =>
  api(options)
    .companies.getCompany("c_1")
    .then(
      () => expect.unreachable(),
      (error: unknown) => error as SchematicError,
    );

beforeAll(async () => {
  server = await startServer((_, response) => answer(response));
});
afterAll(() => server.close());

describe("statuses", () => {
  test.each([
    [400, "BadRequestError", "bad_request"],
    [401, "UnauthorizedError", "unauthorized"],
    [402, "PaymentRequiredError", "payment_required"],
    [403, "ForbiddenError", "forbidden"],
    [404, "NotFoundError", "not_found"],
    [409, "ConflictError", "conflict"],
    [422, "UnprocessableEntityError", "unprocessable_entity"],
    [429, "TooManyRequestsError", "too_many_requests"],
    [500, "InternalServerError", "internal_server"],
    [503, "ServiceUnavailableError", "service_unavailable"],
  ] as const)("%i is %s", async (status, name, code) => {
    answer = (response) =>
      json(response, { error: "why", extra_field: 1 }, status, { "x-request-id": "req_1" });
    const error = await fail();
    expect(error).toBeInstanceOf(classes[name]);
    expect(error).toBeInstanceOf(SchematicError);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name,
      code,
      statusCode: status,
      body: { error: "why", extra_field: 1 },
      requestId: "req_1",
    });
    expect(error.message).toBe(`GET /companies/{company_id}: status ${status}: why`);
    expect(error.rawResponse).toMatchObject({ status, url: `${server.url}/companies/c_1` });
    for (const [other, Class] of Object.entries(errors)) {
      if (other.endsWith("Error") && other !== name && other !== "SchematicError" && other !== "brandError") {
        expect(error).not.toBeInstanceOf(Class as StatusErrorClass);
      }
    }
  });

  test.each([405, 410, 418, 501, 502, 504])("%i is a plain SchematicError", async (status) => {
    answer = (response) => json(response, { error: "why" }, status);
    expect(await fail()).toMatchObject({
      name: "SchematicError",
      code: "http_error",
      statusCode: status,
      body: { error: "why" },
    });
  });

  test.each([429, 503])("%i carries the wait that the server asks for", async (status) => {
    answer = (response) => json(response, { error: "slow down" }, status, { "retry-after": "7" });
    expect(await fail()).toMatchObject({ retryAfterMs: 7_000 });
    answer = (response) => json(response, { error: "slow down" }, status);
    expect(await fail()).not.toHaveProperty("retryAfterMs");
  });

  test("an error that is not JSON keeps its text", async () => {
    answer = (response) => response.writeHead(502).end("<html>bad gateway</html>");
    expect(await fail()).toMatchObject({ statusCode: 502, body: "<html>bad gateway</html>" });
    answer = (response) => response.writeHead(404).end();
    expect(await fail()).toMatchObject({ name: "NotFoundError", body: "" });
  });
});

describe("responses and failures are distinguished", () => {
  test.each(["<html>", "{", "not json"])(
    "a success with the body %s is an invalid_response",
    async (text) => {
      answer = (response) => response.writeHead(200).end(text);
      expect(await fail()).toMatchObject({ code: "invalid_response", statusCode: 200, body: text });
    },
  );

  test.each(["", "5", "null", '"text"', "true"])(
    "and so is one with the body %j, which is no object",
    async (text) => {
      answer = (response) => response.writeHead(200).end(text);
      expect(await fail()).toMatchObject({ name: "SchematicError", code: "invalid_response" });
    },
  );

  test("an unreachable server is a network_error that says why", async () => {
    const gone = await startServer(() => undefined);
    await gone.close();
    const error = await fail({ baseUrl: gone.url });
    expect(error).toMatchObject({ code: "network_error", cause: expect.any(TypeError) });
    const { host } = new URL(gone.url);
    expect(error.message).toBe(
      `GET /companies/{company_id}: no response from ${host}: the connection was refused (ECONNREFUSED)`,
    );
  });

  test.each([null, undefined, "a string", 5, {}])(
    "a fetch that throws %j is a network_error",
    async (thrown) => {
      const fetch = () => Promise.reject(thrown);
      expect(await fail({ fetch })).toMatchObject({ name: "SchematicError", code: "network_error" });
    },
  );

  test("a function that fails as an option is the cause", async () => {
    const cause = new Error("vault is sealed");
    const broken = () => Promise.reject(cause);
    expect(await fail({ apiKey: broken })).toMatchObject({ code: "invalid_options", cause });
    expect(await fail({ headers: { "X-A": broken } })).toMatchObject({ code: "invalid_options", cause });
    expect(await fail({ baseUrl: broken })).toMatchObject({ code: "invalid_options", cause });
  });

  test("a request that JSON cannot hold is refused", async () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    for (const traits of [circular, { big: 1n }]) {
      await expect(api().companies.upsertCompany({ keys: {}, traits })).rejects.toMatchObject({
        code: "invalid_options",
      });
    }
  });
});

describe("path parameters", () => {
  const withPath = readOperations().filter((operation) => operation.pathParams > 0);

  test.each(["", " ", ".", "..", undefined, null])(
    "%j fails before any request, in every operation",
    async (value) => {
      server.requests.length = 0;
      const client = api() as unknown as Record<
        string,
        Record<string, (...args: unknown[]) => Promise<unknown>>
      >;
      for (const operation of withPath) {
        const args = caseOf(operation, "required").args;
        for (let i = 0; i < operation.pathParams; i++) {
          const wrong = args.with(i, value);
          await expect(client[operation.resource]?.[operation.name]?.(...wrong)).rejects.toMatchObject({
            name: "SchematicError",
            code: "invalid_path_parameter",
            message: expect.stringContaining(operation.path),
          });
        }
      }
      expect(withPath.length).toBeGreaterThan(100);
      expect(server.requests).toHaveLength(0);
    },
  );

  test("slashes and other signs stay in their segment", async () => {
    answer = (response) => json(response, { data: {}, params: {} });
    await api().companies.getCompany("../plans/ü?#%2e");
    expect(server.requests.at(-1)?.url).toBe("/companies/..%2Fplans%2F%C3%BC%3F%23%252e");
  });
});

describe("the key", () => {
  /** Everything that a log could hold of a value. */
  const traces = (value: unknown): string =>
    [
      inspect(value, { depth: 20, showHidden: true, getters: true }),
      JSON.stringify(value) ?? "",
      String(value),
      String((value as Error)?.stack),
    ].join("\n");

  test("is in no client and no transport", () => {
    expect(traces(api({ headers: { Authorization: PASSWORD } }))).not.toMatch(
      new RegExp(`${KEY}|${PASSWORD}`),
    );
  });

  test("is in no error, even when the server repeats it", async () => {
    for (const status of [200, 400, 404, 500]) {
      answer = (response) => response.writeHead(status).end(`{"error":"bad key ${KEY}","more":["${KEY}"]`);
      expect(traces(await fail())).not.toContain(KEY);
      answer = (response) =>
        json(response, { error: `bad key ${KEY}`, more: [KEY] }, status === 200 ? 401 : status);
      const error = await fail();
      expect(traces(error)).not.toContain(KEY);
      expect(error.message).toContain("***");
    }
  });

  test("is in no error of a time-out, a network failure or an abort", async () => {
    answer = () => undefined;
    expect(traces(await fail({ timeoutInSeconds: 0.02 }))).not.toContain(KEY);
    answer = (response) => response.destroy();
    expect(traces(await fail())).not.toContain(KEY);
    const fetch = (url: unknown, init: RequestInit = {}) =>
      Promise.reject(`cannot send ${url} ${JSON.stringify(init.headers)}`);
    const error = await fail({ fetch: fetch as typeof globalThis.fetch });
    expect(traces(error)).not.toContain(KEY);
  });

  test("and other secrets are in no error about options", async () => {
    const construct = (options: object) => {
      try {
        return new SchematicApi({ apiKey: KEY, ...options });
      } catch (error) {
        return error;
      }
    };
    expect(traces(construct({ baseUrl: `https://user:${PASSWORD}@host` }))).not.toContain(PASSWORD);
    expect(traces(await fail({ headers: { Authorization: `${PASSWORD}\n` } }))).not.toContain(PASSWORD);
    expect(traces(await fail({ apiKey: `${KEY}\u0000ü€` }))).not.toContain(KEY);
  });

  test.each([undefined, null, "", "  ", 5, {}])("must be text: %j is refused", async (apiKey) => {
    expect(() => api({ apiKey: apiKey as string })).toThrow(
      expect.objectContaining({ name: "SchematicError", code: "invalid_options" }),
    );
    expect(await fail({ apiKey: () => apiKey as string })).toMatchObject({ code: "invalid_options" });
  });
});

describe("instanceof", () => {
  test("holds by brand across copies of the classes", () => {
    const brand = (name: string) => Symbol.for(`@schematic/error/${name}`);
    const foreign = Object.assign(new Error("x"), {
      [brand("SchematicError")]: true,
      [brand("NotFoundError")]: true,
    });
    expect(foreign).toBeInstanceOf(SchematicError);
    expect(foreign).toBeInstanceOf(errors.NotFoundError);
    expect(foreign).not.toBeInstanceOf(errors.ForbiddenError);
    for (const value of [undefined, null, 5, "x", {}, new Error("x")])
      expect(value instanceof SchematicError).toBe(false);
  });

  test("goes by prototype for classes of others that extend ours", () => {
    class Mine extends SchematicError {}
    class MyNotFound extends errors.NotFoundError {}
    const body: ErrorBody = { error: "x" };
    expect(new Mine({ message: "m" })).toBeInstanceOf(Mine);
    expect(new Mine({ message: "m" })).toBeInstanceOf(SchematicError);
    expect(new SchematicError({ message: "m" })).not.toBeInstanceOf(Mine);
    expect(new MyNotFound(body)).toBeInstanceOf(errors.NotFoundError);
    expect(new errors.NotFoundError(body)).not.toBeInstanceOf(MyNotFound);
  });

  test("the constructors are those of the published SDK", () => {
    const cause = new Error("why");
    expect(new SchematicError({ message: "m", statusCode: 418, body: "b", cause })).toMatchObject({
      message: "m",
      statusCode: 418,
      body: "b",
      cause,
    });
    expect(new SchematicError({ statusCode: 418, body: { error: "tea" } }).message).toBe("status 418: tea");
    expect(new errors.SchematicTimeoutError("late", { cause })).toMatchObject({
      message: "late",
      name: "SchematicTimeoutError",
      cause,
    });
    expect(new errors.NotFoundError({ error: "x" })).toMatchObject({
      statusCode: 404,
      body: { error: "x" },
      requestId: undefined,
    });
  });
});
