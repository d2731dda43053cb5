import { packages, startNext } from "./support/next.mjs";

/** Next: app router on Node and on the edge runtime, pages router with and without its body parser. */
export { packages };

const secret = "whsec_next";

const handler = `createWebhookHandler({
  secret: ${JSON.stringify(secret)},
  replayStore: memoryReplayStore(),
}).on("company.updated", (event) => {
  if (!(event.body.createdAt instanceof Date)) throw new Error("not typed");
})`;
const imports = 'import { createWebhookHandler, memoryReplayStore } from "@schematic/webhooks";';

const files = {
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
};

export async function run({ check, dir }) {
  const { signWebhook } = await import("@schematic/webhooks");
  const app = await startNext(dir, files);
  try {
    const send = (path, body, headers) => fetch(`${app.url}/${path}`, { method: "POST", body, headers });
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
    app.stop();
  }
}
