/** A request as it came to the recording `fetch`. */
export interface Recorded {
  method: string;
  url: string;
  body: unknown;
  contentType: string | undefined;
}

/** A `fetch` that writes down what it is called with and answers with `answer()`. */
export function recorder(answer: () => Response): { fetch: typeof fetch; calls: Recorded[] } {
  const calls: Recorded[] = [];
  return {
    calls,
    fetch: async (input, init = {}) => {
      calls.push({
        method: init.method ?? "GET",
        url: String(input),
        body: typeof init.body === "string" ? JSON.parse(init.body) : (init.body ?? undefined),
        contentType: new Headers(init.headers).get("content-type") ?? undefined,
      });
      return answer();
    },
  };
}
