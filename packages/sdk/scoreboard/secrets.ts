import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { format, inspect } from "node:util";
import type { ScoreboardRow } from "@schematic-internal/testing";
import { SchematicClient as Published } from "@schematichq/schematic-typescript-node";
import {
  SchematicClient,
  type SchematicOptions,
  verifySignature,
  verifyWebhookSignature,
} from "../src/index";

const KEY = "sch_prod_TOPSECRETKEY0123456789";
const WEBHOOK_SECRET = "whsec_TOPSECRETHOOK0123456789";

/** Keeps everything that is written, thrown or shown, and looks for the secrets in it. */
class Collector {
  seen = 0;
  leaks = 0;
  readonly where: string[] = [];

  text(place: string, text: string): void {
    this.seen++;
    if (!text.includes("TOPSECRET")) return;
    this.leaks++;
    if (this.where.length < 5) this.where.push(`${place}: ${text.slice(0, 200)}`);
  }

  /** Whatever a value shows of itself, to `console.log`, a logger or an error tracker. */
  value(place: string, value: unknown): void {
    this.text(place, inspect(value, { depth: 12, showHidden: true, getters: true }));
    this.text(place, format("%s %o", value, value));
    try {
      this.text(place, JSON.stringify(value) ?? "");
    } catch {
      // Cyclic: nothing was written.
    }
    if (!(value instanceof Error)) return;
    this.text(place, `${value.name} ${value.message} ${value.stack}`);
    const { cause } = value;
    if (cause !== undefined) this.value(`${place} cause`, cause);
  }

  async call(place: string, run: () => unknown): Promise<void> {
    try {
      this.value(place, await run());
    } catch (error) {
      this.value(place, error);
    }
  }
}

