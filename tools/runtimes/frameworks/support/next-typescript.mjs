import { startNext } from "./next.mjs";

/** What a strict TypeScript app of a Next version installs. */
export const packagesOf = (next, react) => ({
  next,
  react,
  "react-dom": react,
  "@types/react": react.startsWith("18") ? "18.3.27" : "19.2.2",
  "@types/node": "20.19.43",
  typescript: "5.9.3",
});

const SECRET = "whsec_next_typescript";

const compilerOptions = {
  target: "ES2022",
  lib: ["dom", "dom.iterable", "esnext"],
  module: "esnext",
  moduleResolution: "bundler",
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  esModuleInterop: true,
  isolatedModules: true,
  jsx: "preserve",
  plugins: [{ name: "next" }],
};

const handler = `createWebhookHandler({ secret: ${JSON.stringify(SECRET)}, replayStore: memoryReplayStore() })
  .on("company.updated", (event) => { event.body.createdAt.toISOString(); })`;
const webhookImports = 'import { createWebhookHandler, memoryReplayStore } from "@schematic/webhooks";';

const files = {
  "tsconfig.json": JSON.stringify({
    compilerOptions,
    include: ["**/*.ts", "**/*.tsx"],
    exclude: ["node_modules"],
  }),
  "app/webhook/route.ts": `${webhookImports}
import { nextWebhooks } from "@schematic/webhooks/next";
export const POST = nextWebhooks(${handler});`,
  "app/edge-webhook/route.ts": `${webhookImports}
import { nextWebhooks } from "@schematic/webhooks/next";
export const runtime = "edge";
export const POST: (request: Request) => Promise<Response> = nextWebhooks(${handler});`,
  "pages/api/webhook.ts": `${webhookImports}
import type { NextApiHandler } from "next";
import { nextPagesWebhooks } from "@schematic/webhooks/next";
export const config = { api: { bodyParser: false } };
const webhooks: NextApiHandler = nextPagesWebhooks(${handler});
export default webhooks;`,
  "lib/schematic.ts": `import { SchematicClient } from "@schematic/sdk";
export const client = new SchematicClient({
  apiKey: process.env.SCHEMATIC_API_KEY ?? "",
  basePath: process.env.SCHEMATIC_API_URL ?? "",
  eventCaptureBaseURL: process.env.SCHEMATIC_EVENT_CAPTURE_URL ?? "",
  cacheProviders: { flagChecks: [] },
});`,
  "lib/gates.ts": `import { nextGates } from "@schematic/gates/next";
import { headers } from "next/headers";
import { client } from "./schematic";
export const gates = nextGates(client, {
  context: async (request) => {
    const id = request?.headers.get("x-company") ?? (await headers()).get("x-company");
    return id === null ? undefined : { company: { id } };
  },
});`,
  "app/gated/route.ts": `import { gates } from "../../lib/gates";
export const GET: (request: Request) => Promise<Response> =
  gates.requireFlag("beta", async (request) => Response.json({ path: new URL(request.url).pathname }));
const act = gates.requireFlagInAction("beta", async (text: string) => text.toUpperCase());
export const POST = async (): Promise<Response> => {
  try {
    return Response.json({ text: await act("done") });
  } catch (error) {
    return Response.json({ code: (error as { code?: string }).code }, { status: 409 });
  }
};`,
  // The check comes before the request is read: Next caches such requests unless they say "no-store".
  "app/check/route.ts": `import { client } from "../../lib/schematic";
export async function GET(request: Request): Promise<Response> {
  const value = await client.checkFlag({ company: { id: "acme" } }, "beta");
  const companies = await client.companies.listCompanies({ limit: 1 });
  const page = new URL(request.url).searchParams.get("page");
  await client.track({ event: "page-view", company: { id: "acme" } });
  const undelivered = await client.flush();
  return Response.json({ value, listed: companies.data.length, page, undelivered });
}`,
};

