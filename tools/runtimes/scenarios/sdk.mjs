import { RulesEngineClient, Schematic, SchematicClient, SchematicError } from "@schematic/sdk";
import { createWebhookHandler, verifyWebhook } from "@schematic/webhooks";

export const name = "sdk";

const quiet = { error() {}, warn() {}, info() {}, debug() {} };
const secret = "whsec_sdk";

async function until(condition) {
  for (let i = 0; i < 5_000 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  return condition();
}

/** What Schematic would send: signed with Web Crypto, which every runtime has. */
async function delivery(action, payload) {
  const body = JSON.stringify({ action, body: payload });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const bytes = (text) => new TextEncoder().encode(text);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes(secret), algorithm, false, ["sign"]);
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes(`${body}+${timestamp}`)));
  const headers = {
    "content-type": "application/json",
    "x-schematic-webhook-signature": Array.from(digest, (one) => one.toString(16).padStart(2, "0")).join(""),
    "x-schematic-webhook-timestamp": timestamp,
  };
  return new Request("https://app.test/webhooks", { method: "POST", headers, body });
}

/** The whole SDK: a check over REST, usage that is delivered, a webhook, and checks by the engine. */
export async function run({ apiUrl, captureUrl, datastreamUrl, apiKey, check }) {
  // Other scenarios and runtimes use the same emulator: everything has a name of its own.
  const id = `sdk-${Math.random().toString(36).slice(2)}`;
  const company = { id };
  const seed = {
    features: [{ key: id, event: `${id}-call` }],
    plans: [{ key: id, entitlements: [{ feature: id, limit: 3 }] }],
    companies: [{ keys: company, plan: id }],
  };
  const applied = await fetch(`${apiUrl}/_emulator/apply`, { method: "POST", body: JSON.stringify(seed) });
  check("the emulator took the seed", applied.ok);
  const options = {
    apiKey,
    basePath: apiUrl,
    eventCaptureBaseURL: captureUrl,
    eventBufferInterval: 20,
    cacheProviders: { flagChecks: [] },
    logger: quiet,
  };

  const client = new SchematicClient(options);
  const overRest = await client.checkFlagWithEntitlement({ company }, id);
  check("a check over REST", overRest.value === true && overRest.source === "api");
  const { data } = await client.companies.lookupCompany({ keys: company });
  check("a REST operation", data.keys?.some((one) => one.value === id) && data.createdAt instanceof Date);
  const missing = await client.companies.getCompany("comp_none").catch((error) => error);
  check(
    "an error has its class",
    missing instanceof Schematic.NotFoundError && missing instanceof SchematicError,
  );
  for (let i = 0; i < 3; i++) await client.track({ event: `${id}-call`, company });
  check("flush() leaves nothing", (await client.flush()) === 0);
  const events = await (await fetch(`${apiUrl}/_emulator/events`)).json();
  const delivered = events.filter((event) => event.type === "track" && event.body.event === `${id}-call`);
  check("what was tracked was delivered, each once", delivered.length === 3);
  check("usage up to the limit turns the flag", (await client.checkFlag({ company }, id)) === false);
  await client.close();

  const streams = typeof EdgeRuntime === "undefined" && typeof document === "undefined";
  const live = new SchematicClient({
    ...options,
    useDataStream: true,
    dataStream: { url: datastreamUrl },
    reconnect: { spread: 50, min: 0, max: 50 },
  });
  if (streams) await live.initialize();
  const answer = await live.checkFlagWithEntitlement({ company }, id);
  if (streams) {
    check("the engine answers from the local copy", answer.value === false && answer.source === "datastream");
    check("with usage and allocation", answer.featureUsage === 3 && answer.featureAllocation === 3);
    const more = { plans: [{ key: id, entitlements: [{ feature: id, limit: 30 }] }] };
    await fetch(`${apiUrl}/_emulator/apply`, { method: "POST", body: JSON.stringify(more) });
    check("a change turns the flag", await until(() => live.checkFlagSync({ company }, id) === true));
  } else {
    check("without sockets REST answers", answer.value === false && answer.source === "api");
  }
  await live.close();

  const engine = new RulesEngineClient();
  await engine.initialize();
  const origin = { account_id: "acct", environment_id: "env" };
  const rule = { id: "rule", ...origin, name: "On", rule_type: "default", priority: 0, value: true };
  const flag = { id: "flag", key: "on", ...origin, default_value: false, rules: [rule] };
  check("the engine decides", (await engine.checkFlag(flag, undefined, undefined)).value === true);

  const payload = { id: "comp_1", name: "Ü + 👋", created_at: "2026-01-02T00:00:00Z" };
  const event = await verifyWebhook(await delivery("company.updated", payload), { secret });
  check("a webhook is verified and typed", event.body.createdAt instanceof Date);
  const seen = [];
  const webhooks = createWebhookHandler({ secret }).on("company.updated", (one) => {
    seen.push(one.body.name);
  });
  const { status } = await webhooks.fetch(await delivery("company.updated", payload));
  check("and handled", status === 200 && seen.join() === "Ü + 👋");
  const forged = await verifyWebhook(await delivery("company.updated", payload), { secret: "other" }).catch(
    (error) => error,
  );
  check("a forged one is refused", forged instanceof SchematicError && forged.code === "bad_signature");
}
