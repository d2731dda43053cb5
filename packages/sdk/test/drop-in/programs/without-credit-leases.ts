// What the README says of credits, for a client that was made without `creditLeases`: all of it gates nothing.
import {
  type CheckOptions,
  SchematicClient,
  SchematicEnvironment,
} from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

export async function run({ apiKey, basePath, eventCaptureBaseURL, arrived }: Host): Promise<unknown> {
  const client = new SchematicClient({
    apiKey,
    basePath,
    eventCaptureBaseURL,
    eventBufferInterval: 20,
    logger: { error() {}, warn() {}, info() {}, debug() {} },
  });
  const context = { company: { id: "acme" } };
  const told: unknown[] = [SchematicEnvironment.Default];
  for (const quantity of [2, 5]) {
    const eventUsage = { eventSubtype: "api-call", quantity };
    told.push(await client.checkFlag(context, "api-calls", { eventUsage }));
    const options: CheckOptions = {
      usage: quantity,
      eventSubtype: "api-call",
      onAcquireFailure: "fail-open",
      defaultValue: true,
      timeoutMs: 5_000,
    };
    const result = await client.check(context, "api-calls", options);
    told.push([result.allowed, result.reservation]);
    if (result.reservation)
      await client.trackWithReservation(result.reservation, quantity, { traits: { a: 1 } });
    else await client.track({ event: "api-call", ...context, quantity });
    await arrived("track", quantity === 2 ? 1 : 2);
  }
  told.push(await client.checkFlag(context, "sso", { creditCost: { credit_1: 5 } }));
  told.push(await client.prewarm(context, ["credit_1"]));
  await client.identify(
    { keys: { id: "wile" }, company: { keys: { id: "acme" } } },
    { prewarm: ["credit_1"] },
  );
  told.push(await client.trackWithReservation(undefined, 3));
  await arrived("identify", 1);
  await client.close();
  return told;
}
