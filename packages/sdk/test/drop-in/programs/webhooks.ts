import {
  computeHexSignature,
  computeSignature,
  verifySignature,
  verifyWebhookSignature,
  WEBHOOK_SIGNATURE_HEADER,
  WEBHOOK_TIMESTAMP_HEADER,
  WebhookSignatureError,
} from "@schematichq/schematic-typescript-node";

export async function run(): Promise<unknown> {
  const [secret, payload, timestamp] = [
    "whsec_1",
    '{"action":"company.updated"}',
    String(Math.floor(Date.now() / 1000)),
  ];
  const signature = computeHexSignature(payload, timestamp, secret);
  const told: unknown[] = [
    computeHexSignature("{}", "1700000000", secret),
    computeSignature("{}", "1700000000", secret).length,
  ];
  told.push(verifySignature(payload, signature, timestamp, secret));
  const request = {
    rawBody: payload,
    headers: {
      [WEBHOOK_SIGNATURE_HEADER.toLowerCase()]: signature,
      [WEBHOOK_TIMESTAMP_HEADER.toLowerCase()]: timestamp,
    },
  };
  told.push(verifyWebhookSignature(request, secret));
  for (const broken of [
    { ...request, headers: {} },
    { ...request, rawBody: "{}" },
  ]) {
    try {
      verifyWebhookSignature(broken, secret);
      told.push("accepted");
    } catch (error) {
      told.push(error instanceof WebhookSignatureError, (error as Error).message);
    }
  }
  return told;
}
