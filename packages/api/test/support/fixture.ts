import { afterAll, afterEach, beforeAll, expect, vi } from "vitest";
import { SchematicApi, type SchematicError, type TransportOptions } from "../../src";
import { json, type Received, startServer } from "./server";

export type Answer = Parameters<typeof startServer>[0];
type Response = Parameters<Answer>[1];

export const KEY = "sch_dev_secret_1234567890";

/** Responds like the API. */
export const ok: Answer = (_, response) => json(response, { data: { value: true, id: "x" }, params: {} });

/** Resolves to the error of a call that must reject. */
export const errorOf = (call: PromiseLike<unknown>): Promise<SchematicError> =>
  Promise.resolve(call).then(
    () => expect.unreachable("the call resolved"),
    (error) => error,
  );

export interface Fixture {
  /** Requests of the current test. */
  readonly requests: Received[];
  readonly url: string;
  /** Sets the response of the server. */
  answerWith(answer: Answer): void;
  /** Breaks the first request by `fault`, then responds like the API. */
  breakOnce(fault: (response: Response) => void): void;
  api(options?: Partial<TransportOptions>): SchematicApi;
}

/** Starts a real server for the tests of a file. */
export function useServer(): Fixture {
  let answer: Answer = ok;
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer((request, response) => answer(request, response));
  });
  afterEach(() => {
    server.requests.length = 0;
    answer = ok;
    vi.unstubAllGlobals();
  });
  afterAll(() => server.close());
  return {
    get requests() {
      return server.requests;
    },
    get url() {
      return server.url;
    },
    answerWith(next) {
      answer = next;
    },
    breakOnce(fault) {
      let isBroken = false;
      answer = (request, response) => {
        if (isBroken) return ok(request, response);
        isBroken = true;
        fault(response);
      };
    },
    api: (options) => new SchematicApi({ apiKey: KEY, baseUrl: server.url, ...options }),
  };
}
