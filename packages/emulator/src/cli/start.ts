import type { Emulator } from "../emulator";
import type { Output } from "./run";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) process.once(signal, resolve);
  });
}

/** Prints where the emulator is, then runs until a signal. */
export async function startCommand(emulator: Emulator, output: Output): Promise<number> {
  output.out(`Schematic emulator at ${emulator.url}`);
  output.out("");
  output.out(`  SCHEMATIC_API_URL=${emulator.url}`);
  output.out(`  SCHEMATIC_EVENT_CAPTURE_URL=${emulator.captureUrl}`);
  output.out(`  SCHEMATIC_API_KEY=${emulator.apiKey}`);
  output.out("");
  output.out(`  datastream  ${emulator.datastreamUrl}`);
  output.out(`  page        ${emulator.url}/`);
  await nextSignal();
  await emulator.close();
  return 0;
}
