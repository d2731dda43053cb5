import { startEmulator } from "@schematic/emulator";

/** An emulator of its own answers a flag check. */
export async function run({ check }) {
  const seed = {
    environment: { api_keys: ["sch_dev_bundle"] },
    flags: [{ key: "on", rules: [{ value: true }] }],
  };
  const emulator = await startEmulator({ seed });
  const answer = await fetch(`${emulator.url}/flags/on/check`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-schematic-api-key": "sch_dev_bundle" },
    body: "{}",
  });
  const { data } = await answer.json();
  check("a flag is checked", answer.status === 200 && data.flag === "on" && data.value === true);
  await emulator.close();
}