async function withServer(run: (url: string) => Promise<void>): Promise<void> {
  const server = createServer((request, response) => {
    request.resume();
    const mode = request.headers["x-mode"];
    if (mode === "reset") return request.socket.destroy();
    if (mode === "hang") return;
    if (mode === "junk") return response.end("<html>oops</html>");
    response.statusCode = Number(mode) || 200;
    if (mode === "200") return response.end('{"data":{},"params":{}}');
    // As a careless proxy does: it tells the key back.
    const error = `key ${request.headers["x-schematic-api-key"]} is not welcome`;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ error }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Every way to fail, against one base URL. */
async function failures(collector: Collector, options: SchematicOptions, place: string): Promise<void> {
  const at =
    (level: string) =>
    (...args: unknown[]): void => {
      collector.text(`${place} log ${level}`, format(...args));
      for (const arg of args) collector.value(`${place} log ${level}`, arg);
    };
  const logger = { error: at("error"), warn: at("warn"), info: at("info"), debug: at("debug") };
  const client = new SchematicClient({ timeoutMs: 100, maxRetries: 0, logger, ...options });
  const who = { company: { id: "c" } };
  collector.value(`${place} client`, client);
  await collector.call(`${place} checkFlag`, () => client.checkFlagWithEntitlement(who, "f"));
  await collector.call(`${place} checkFlags`, () => client.checkFlags(who));
  await collector.call(`${place} REST`, () => client.companies.listCompanies());
  await collector.call(`${place} bound resource`, () => client.companies);
  await collector.call(`${place} POST`, () => client.companies.upsertCompany({ keys: { id: "c" } }));
  await collector.call(`${place} ledger`, () => client.getCreditLedger());
  await collector.call(`${place} initialize`, () => client.initialize({ timeoutMs: 50 }));
  await collector.call(`${place} track`, () => client.track({ event: "e", ...who }));
  await collector.call(`${place} flush`, () => client.flush(150));
  await collector.call(`${place} status`, () => client.status());
  collector.value(`${place} client`, client);
  // The capture's own retries go on until it is closed; what is left then is told in the log.
  void client.close();
}

async function wrongOptions(collector: Collector): Promise<void> {
  const wrong: object[] = [
    { apiKey: `${KEY}\n`, basePath: "nonsense" },
    { apiKey: `${KEY}\u0000x` },
    { apiKey: [KEY] },
    { apiKey: { key: KEY } },
    { apiKey: KEY, headers: { authorization: 5 } },
    { apiKey: KEY, headers: { "bad header": KEY } },
    { apiKey: KEY, baseUrl: KEY },
    { apiKey: KEY, basePath: `${KEY}://x` },
    { apiKey: KEY, creditLeases: {} },
    { apiKey: KEY, useDataStream: true, dataStream: { replicatorMode: true } },
  ];
  for (const [index, options] of wrong.entries()) {
    await collector.call(`options ${index}`, () => {
      const client = new SchematicClient(options as SchematicOptions);
      return client.companies.listCompanies({}, { maxRetries: 0, timeoutInSeconds: 0.1 });
    });
  }
}

async function webhooks(collector: Collector): Promise<void> {
  const headers = { "x-schematic-webhook-signature": "00", "x-schematic-webhook-timestamp": "1" };
  const calls: (() => unknown)[] = [
    () => verifySignature("{}", "00", "1", WEBHOOK_SECRET),
    () => verifySignature("{}", "", "", WEBHOOK_SECRET),
    () => verifyWebhookSignature({ headers, rawBody: "{}" } as never, WEBHOOK_SECRET),
    () => verifyWebhookSignature({ headers: {} } as never, WEBHOOK_SECRET),
    () => verifyWebhookSignature(null as never, WEBHOOK_SECRET),
  ];
  for (const [index, call] of calls.entries()) await collector.call(`webhook ${index}`, call);
}

/** Looks for the API key and a webhook secret in whatever the SDK writes, throws and shows. */
export const row: ScoreboardRow = {
  name: "secrets",
  target: "the API key and webhook secrets appear in no log line, error, inspect or thrown message",
  async run(_size, progress) {
    const collector = new Collector();
    await withServer(async (url) => {
      const modes = ["400", "401", "403", "404", "429", "500", "200", "junk", "reset", "hang"];
      for (const [done, mode] of modes.entries()) {
        const options = { apiKey: KEY, basePath: url, eventCaptureBaseURL: url, headers: { "x-mode": mode } };
        await failures(collector, options, mode);
        await failures(collector, { ...options, useDataStream: true }, `${mode} stream`);
        progress(done + 1, modes.length + 2);
      }
      const leaky: typeof fetch = (input, init) =>
        Promise.reject(
          new TypeError("fetch failed", {
            cause: new Error(`no route to ${String(input).slice(0, 20)} ${init?.method}`),
          }),
        );
      await failures(collector, { apiKey: KEY, basePath: url, fetch: leaky }, "own fetch");
    });
    await failures(
      collector,
      { apiKey: KEY, basePath: "http://127.0.0.1:9", eventCaptureBaseURL: "http://127.0.0.1:9" },
      "refused",
    );
    await wrongOptions(collector);
    await webhooks(collector);
    progress(12, 12);
    return {
      figure: `${collector.leaks} leaks in ${collector.seen} texts${collector.where.length > 0 ? ` (${collector.where.join("; ")})` : ""}`,
      holds: collector.leaks === 0,
      counts: { leaks: collector.leaks },
    };
  },
  /** The published client itself, and what its calls throw and log, in the same collector. */
  async runPeer() {
    const collector = new Collector();
    const quiet =
      (level: string) =>
      (...args: unknown[]): void => {
        for (const arg of args) collector.value(`log ${level}`, arg);
      };
    const logger = { error: quiet("error"), warn: quiet("warn"), info: quiet("info"), debug: quiet("debug") };
    await withServer(async (url) => {
      for (const mode of ["401", "500", "reset"]) {
        const client = new Published({
          apiKey: KEY,
          basePath: url,
          eventCaptureBaseURL: url,
          headers: { "x-mode": mode },
          timeoutMs: 500,
          logger,
        });
        collector.value("client", client);
        await collector.call("checkFlag", () => client.checkFlag({ company: { id: "c" } }, "f"));
        await collector.call("REST", () => client.companies.listCompanies({}, { maxRetries: 0 }));
        void client.close();
      }
    });
    return `${collector.leaks} leaks in ${collector.seen} texts${collector.where.length > 0 ? ` (the first: ${collector.where[0]?.split(":")[0]})` : ""}`;
  },
};
