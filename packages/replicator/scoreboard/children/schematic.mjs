// A Schematic of its own process: companies and users by number, changed on demand. SCALE (JSON) says how many,
// and messages say what to change.
import { startEmulator } from "@schematic/emulator";

const { companies, users } = JSON.parse(process.env.SCALE ?? "{}");
const beta = (seats) => ({ key: "beta", rules: [{ value: true, when: [trait(seats)] }] });
const trait = (value) => ({ type: "trait", trait: "seats", op: "gte", value });

const emulator = await startEmulator({
  seed: {
    features: [{ key: "calls", event: "call" }, { key: "export" }],
    plans: [
      { key: "free", entitlements: [{ feature: "calls", limit: 3 }] },
      { key: "pro", entitlements: [{ feature: "calls", limit: 100 }, { feature: "export" }] },
    ],
    flags: [beta(5), { key: "everyone", default: true }],
    companies: Array.from({ length: companies }, (_, i) => ({
      keys: { id: `company-${i}`, domain: `c${i}.example` },
      plan: i % 2 === 0 ? "free" : "pro",
      traits: { seats: i % 10 },
    })),
    users: Array.from({ length: users }, (_, i) => ({
      keys: { email: `u${i}@example.com` },
      traits: { role: i % 10 === 0 ? "owner" : "member" },
    })),
  },
});

process.on("message", async (message) => {
  if (message.type === "beta") emulator.apply({ flags: [beta(message.seats)] });
  if (message.type === "stop") {
    await emulator.close();
    process.disconnect();
  }
});
const { url, captureUrl, datastreamUrl, apiKey } = emulator;
process.send({ type: "listening", url, captureUrl, datastreamUrl, apiKey });