const SEED = {
  features: [{ key: "beta", event: "page-view" }],
  plans: [{ key: "starter", entitlements: [{ feature: "beta", limit: 2 }] }],
  companies: [
    { keys: { id: "acme" }, plan: "starter" },
    { keys: { id: "globex" }, plan: "starter" },
    { keys: { id: "none" } },
  ],
};

async function checkWebhooks(check, url, name) {
  const { signWebhook } = await import("@schematic/webhooks");
  for (const path of ["webhook", "edge-webhook", "api/webhook"]) {
    const body = JSON.stringify({
      action: "company.updated",
      body: { id: path, name: "Ü + 👋", created_at: "2026-01-02T00:00:00Z" },
    });
    const send = (text) =>
      fetch(`${url}/${path}`, { method: "POST", body: text, headers: signWebhook(body, SECRET) });
    const accepted = await send(body);
    check(`${name} ${path}: a good signature is accepted, ${accepted.status}`, accepted.status === 200);
    const refused = await send(`${body} `);
    check(`${name} ${path}: a bad signature is refused, ${refused.status}`, refused.status === 400);
    // Next itself decides about methods of route handlers; in the pages router the handler does.
    const read = await fetch(`${url}/${path}`);
    check(`${name} ${path}: GET is not allowed, ${read.status}`, read.status === 405);
  }
}

async function checkFlags(check, url, { name, emulator }) {
  const get = async (page) => {
    const response = await fetch(`${url}/check?page=${page}`);
    return response.ok ? response.json() : { status: response.status, text: await response.text() };
  };
  const answers = [await get(1), await get(2), await get(3)];
  const shown = JSON.stringify(answers).slice(0, 1_000);
  check(
    `${name} check: the flag turns off at its limit and nothing is cached ${shown}`,
    answers.map(({ value }) => value).join() === "true,true,false",
  );
  check(
    `${name} check: every event was delivered`,
    answers.every(({ undelivered }) => undelivered === 0) && emulator.events().length >= 3,
  );
  check(
    `${name} check: REST reads work`,
    answers.every(({ listed }) => listed === 1),
  );
}

async function checkGates(check, url, name) {
  const send = async (method, company) => {
    const response = await fetch(`${url}/gated`, {
      method,
      headers: company ? { "x-company": company } : {},
    });
    return [response.status, await response.json()];
  };
  const [anonymous, problem] = await send("GET");
  check(
    `${name} gate: 401 without a company, ${anonymous}`,
    anonymous === 401 && problem.code === "unauthenticated",
  );
  const [denied] = await send("GET", "none");
  check(`${name} gate: 403 without the entitlement, ${denied}`, denied === 403);
  const [passed, body] = await send("GET", "globex");
  check(`${name} gate: passes, ${passed}`, passed === 200 && body.path === "/gated");
  const [ran, { text }] = await send("POST", "globex");
  check(`${name} gate: an action runs, ${ran}`, ran === 200 && text === "DONE");
  const [refused, { code }] = await send("POST", "none");
  check(
    `${name} gate: an action is refused by its code, ${code}`,
    refused === 409 && code === "not_entitled",
  );
}

/** Builds the app with `next build`, which checks its types, starts it and sends it webhooks and requests. */
export async function runNext(name, { check, dir }) {
  const { startEmulator } = await import("@schematic/emulator");
  const emulator = await startEmulator({ seed: SEED });
  let app;
  try {
    app = await startNext(dir, files, {
      SCHEMATIC_API_KEY: emulator.apiKey,
      SCHEMATIC_API_URL: emulator.url,
      SCHEMATIC_EVENT_CAPTURE_URL: emulator.captureUrl,
    });
    // The build itself calls routes to find out whether they are static.
    emulator.reset();
    await checkWebhooks(check, app.url, name);
    await checkFlags(check, app.url, { name, emulator });
    if (name !== "Next 14") await checkGates(check, app.url, name);
  } finally {
    await app?.stop();
    await emulator.close();
  }
}
