import { packages, startNext } from "./support/next.mjs";

/** Next: the SDK in a route on Node and in one on the edge runtime: REST checks, events, the engine, the local copy. */
export { packages };

const source = (more) => `import { RulesEngineClient, SchematicClient } from "@schematic/sdk";
${more}
const options = {
  apiKey: process.env.SCHEMATIC_API_KEY,
  basePath: process.env.SCHEMATIC_API_URL,
  eventCaptureBaseURL: process.env.SCHEMATIC_EVENT_CAPTURE_URL,
  cacheProviders: { flagChecks: [] },
};
const client = new SchematicClient(options);
const company = { id: "acme" };

export async function GET() {
  const { value, source } = await client.checkFlagWithEntitlement({ company }, "api-calls");
  if (value) await client.track({ event: "api-call", company });
  const queued = await client.flush();
  const live = new SchematicClient({ ...options, useDataStream: true });
  const local = typeof EdgeRuntime === "undefined" && (await live.initialize(), live.checkFlagSync({ company }, "api-calls"));
  await live.close();
  const engine = new RulesEngineClient();
  await engine.initialize();
  const of = { account_id: "a", environment_id: "e" };
  const flag = { id: "f", key: "f", ...of, default_value: true, rules: [] };
  const decided = (await engine.checkFlag(flag)).value;
  return Response.json({ value, source, queued, local, decided });
}`;

const files = {
  "app/node/route.js": source('export const dynamic = "force-dynamic";'),
  "app/edge/route.js": source('export const runtime = "edge";'),
};

export async function run({ check, dir }) {
  const { startEmulator } = await import("@schematic/emulator");
  const emulator = await startEmulator({
    seed: {
      features: [{ key: "api-calls", event: "api-call" }],
      plans: [{ key: "starter", entitlements: [{ feature: "api-calls", limit: 1 }] }],
      companies: [{ keys: { id: "acme" }, plan: "starter" }],
    },
  });
  let app;
  try {
    app = await startNext(dir, files, {
      SCHEMATIC_API_KEY: emulator.apiKey,
      SCHEMATIC_API_URL: emulator.url,
      SCHEMATIC_EVENT_CAPTURE_URL: emulator.captureUrl,
    });
    for (const path of ["node", "edge"]) {
      emulator.reset();
      const get = async () => {
        const answer = await fetch(`${app.url}/${path}`);
        return answer.ok
          ? answer.json()
          : { status: answer.status, text: await answer.text(), log: app.log() };
      };
      const [first, second] = [await get(), await get()];
      const told = JSON.stringify([first, second]).slice(0, 2000);
      check(`Next ${path}: checked over REST ${told}`, first.value === true && first.source === "api");
      check(`Next ${path}: what it tracked was delivered`, first.queued === 0 && second.value === false);
      check(`Next ${path}: the engine decides`, first.decided === true);
      if (path === "node")
        check("Next node: the local copy answers", second.local === false && first.local === false);
    }
  } finally {
    app?.stop();
    await emulator.close();
  }
}
