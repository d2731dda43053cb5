import type { Emulator, EmulatorOptions } from "./contract";
import { RunningEmulator } from "./running";
import { loadSeed } from "./seed/load";

/** Starts an emulator. Throws `EmulatorError`: `invalid_seed`, `seed_not_found`, `unknown_reference`, `port_in_use`. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const seed = loadSeed(options.seed);
  const emulator = new RunningEmulator(seed, options);
  await emulator.start(options.port ?? 0);
  return emulator;
}
