import { type Emulator, type Seed, startEmulator } from "@schematic/emulator";
import { SchematicClient } from "@schematic/sdk";

type ClientOptions = NonNullable<ConstructorParameters<typeof SchematicClient>[0]>;

export const SEED: Seed = {
  environment: { api_keys: ["sch_dev_gates"] },
  features: [{ key: "exports", event: "export" }, { key: "sso" }, { key: "ai", event: "ai-call" }],
  plans: [
    { key: "starter", entitlements: [{ feature: "exports", limit: 2, period: "current_month" }] },
    {
      key: "pro",
      entitlements: [{ feature: "exports", limit: 1_000, period: "current_month" }, { feature: "sso" }],
    },
  ],
  companies: [
    { keys: { id: "acme" }, plan: "starter" },
    { keys: { id: "globex" }, plan: "pro" },
  ],
};

export const emulator = (): Promise<Emulator> => startEmulator({ seed: SEED });

export function clientOf(server: Emulator, options: ClientOptions = {}): SchematicClient {
  return new SchematicClient({
    apiKey: server.apiKey,
    basePath: server.url,
    eventCaptureBaseURL: server.captureUrl,
    eventBufferInterval: 10,
    useDataStream: true,
    reconnect: { spread: 1, min: 1, max: 20 },
    logger: { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} },
    ...options,
  });
}

/** Resolves when `check` returns true. The last state is in the error after 15 s. */
export async function until(
  check: () => boolean | Promise<boolean>,
  state: () => unknown = () => "",
): Promise<void> {
  const end = performance.now() + 15_000;
  while (!(await check())) {
    if (performance.now() > end) throw new Error(`not reached within 15 s: ${JSON.stringify(state())}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
