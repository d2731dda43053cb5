/** A difference to the published SDK that is meant. */
export interface Difference {
  /** The program that shows it. */
  program: string;
  /** Where it shows: the beginning of a path in what is compared. */
  at: string;
  /** Why it is better so. */
  reason: string;
}

/** Every deliberate difference that the programs show. The test fails for others, and for one that is gone. */
export const DIFFERENCES: readonly Difference[] = [
  {
    program: "client-fetch",
    at: "results.3",
    reason: "a relative URL may have a query; the published client.fetch() escapes its question mark",
  },
  { program: "client-fetch", at: "requests.2.url", reason: "as above: the request that goes out" },
  {
    program: "errors",
    at: "results.5",
    reason: "messages name the call, in one line; the published ones name class and body in several",
  },
  {
    program: "headers-and-request-options",
    at: "requests.0.headers.x-tenant",
    reason: "a header of one request takes the place of the client's; the published SDK sends both values",
  },
];
