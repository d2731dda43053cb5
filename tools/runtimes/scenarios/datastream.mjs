import { systemClock } from "@schematic/core";
import { dataStream } from "@schematic/datastream";

export const name = "datastream";

const context = { company: { id: "stream-scenario" } };

const KEYS = ["stream-calls"];
const peek = (source) => source.peek(context, KEYS)?.[0];
const resolve = async (source) => peek(source) ?? (await source.load(context, KEYS))?.[0];

function seed(limit) {
  return {
    features: [{ key: "stream-calls", event: "stream-call" }],
    plans: [{ key: `stream-plan-${limit}`, entitlements: [{ feature: "stream-calls", limit }] }],
    companies: [{ keys: context.company, plan: `stream-plan-${limit}` }],
  };
}

async function until(condition) {
  for (let i = 0; i < 5_000 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  return condition();
}

export async function run({ apiUrl, datastreamUrl, apiKey, check }) {
  const lines = [];
  const add =
    (level) =>
    (...args) =>
      lines.push(`${level} ${args.map(String).join(" ")}`);
  const host = {
    apiKey,
    baseUrl: apiUrl,
    headers: {},
    fetch: globalThis.fetch.bind(globalThis),
    clock: systemClock,
    client: { name: "scenario", version: "0.0.0" },
    logger: { error: add("error"), warn: add("warn"), info: add("info"), debug: add("debug") },
  };
  const source = dataStream({ url: datastreamUrl, reconnect: { spread: 50, min: 0, max: 50 } });
  const streams = typeof EdgeRuntime === "undefined" && typeof document === "undefined";
  if (!streams) {
    source.start(host);
    check("without sockets there is one warning", lines.length === 1 && lines[0].startsWith("warn"));
    check("and no local answer, so that REST is asked", (await resolve(source)) === undefined);
    await source.close();
    return;
  }

  const apply = (data) => fetch(`${apiUrl}/_emulator/apply`, { method: "POST", body: JSON.stringify(data) });
  check("the seed is taken", (await apply(seed(3))).ok);
  let readies = 0;
  source.on("ready", () => readies++);
  source.start(host);
  await source.ready();
  check("ready with flags", source.status().state === "ready" && source.status().flags > 0);
  const answer = await resolve(source);
  check("a company comes at its first check", answer?.value === true && answer.featureAllocation === 3);
  check("then it is in memory", peek(source)?.value === true);
  source.track({ event: "stream-call", ...context, quantity: 3 });
  check("usage counts at once", peek(source)?.value === false);
  await apply(seed(30));
  check("a change is pushed", await until(() => peek(source)?.value === true));
  await fetch(`${apiUrl}/_emulator/stream`, { method: "POST", body: JSON.stringify({ kill: true }) });
  check("a lost connection comes back", await until(() => readies === 2));
  check("and what was cached is true again", await until(() => peek(source)?.ageMs === undefined));
  await source.close();
  check("closed", source.status().state === "closed");
  check("the key is in no log line", !lines.join("\n").includes(apiKey));

  const refused = dataStream({ url: datastreamUrl });
  let status;
  refused.on("error", (error) => {
    status = error.statusCode;
  });
  refused.start({ ...host, apiKey: "sch_dev_wrong" });
  check("a wrong key is told as 401", await until(() => status === 401));
  await refused.close();
}
