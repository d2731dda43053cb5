import type { Seed } from "@schematic/emulator";

/** What the programs of the drop-in tests find in the emulator. */
export const seed: Seed = {
  features: [
    { key: "api-calls", event: "api-call" },
    { key: "sso", name: "Single sign-on" },
  ],
  flags: [
    {
      key: "admins",
      rules: [
        {
          value: true,
          when: [{ type: "trait", of: "user" as const, trait: "role", value: "admin" }],
        },
      ],
    },
  ],
  plans: [{ key: "starter", entitlements: [{ feature: "api-calls", limit: 3 }] }],
  companies: [{ keys: { id: "acme" }, plan: "starter", name: "Acme" }],
  users: [{ keys: { id: "wile" }, companies: [{ id: "acme" }], traits: { role: "admin" } }],
};
