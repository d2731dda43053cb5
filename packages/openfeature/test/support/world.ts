import { type Emulator, type Seed, startEmulator } from "@schematic/emulator";
import { SchematicClient } from "@schematic/sdk";

type ClientOptions = NonNullable<ConstructorParameters<typeof SchematicClient>[0]>;

/**
 * The boolean flags of OpenFeature's shared test data. There the reason STATIC means a flag without targeting, which in
 * Schematic is a rule of the type `default`.
 */
export const SEED: Seed = {
  environment: { id: "env_of", api_keys: ["sch_dev_openfeature"] },
  features: [{ key: "api-calls", event: "api-call" }],
  flags: [
    { key: "boolean-flag", rules: [{ type: "default", name: "On", value: true }] },
    { key: "boolean-zero-flag", rules: [{ type: "default", name: "Off", value: false }] },
    {
      key: "boolean-targeted-zero-flag",
      default: false,
      rules: [
        {
          name: "Ballmer",
          value: false,
          when: [{ type: "user", users: [{ email: "ballmer@macrosoft.com" }] }],
        },
      ],
    },
    { key: "wrong-flag", rules: [{ type: "default", name: "On", value: true }] },
    { key: "by-plan", rules: [{ name: "Pro", value: true, when: [{ type: "plan", plans: ["pro"] }] }] },
  ],
  plans: [
    { key: "starter", entitlements: [{ feature: "api-calls", limit: 10, period: "current_month" }] },
    { key: "pro", entitlements: [{ feature: "api-calls", limit: 1000, period: "current_month" }] },
  ],
  companies: [{ keys: { id: "acme", org_id: "7" }, plan: "starter", usage: { "api-call": 4 } }],
  users: [
    { keys: { id: "wile", email: "ballmer@macrosoft.com" }, companies: [{ id: "acme" }] },
    { keys: { id: "u7" }, companies: [{ id: "acme" }] },
  ],
};

export const emulator = (): Promise<Emulator> => startEmulator({ seed: SEED });

/** A client of the emulator. Its datastream reconnects at once. */
export function clientOf(server: Emulator, options: ClientOptions = {}): SchematicClient {
  return new SchematicClient({
    apiKey: server.apiKey,
    basePath: server.url,
    eventCaptureBaseURL: server.captureUrl,
    eventBufferInterval: 20,
    reconnect: { spread: 1, min: 1, max: 20 },
    logger: { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} },
    ...options,
  });
}

/** Resolves when `check` returns true. The last state is in the error after 15 s. */
export async function until(check: () => boolean, state: () => unknown = () => ""): Promise<void> {
  const end = performance.now() + 15_000;
  while (!check()) {
    if (performance.now() > end) throw new Error(`not reached within 15 s: ${JSON.stringify(state())}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
