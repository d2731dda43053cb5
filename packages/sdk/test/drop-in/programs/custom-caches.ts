import { SchematicClient } from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

/** A cache of a program's own, as one over Cloudflare KV is. */
class Store {
  readonly entries = new Map<string, string>();
  broken = false;
  async get(key: string): Promise<unknown> {
    if (this.broken) throw new Error("no connection");
    return JSON.parse(this.entries.get(key) ?? "null");
  }
  async set(key: string, value: unknown): Promise<void> {
    if (this.broken) throw new Error("no connection");
    this.entries.set(key, JSON.stringify(value));
  }
  async delete(key: string): Promise<void> {
    this.entries.delete(key);
  }
}

export async function run({ apiKey, basePath, eventCaptureBaseURL, until }: Host): Promise<unknown> {
  const context = { company: { id: "acme" } };
  const [near, far] = [new Store(), new Store()];
  const told: unknown[] = [];
  const connect = (...stores: Store[]): SchematicClient =>
    new SchematicClient({
      apiKey,
      basePath,
      eventCaptureBaseURL,
      logger: { error() {}, warn() {}, info() {}, debug() {} },
      cacheProviders: { flagChecks: stores as never },
    });
  let client = connect(near, far);
  told.push(await client.checkFlag(context, "api-calls"));
  await until(async () => near.entries.size === 1 && far.entries.size === 1);
  told.push(await client.checkFlag(context, "api-calls"));
  near.entries.clear();
  // The second one has it still.
  told.push(await client.checkFlag(context, "api-calls"));
  await client.close();
  // Preflight checks are asked for themselves.
  client = connect(far);
  told.push(await client.checkFlag(context, "api-calls", { usage: 2 }));
  told.push(await client.checkFlag(context, "api-calls", { usage: 5 }), far.entries.size);
  told.push((await client.checkFlags(context, ["api-calls", "sso"])).map((one) => [one.flag, one.value]));
  await until(async () => far.entries.size > 1);
  told.push(far.entries.size);
  far.broken = true;
  told.push(await client.checkFlag(context, "api-calls"));
  await client.close();
  return told;
}
