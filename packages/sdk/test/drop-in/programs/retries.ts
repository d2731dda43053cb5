import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SchematicClient, SchematicError } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

/** A server that answers these statuses one after the other, then 200. */
async function failing(...statuses: number[]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const status = statuses.shift() ?? 200;
    response.writeHead(status, { "Content-Type": "application/json", "Retry-After": "0" });
    const data = request.method === "DELETE" ? { deleted: true } : [];
    response.end(JSON.stringify(status === 200 ? { data, params: {} } : { error: `status ${status}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    basePath: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export async function run({ apiKey, eventCaptureBaseURL }: Host): Promise<unknown> {
  const attempt = async (statuses: number[], maxRetries?: number, write?: boolean): Promise<unknown> => {
    const server = await failing(...statuses);
    const client = new SchematicClient({ apiKey, basePath: server.basePath, eventCaptureBaseURL });
    const options = maxRetries === undefined ? {} : { maxRetries };
    const call: PromiseLike<unknown> = write
      ? client.companies.deleteCompany("comp_1", {}, options)
      : client.companies.listCompanies({ limit: 1 }, options);
    const outcome = await call.then(
      () => "answered",
      (error: unknown) =>
        error instanceof SchematicError ? [error.name, error.statusCode, error.body] : error,
    );
    await client.close();
    await server.close();
    return [statuses, maxRetries, outcome, server.asked];
  };
  const told: unknown[] = await Promise.all([
    attempt([503]),
    attempt([429]),
    attempt([408]),
    attempt([500], 0),
    attempt([503, 503], 1),
    attempt([503, 502, 504], 3),
    attempt([503], undefined, true),
    attempt([400]),
    attempt([409]),
    attempt([501]),
  ]);
  // A check takes the flag's default.
  const server = await failing(...Array.from({ length: 20 }, () => 503));
  const client = new SchematicClient({
    apiKey,
    basePath: server.basePath,
    eventCaptureBaseURL,
    flagDefaults: { "api-calls": true },
    logLevel: "error",
    logger: { error() {}, warn() {}, info() {}, debug() {} },
  });
  told.push(await client.checkFlag({ company: { id: "acme" } }, "api-calls"), server.asked.length);
  await client.close();
  await server.close();
  return told;
}
