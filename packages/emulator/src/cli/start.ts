import type { Emulator } from "../contract";
import type { Output } from "./run";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) process.once(signal, resolve);
  });
}

/** Prints where the emulator is, then runs until a signal. */
export async function startCommand(emulator: Emulator, output: Output, isExposed: boolean): Promise<number> {
  // In one piece: who reads the output for a URL must not see half of it.
  output.out(`Schematic emulator at ${emulator.url}

  SCHEMATIC_API_URL=${emulator.url}
  SCHEMATIC_EVENT_CAPTURE_URL=${emulator.captureUrl}
  SCHEMATIC_API_KEY=${emulator.apiKey}

  datastream  ${emulator.datastreamUrl}
  page        ${emulator.url}/${isExposed ? `?key=${emulator.apiKey}` : ""}
`);
  await nextSignal();
  await emulator.close();
  return 0;
}
