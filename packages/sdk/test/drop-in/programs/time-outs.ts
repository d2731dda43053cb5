import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  SchematicClient,
  SchematicError,
  SchematicTimeoutError,
} from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ apiKey, eventCaptureBaseURL, until }: Host): Promise<unknown> {
  let asked = 0;
  const server = createServer(() => {
    asked++;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const basePath = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const told: unknown[] = [];
  const seen = (error: unknown): unknown =>
    error instanceof SchematicError
      ? [error.name, error instanceof SchematicTimeoutError, error.statusCode, error instanceof Error]
      : String(error);
  const logger = { error() {}, warn() {}, info() {}, debug() {} };
  const flagDefaults = { "api-calls": true };
  const client = new SchematicClient({
    apiKey,
    basePath,
    eventCaptureBaseURL,
    // Long enough for each request to arrive.
    timeoutMs: 2_000,
    logger,
    flagDefaults,
  });
  told.push(await client.companies.listCompanies().then(() => "answered", seen), asked);
  const quick = { timeoutInSeconds: 1, maxRetries: 0 };
  told.push(
    await client.companies.lookupCompany({ keys: { id: "acme" } }, quick).then(() => "answered", seen),
    asked,
  );
  told.push(await client.checkFlag({ company: { id: "acme" } }, "api-calls"));
  told.push(
    await client.checkFlag({ company: { id: "acme" } }, "sso", {
      timeoutMs: 1_000,
      defaultValue: () => true,
    }),
  );
  told.push((await client.checkFlags({ company: { id: "acme" } }, ["api-calls"])).map((one) => one.value));
  const abort = new AbortController();
  const before = asked;
  void until(async () => asked > before).then(() => abort.abort());
  told.push(
    await client.companies.listCompanies({}, { abortSignal: abort.signal, timeoutInSeconds: 20 }).then(
      () => "answered",
      (error: unknown) => error instanceof Error,
    ),
  );
  await client.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  // Nobody is there.
  const alone = new SchematicClient({ apiKey, basePath, eventCaptureBaseURL, logger, flagDefaults });
  told.push(await alone.companies.listCompanies({}, { maxRetries: 0 }).then(() => "answered", seen));
  told.push(await alone.checkFlag({ company: { id: "acme" } }, "api-calls"));
  await alone.close();
  return told;
}
