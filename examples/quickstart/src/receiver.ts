import { EventEmitter } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { verifyWebhook } from "@schematic/webhooks";

export type ReceivedWebhook = Awaited<ReturnType<typeof verifyWebhook>>;

/** An HTTP server that accepts webhooks whose signature holds, and refuses all others. */
export class WebhookReceiver {
  readonly received: ReceivedWebhook[] = [];
  refused = 0;
  private readonly news = new EventEmitter();
  private readonly server: Server;

  constructor(private readonly secret: string) {
    this.server = createServer((request, response) => {
      verifyWebhook(request, { secret: this.secret })
        .then((event) => {
          this.received.push(event);
          this.news.emit("webhook", event);
          response.writeHead(200).end();
        })
        .catch((error: unknown) => {
          this.refused += 1;
          response.writeHead(400).end(error instanceof Error ? error.message : String(error));
        });
    });
  }

  /** Listens on a free port of loopback and gives back the URL. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webhooks`;
  }

  on(listener: (event: ReceivedWebhook) => void): void {
    this.news.on("webhook", listener);
  }

  /** Waits for a webhook with this action; one that has come already counts. */
  async waitFor(action: string, timeoutMs = 30_000): Promise<ReceivedWebhook> {
    const early = this.received.find((event) => event.action === action);
    if (early) return early;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no webhook ${action} within ${timeoutMs} ms`)),
        timeoutMs,
      );
      this.news.on("webhook", (event: ReceivedWebhook) => {
        if (event.action !== action) return;
        clearTimeout(timer);
        resolve(event);
      });
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
