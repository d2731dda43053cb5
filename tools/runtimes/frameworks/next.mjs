import { execFile, spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

/** Next: app router on Node and on the edge runtime, pages router with and without its body parser. */
export const packages = { next: "16.4.6", react: "19.2.0", "react-dom": "19.2.0" };

const secret = "whsec_next";

const handler = `createWebhookHandler({
  secret: ${JSON.stringify(secret)},
  replayStore: memoryReplayStore(),
}).on("company.updated", (event) => {
  if (!(event.body.createdAt instanceof Date)) throw new Error("not typed");
})`;
const imports = 'import { createWebhookHandler, memoryReplayStore } from "@schematic/webhooks";';

const files = {
  "app/layout.js":
    "export default function Layout({ children }) { return <html><body>{children}</body></html>; }",
  "app/page.js": "export default function Page() { return <p>up</p>; }",
  "app/node/route.js": `${imports}
import { nextWebhooks } from "@schematic/webhooks/next";
export const POST = nextWebhooks(${handler});`,
  "app/edge/route.js": `${imports}
import { nextWebhooks } from "@schematic/webhooks/next";
export const runtime = "edge";
export const POST = nextWebhooks(${handler});`,
  "pages/api/raw.js": `${imports}
import { nextPagesWebhooks } from "@schematic/webhooks/next";
export const config = { api: { bodyParser: false } };
export default nextPagesWebhooks(${handler});`,
  "pages/api/parsed.js": `${imports}
import { nextPagesWebhooks } from "@schematic/webhooks/next";
export default nextPagesWebhooks(${handler});`,
  "next.config.mjs": "export default {};",
};

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function start(next, app, port) {
  const child = spawn(process.execPath, [next, "start", "-p", String(port), "-H", "127.0.0.1"], { cwd: app });
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
  return child;
}

export async function run({ check, dir }) {
  const { signWebhook } = await import("@schematic/webhooks");
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
  const next = join(dir, "node_modules/next/dist/bin/next");
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
  await promisify(execFile)(process.execPath, [next, "build"], { cwd: dir, env, maxBuffer: 1 << 26 });
  const port = await freePort();
  const child = await start(next, dir, port);
  try {
    const send = (path, body, headers) =>
      fetch(`http://127.0.0.1:${port}/${path}`, { method: "POST", body, headers });
    const body = (path) =>
      `{ "action": "company.updated", "body": {"id": "${path}", "name": "Ü + 👋", "created_at": "2026-01-02T00:00:00Z"} }`;
    for (const path of ["node", "edge", "api/raw"]) {
      const text = body(path);
      const good = await send(path, text, signWebhook(text, secret));
      check(`Next ${path}: a good signature is handled`, good.status === 200);
      const again = await (await send(path, text, signWebhook(text, secret))).json();
      check(`Next ${path}: a duplicate is not`, again.duplicate === true);
      check(
        `Next ${path}: a bad signature is refused`,
        (await send(path, `${text} `, signWebhook(text, secret))).status === 400,
      );
    }
    const text = body("parsed");
    const parsed = await send("api/parsed", text, signWebhook(text, secret));
    const said = await parsed.text();
    check(
      "Next api/parsed: 500, and says to turn bodyParser off",
      parsed.status === 500 && /bodyParser: false/.test(said),
    );
  } finally {
    child.kill();
  }
}
