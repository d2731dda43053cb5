import {
  createWebhookHandler,
  memoryReplayStore,
  signWebhook,
  verifyDelivery,
  verifyWebhook,
  WebhookSignatureError,
} from "@schematic/webhooks";

export const name = "webhooks";

const secret = "whsec_runtimes";
const body = JSON.stringify({
  action: "entitlement.limit.reached",
  account_id: "acc_1",
  environment_id: "env_1",
  object_type: "entitlement",
  body: { Usage: 10, Entitlement: "ent_ü+👋", MetricResetAt: "2026-12-01T00:00:00Z" },
});

/** Signs with Web Crypto, which every runtime has. */
async function signed(text, key = secret, time = Date.now()) {
  const encode = (one) => new TextEncoder().encode(one);
  const timestamp = String(Math.floor(time / 1000));
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", encode(key), algorithm, false, ["sign"]);
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", imported, encode(`${text}+${timestamp}`)));
  return {
    "content-type": "application/json",
    "x-schematic-webhook-signature": Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(
      "",
    ),
    "x-schematic-webhook-signature-version": "v1",
    "x-schematic-webhook-timestamp": timestamp,
  };
}

const codeOf = (promise) =>
  promise.then(
    () => "accepted",
    (error) => (error instanceof WebhookSignatureError ? error.code : `not typed: ${error}`),
  );
const request = (headers, text = body) =>
  new Request("http://x.test/", { method: "POST", headers, body: text });

export async function run({ check }) {
  const headers = await signed(body);
  const event = await verifyWebhook(request(headers), { secret });
  check(
    "a Fetch request verifies",
    event.action === "entitlement.limit.reached" && event.accountId === "acc_1",
  );
  check(
    "its body is typed",
    event.body.metricResetAt instanceof Date && event.body.entitlement === "ent_ü+👋",
  );
  const bytes = new TextEncoder().encode(body);
  for (const one of [body, bytes]) {
    check(
      "text and bytes verify",
      (await codeOf(verifyDelivery({ headers, body: one }, { secret }))) === "accepted",
    );
  }
  check(
    "any of several secrets",
    (await codeOf(verifyWebhook(request(headers), { secret: ["old", secret] }))) === "accepted",
  );
  const stale = await signed(body, secret, Date.now() - 400_000);
  const refused = [
    ["bad_signature", () => verifyWebhook(request(headers, `${body} `), { secret })],
    ["bad_signature", () => verifyWebhook(request(headers), { secret: "other" })],
    ["missing_header", () => verifyWebhook(request({}), { secret })],
    ["stale_timestamp", () => verifyWebhook(request(stale), { secret })],
    ["bad_secret", () => verifyWebhook(request(headers), { secret: "" })],
  ];
  for (const [code, verify] of refused) check(`refused: ${code}`, (await codeOf(verify())) === code);
  const used = request(headers);
  await used.json();
  check(
    "refused: a body that was read",
    (await codeOf(verifyWebhook(used, { secret }))) === "body_unavailable",
  );

  let calls = 0;
  let fail = true;
  const webhooks = createWebhookHandler({ secret, replayStore: memoryReplayStore(), onError: () => {} }).on(
    "entitlement.limit.reached",
    () => {
      calls += 1;
      if (fail) throw new Error("at first");
    },
  );
  const statuses = [];
  for (let i = 0; i < 3; i++) {
    statuses.push((await webhooks.fetch(request(headers))).status);
    fail = false;
  }
  statuses.push((await webhooks.fetch(request(headers, `${body} `))).status);
  check(
    "the handler answers 500, 200, 200 for a duplicate, 400",
    statuses.join() === "500,200,200,400" && calls === 2,
  );

  let own;
  try {
    own = signWebhook(body, secret);
  } catch (error) {
    check(
      "without Node's crypto, signing says so",
      error instanceof WebhookSignatureError && error.code === "no_sync_crypto",
    );
    return;
  }
  check(
    "signWebhook's headers verify",
    (await codeOf(verifyWebhook(request(own), { secret }))) === "accepted",
  );
}
