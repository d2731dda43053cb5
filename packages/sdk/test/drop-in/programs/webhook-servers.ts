import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  computeHexSignature,
  verifySignature,
  verifyWebhookSignature,
  WEBHOOK_SIGNATURE_HEADER,
  WEBHOOK_TIMESTAMP_HEADER,
  WebhookSignatureError,
} from "@schematichq/schematic-typescript-node";

const secret = "whsec_1";
const payload = JSON.stringify({ action: "company.updated", body: { name: "Zoë" } });

/** The ways of the README to verify a request whose body was read. */
const WAYS: Record<string, (req: IncomingMessage, raw: Buffer) => void> = {
  "/http": (req, raw) => {
    const header = (name: string): string => req.headers[name.toLowerCase()] as string;
    verifySignature(
      raw.toString(),
      header(WEBHOOK_SIGNATURE_HEADER),
      header(WEBHOOK_TIMESTAMP_HEADER),
      secret,
    );
  },
  "/express": (req, raw) => {
    (req as IncomingMessage & { rawBody: Buffer }).rawBody = raw;
    verifyWebhookSignature(req, secret);
  },
  "/next": (req, raw) => verifyWebhookSignature(req, secret, raw),
  "/named": (req, raw) =>
    verifyWebhookSignature(req, secret, raw.toString(), {
      signatureHeader: "X-Signed",
      timestampHeader: "X-Signed-At",
    }),
};

async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  try {
    WAYS[req.url ?? ""]?.(req, Buffer.concat(chunks));
    res.end("verified");
  } catch (error) {
    res.statusCode = error instanceof WebhookSignatureError ? 400 : 500;
    res.end(error instanceof WebhookSignatureError ? error.message : String(error));
  }
}

export async function run(): Promise<unknown> {
  const server = createServer((req, res) => void answer(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const send = (path: string, headers: Record<string, string>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const sent = request({ port, path, method: "POST", headers }, (res) => {
        let text = "";
        res.on("data", (chunk) => {
          text += chunk;
        });
        res.on("end", () => resolve([path, res.statusCode, text]));
      });
      sent.on("error", reject);
      sent.end(payload);
    });
  const at = String(Math.floor(Date.now() / 1000));
  const signature = computeHexSignature(payload, at, secret);
  const told: unknown[] = [];
  for (const path of Object.keys(WAYS)) {
    const [name, time] =
      path === "/named" ? ["X-Signed", "X-Signed-At"] : [WEBHOOK_SIGNATURE_HEADER, WEBHOOK_TIMESTAMP_HEADER];
    told.push(await send(path, { [name]: signature, [time]: at }));
    told.push(await send(path, { [name]: computeHexSignature(payload, at, "whsec_2"), [time]: at }));
    told.push(await send(path, { [name]: "no hex", [time]: at }));
    told.push(await send(path, { [time]: at }), await send(path, { [name]: signature }));
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return told;
}
