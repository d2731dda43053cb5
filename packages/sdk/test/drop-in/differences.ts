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
  ...["requests.1.body.company.domain", "requests.2.body.user", "requests.3.body.user.id"].map((at) => ({
    program: "keys-without-value",
    at,
    reason: "keys without a value are left out of what is sent; the published SDK sends empty ones",
  })),
  ...[0, 1].map((event) => ({
    program: "other-operations",
    at: `requests.15.body.events.${event}.idempotency_key`,
    reason: "an idempotency key is filled in once per call, so that a retry counts no event twice",
  })),
  ...["results.4", "results.5"].map((at) => ({
    program: "redis-datastream",
    at,
    reason:
      "the engine is the newer one, so shared entries are written under its version key; both keys are read",
  })),
  ...["requests.0", "requests.1"].map((at) => ({
    program: "replicator-mode",
    at,
    reason:
      "a company without a look-up entry may have been evicted, so REST is asked; the published SDK evaluates it as anonymous",
  })),
  { program: "rules-engine", at: "results.6", reason: "the version key is that of the newer engine" },
  {
    program: "offline",
    at: "results.3",
    reason:
      "offline a call of the REST API rejects with the code `offline`; published, it resolves with `{}`, which has none of the members of its type",
  },
  {
    program: "offline",
    at: "results.4",
    reason: "offline all flags are those that have a default; published, there are none",
  },
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
  ...["0", "1", "2", "3", "4", "5", "6"].map((request) => ({
    program: "client-fetch-writes",
    at: `requests.${request}.headers.x-tenant`,
    reason:
      "client.fetch() sends the client's headers, as every other call does; the published one leaves them out",
  })),
  {
    program: "close-at-once",
    at: "results.5",
    reason:
      "a check of a closed client takes the flag's default, with an `err`; the published one goes on asking",
  },
  { program: "close-at-once", at: "requests.5", reason: "as above: it asks nobody" },
  {
    program: "custom-caches",
    at: "results.7",
    reason: "every flag that the server answered is kept; published, those alone that were asked for",
  },
  {
    program: "custom-caches",
    at: "results.8",
    reason: "a cache that fails is passed over; published, the answer is then the flag's default",
  },
  { program: "custom-caches", at: "requests.4", reason: "as above: the server is asked" },
  ...["11", "13"].map((result) => ({
    program: "redis-flag-checks",
    at: `results.${result}`,
    reason:
      "answers under keys in which the order of a context's keys does not count, with when they were kept and what ours have more",
  })),
  {
    program: "redis-cache-provider",
    at: "results.12",
    reason: "an entry that is not JSON is a miss and is deleted; published, get() rejects until it expires",
  },
  {
    program: "redis-datastream",
    at: "results.8",
    reason:
      "entities in snake_case, as replicator, Go and Python SDK write them; the published SDK reads both",
  },
  ...["4", "8"].map((result) => ({
    program: "retries",
    at: `results.${result}.2.0`,
    reason: "more statuses have a class of their own, below SchematicError",
  })),
  {
    program: "retries",
    at: "results.9",
    reason: "501: what a server does not know it will not know a second later; the published SDK tries again",
  },
  ...[
    ...Array.from({ length: 6 }, (_, n) => ({ program: "entitlements", at: `results.18.${n}.1` })),
    { program: "other-operations", at: "results.20.1" },
    ...Array.from({ length: 10 }, (_, n) => ({ program: "other-operations", at: `results.22.${n}.1` })),
  ].map((difference) => ({
    ...difference,
    reason:
      "the emulator answers 501 to what it does not support, and 405 to the published SDK, which repeats 501",
  })),
  ...["0", "2"].map((result) => ({
    program: "time-outs",
    at: `results.${result}`,
    reason: "a time-out is a SchematicTimeoutError, below SchematicError; published, a bare SchematicError",
  })),
];
