import { execFile, spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

/** Next: the SDK in a route on Node and in one on the edge runtime: REST checks, events, the engine, the local copy. */
export const packages = { next: "16.4.6", react: "19.2.0", "react-dom": "19.2.0" };

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
  "app/layout.js":
    "export default function Layout({ children }) { return <html><body>{children}</body></html>; }",
  "app/page.js": "export default function Page() { return <p>up</p>; }",
  "app/node/route.js": source('export const dynamic = "force-dynamic";'),
  "app/edge/route.js": source('export const runtime = "edge";'),
  "next.config.mjs": "export default {};",
};

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function start(next, cwd, env, port) {
  const args = [next, "start", "-p", String(port), "-H", "127.0.0.1"];
  const child = spawn(process.execPath, args, { cwd, env });
  let log = "";
  await new Promise((resolve, reject) => {
    const read = (chunk) => {
      log += chunk;
      if (/Ready in/.test(log)) resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", () => reject(new Error(`next start ended: ${log}`)));
  });
  return { child, log: () => log };
}

export async function run({ check, dir }) {
  const { startEmulator } = await import("@schematic/emulator");
  const emulator = await startEmulator({
    seed: {
      features: [{ key: "api-calls", event: "api-call" }],
      plans: [{ key: "starter", entitlements: [{ feature: "api-calls", limit: 1 }] }],
      companies: [{ keys: { id: "acme" }, plan: "starter" }],
    },
  });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
  const next = join(dir, "node_modules/next/dist/bin/next");
  const env = {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: "1",
    SCHEMATIC_API_KEY: emulator.apiKey,
    SCHEMATIC_API_URL: emulator.url,
    SCHEMATIC_EVENT_CAPTURE_URL: emulator.captureUrl,
  };
  let server;
  try {
    await promisify(execFile)(process.execPath, [next, "build"], { cwd: dir, env, maxBuffer: 1 << 26 });
    const port = await freePort();
    server = await start(next, dir, env, port);
    for (const path of ["node", "edge"]) {
      emulator.reset();
      const get = async () => {
        const answer = await fetch(`http://127.0.0.1:${port}/${path}`);
        return answer.ok
          ? answer.json()
          : { status: answer.status, text: await answer.text(), log: server.log() };
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
    server?.child.kill();
    await emulator.close();
  }
}
