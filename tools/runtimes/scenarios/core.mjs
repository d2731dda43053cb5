import { LocalCache, SchematicClient, SchematicError } from "@schematic/core";

export const name = "core";

/** REST checks and the delivery of events, with `fetch` alone. */
export async function run({ apiUrl, captureUrl, apiKey, check }) {
  // Other scenarios and runtimes use the same emulator: everything has a name of its own.
  const id = `core-${Math.random().toString(36).slice(2)}`;
  const rule = { value: true, when: [{ type: "company", companies: [{ id }] }] };
  const seed = { companies: [{ keys: { id } }], flags: [{ key: id, rules: [rule] }] };
  const applied = await fetch(`${apiUrl}/_emulator/apply`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(seed),
  });
  check("the emulator took the seed", applied.ok);

  const client = new SchematicClient({
    apiKey,
    basePath: apiUrl,
    eventCaptureBaseURL: captureUrl,
    eventBufferInterval: 20,
    flagDefaults: { "no-such-flag": true },
    cacheProviders: { flagChecks: [new LocalCache({ maxItems: 10, ttl: 60_000 })] },
    logger: { error() {}, warn() {}, info() {}, debug() {} },
  });
  const context = { company: { id } };
  await client.initialize();
  check("checkFlag answers over REST", (await client.checkFlag(context, id)) === true);
  const answer = await client.checkFlagWithEntitlement(context, id);
  check("the next answer is cached", answer.value === true && answer.source === "cache");
  check("checkFlagSync answers from memory", client.checkFlagSync(context, id) === true);
  const [many] = await client.checkFlags(context, [id]);
  check("checkFlags answers", many.flag === id && many.value === true);
  check("an unknown flag is its default", (await client.checkFlag(context, "no-such-flag")) === true);
  const wrong = await client.checkFlagWithEntitlement({ company: { id: 5 } }, id);
  check(
    "bad input is the default and an error code",
    wrong.value === false && wrong.err === "invalid_context",
  );

  await client.identify({ keys: { id }, company: { keys: { id } } });
  for (let i = 0; i < 3; i++) await client.track({ event: id, company: { id } });
  check("flush() leaves nothing", (await client.flush()) === 0);
  const events = await (await fetch(`${apiUrl}/_emulator/events`)).json();
  const tracked = events.filter((event) => event.type === "track" && event.body.event === id);
  check("three events were delivered, each once", tracked.length === 3);
  check("status() counts them", client.status().events.delivered === 4);

  await client.close();
  check("after close() a check is the default", (await client.checkFlag(context, id)) === false);

  const offline = new SchematicClient({ offline: true, flagDefaults: { on: true } });
  check("offline answers the defaults", (await offline.checkFlag(context, "on")) === true);
  await offline.close();
  let code;
  try {
    new SchematicClient({ timeoutMs: "soon" });
  } catch (error) {
    code = error instanceof SchematicError ? error.code : String(error);
  }
  check("wrong options throw", code === "invalid_options");
}
